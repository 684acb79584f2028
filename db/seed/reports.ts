// What the cast talks about: reports of a neighbourhood site, listings of a flat market, tickets of a support desk.
// The values in `metadata` are raw (an amount, a date, a state's name), so that each reader's language can say them.
import type { Handle } from './people'
import { when } from './when'

export type ReportScript = {
  kind: 'report' | 'listing' | 'ticket'
  title: string
  owner: Handle
  opened: string
  metadata: {
    number: string
    state: 'new' | 'in_progress' | 'solved' | 'closed' | 'available' | 'reserved' | 'sold'
    title_es?: string
    place?: string
    price?: { amount: number; currency: 'EUR'; per?: 'month' }
    repair_cost?: { amount: number; currency: 'EUR'; approved: boolean }
    /** A day, as YYYY-MM-DD. */
    available_from?: string
    confirmed_by?: number
    priority?: 'low' | 'normal' | 'high'
    product?: string
    description: string
    description_es?: string
    history?: { state: string; at: string; by: string }[]
  }
  /** What it was before, oldest first, and until when. */
  was?: ({ until: string } & Partial<ReportScript['metadata']>)[]
}

/** By `external_id`; `opened` and all times are those of a story that is told at `now`. */
export const reportsAt = (now: Date) => {
  const at = (text: string) => new Date(when(text, now)).toISOString()
  return {
    'R-2041': {
      kind: 'report',
      title: 'Broken streetlight',
      owner: 'ana',
      opened: '6d 19:20',
      metadata: {
        number: 'R-2041',
        state: 'in_progress',
        place: 'Calle Mayor 14, Madrid',
        repair_cost: { amount: 180, currency: 'EUR', approved: true },
        confirmed_by: 4,
        description:
          'The lamp at number 14 has been out since Monday. The zebra crossing in front of the school stays dark after seven, and drivers do not see people who cross. Two more lamps in the street flicker when it rains.',
        history: [
          { state: 'reported', at: at('6d 19:20'), by: 'Ana Ruiz' },
          { state: 'confirmed', at: at('5d 08:05'), by: 'Bruno Díaz' },
          { state: 'in_progress', at: at('58m'), by: 'Carla Méndez' },
        ],
      },
      was: [{ until: '58m', state: 'new' }],
    },
    'R-1987': {
      kind: 'report',
      title: 'Fallen tree in Parque del Oeste',
      owner: 'ana',
      opened: '9d 07:05',
      metadata: {
        number: 'R-1987',
        state: 'solved',
        place: 'Paseo de Camoens, Madrid',
        confirmed_by: 11,
        description:
          'A poplar came down in the storm and blocks the path between the fountain and the bridge.',
      },
    },
    'R-1990': {
      kind: 'report',
      title: 'Dark underpass, Atocha',
      owner: 'bruno',
      opened: '26d 22:10',
      metadata: {
        number: 'R-1990',
        state: 'in_progress',
        place: 'Ronda de Atocha, Madrid',
        repair_cost: { amount: 2400, currency: 'EUR', approved: false },
        confirmed_by: 23,
        description: 'None of the six lights in the pedestrian underpass work, on either side.',
      },
    },
    'R-2050': {
      kind: 'report',
      title: 'Contenedores desbordados',
      owner: 'lucia',
      opened: '2d 12:45',
      metadata: {
        number: 'R-2050',
        state: 'new',
        place: 'Calle de la Paz 3, Madrid',
        confirmed_by: 2,
        description:
          'Los contenedores de papel llevan una semana sin vaciarse y las cajas ocupan media acera.',
      },
    },
    'L-0387': {
      kind: 'listing',
      title: 'Flat in Lavapiés',
      owner: 'elena',
      opened: '20d 16:00',
      metadata: {
        number: 'L-0387',
        state: 'available',
        title_es: 'Piso en Lavapiés',
        price: { amount: 850, currency: 'EUR', per: 'month' },
        place: 'Calle Argumosa 21, Madrid',
        available_from: firstOfMonth(now),
        description:
          'Two rooms, 54 m², third floor with a lift. The living room looks onto a quiet courtyard. Community costs included.',
        description_es:
          'Dos habitaciones, 54 m², tercero con ascensor. El salón da a un patio tranquilo. Gastos de comunidad incluidos.',
      },
      was: [{ until: '1d 17:21', price: { amount: 875, currency: 'EUR', per: 'month' } }],
    },
    'L-0352': {
      kind: 'listing',
      title: 'Room in Malasaña',
      owner: 'elena',
      opened: '41d 10:30',
      metadata: {
        number: 'L-0352',
        state: 'reserved',
        title_es: 'Habitación en Malasaña',
        price: { amount: 420, currency: 'EUR', per: 'month' },
        place: 'Calle del Pez 9, Madrid',
        description: 'A room with a balcony in a shared flat for three. Bills are split.',
        description_es:
          'Habitación con balcón en piso compartido para tres. Los gastos se dividen a partes iguales.',
      },
    },
    'L-0311': {
      kind: 'listing',
      title: 'City bike, barely used',
      owner: 'nuria',
      opened: '48d 19:00',
      metadata: {
        number: 'L-0311',
        state: 'sold',
        title_es: 'Bici urbana, casi nueva',
        price: { amount: 120, currency: 'EUR' },
        place: 'Chamberí, Madrid',
        description: 'Size M, seven gears, new tyres. Comes with a lock.',
      },
    },
    'L-0402': {
      kind: 'listing',
      title: 'Parking space near Plaza Mayor',
      owner: 'james',
      opened: '17d 11:15',
      metadata: {
        number: 'L-0402',
        state: 'available',
        title_es: 'Plaza de garaje junto a la Plaza Mayor',
        price: { amount: 110, currency: 'EUR', per: 'month' },
        place: 'Calle de Toledo 12, Madrid',
        description: 'Second basement, fits a small car. Lift to the street.',
      },
    },
    'T-1183': {
      kind: 'ticket',
      title: 'Cannot export invoices',
      owner: 'elena',
      opened: '5d 08:12',
      metadata: {
        number: 'T-1183',
        state: 'in_progress',
        priority: 'high',
        product: 'Billing 4.2',
        description: 'The export stops at 40 % and the file that comes is empty. It worked with version 4.1.',
      },
    },
    'T-1171': {
      kind: 'ticket',
      title: 'Password reset loop',
      owner: 'ana',
      opened: '11d 10:02',
      metadata: {
        number: 'T-1171',
        state: 'in_progress',
        priority: 'normal',
        product: 'Accounts',
        description: 'The link in the mail leads to the form that asks for a link in a mail.',
      },
    },
    'T-1190': {
      kind: 'ticket',
      title: 'Wrong VAT on receipt 2031',
      owner: 'bruno',
      opened: '1d 17:30',
      metadata: {
        number: 'T-1190',
        state: 'new',
        priority: 'low',
        product: 'Billing 4.2',
        description: 'The receipt shows 21 % where it should be 10 %.',
      },
    },
  } satisfies Record<string, ReportScript>
}

export type ReportKey = keyof ReturnType<typeof reportsAt>

/** The next first of a month, when flats change hands. */
const firstOfMonth = (now: Date) => {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 1)).toISOString().slice(0, 10)
}
