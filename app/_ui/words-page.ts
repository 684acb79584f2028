// What a whole page says that only the server makes: nothing of it reaches a browser's script.
import type { Words } from './locale-of'

export const words = {
  en: {
    notFound: 'Nothing here',
    notFoundHelp: 'There is no page at this address. Check it, or go back to your conversations.',
    toInbox: 'Go to your conversations',
    away: 'The server cannot answer right now',
    awayHelp: 'Your messages are safe. Try again in a moment.',
    again: 'Try again',
  },
  es: {
    notFound: 'Aquí no hay nada',
    notFoundHelp: 'No hay ninguna página en esta dirección. Revísala o vuelve a tus conversaciones.',
    toInbox: 'Ir a tus conversaciones',
    away: 'El servidor no puede responder ahora',
    awayHelp: 'Tus mensajes están a salvo. Inténtalo de nuevo en un momento.',
    again: 'Inténtalo de nuevo',
  },
} satisfies Words
