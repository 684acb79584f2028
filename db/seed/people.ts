// The cast: five people to sign in as, and a few behind them so that groups look alive.
export const people = {
  ana: { name: 'Ana Ruiz', since: '214d 18:05' },
  bruno: { name: 'Bruno Díaz', since: '203d 21:40' },
  carla: { name: 'Carla Méndez', since: '190d 08:15' },
  diego: { name: 'Diego Soto', since: '230d 09:00' },
  elena: { name: 'Elena Vidal', since: '171d 12:30' },
  // In the background: nobody signs in as one of these.
  lucia: { name: 'Lucía Herrero', since: '160d 20:10' },
  james: { name: 'James Whitfield', since: '122d 19:45' },
  nuria: { name: 'Nuria Campos', since: '98d 13:20' },
  omar: { name: 'Omar Benali', since: '186d 07:50' },
  pilar: { name: 'Pilar Nieto', since: '150d 11:00' },
  tomas: { name: 'Tomás Gil', since: '228d 09:30' },
} as const

/** Also their `external_id`. */
export type Handle = keyof typeof people

export const handles = Object.keys(people) as Handle[]

/** The five of the demo's sign-in page. */
export const cast = ['ana', 'bruno', 'carla', 'diego', 'elena'] as const satisfies Handle[]

/** Of the five, who looks after the others. */
export const moderator = 'elena' satisfies Handle
