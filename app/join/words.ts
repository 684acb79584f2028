// What the page behind a link says.
import type { Words } from '../_ui/locale-of'

export const words = {
  en: {
    title: 'Invitation',
    invites: (name: string) => `${name} invites you to join.`,
    people: (count: number) =>
      count === 1 ? '1 person is in it.' : `${count.toLocaleString('en')} people are in it.`,
    group: 'A group',
    join: 'Join',
    notNow: 'Not now',
    toInbox: 'Go to conversations',
    voidTitle: 'This link does not work',
    void: 'It has expired, was revoked, has been used up or was never one. Ask whoever sent it for a new one.',
    waitTitle: 'Too many links that lead nowhere',
    wait: 'Wait a minute and open it again.',
    offline: 'The server did not answer. Check your connection and try again.',
    other: 'Joining did not work. Reload the page and try again.',
  },
  es: {
    title: 'Invitación',
    invites: (name: string) => `${name} te invita a unirte.`,
    people: (count: number) =>
      count === 1 ? 'Participa 1 persona.' : `Participan ${count.toLocaleString('es')} personas.`,
    group: 'Un grupo',
    join: 'Unirse',
    notNow: 'Ahora no',
    toInbox: 'Ir a las conversaciones',
    voidTitle: 'Este enlace no funciona',
    void: 'Ha caducado, se ha anulado, ya se ha usado del todo o nunca existió. Pide otro a quien te lo envió.',
    waitTitle: 'Demasiados enlaces que no llevan a nada',
    wait: 'Espera un minuto y ábrelo de nuevo.',
    offline: 'El servidor no ha respondido. Comprueba la conexión e inténtalo de nuevo.',
    other: 'No se ha podido unir. Recarga la página e inténtalo de nuevo.',
  },
} satisfies Words
