import type { Words } from '../../_ui/locale-of'

// Why a conversation shows that something is unread.
export const words = {
  en: {
    ask: 'What is unread?',
    title: (title: string) => `Unread in ${title}`,
    readBy: {
      tab: 'You last read here in this tab',
      browser: 'You last read here in another tab of this browser',
      elsewhere: 'You last read here on another device',
    },
    neverRead: 'You have read nothing here since you joined',
    marked: 'You marked it as unread',
    after: (count: string) => (count === '1' ? 'One message since' : `${count} messages since`),
    none: 'No message has come since.',
    further: (count: string) => `And ${count} more`,
    markRead: 'Mark as read',
    open: 'Open conversation',
    failed: 'What is unread did not load.',
    tryAgain: 'Try again',
  },
  es: {
    ask: '¿Qué hay sin leer?',
    title: (title: string) => `Sin leer en ${title}`,
    readBy: {
      tab: 'Leíste aquí por última vez en esta pestaña',
      browser: 'Leíste aquí por última vez en otra pestaña de este navegador',
      elsewhere: 'Leíste aquí por última vez en otro dispositivo',
    },
    neverRead: 'No has leído nada aquí desde que entraste',
    marked: 'La marcaste como no leída',
    after: (count: string) =>
      count === '1' ? 'Un mensaje desde entonces' : `${count} mensajes desde entonces`,
    none: 'Desde entonces no ha llegado ningún mensaje.',
    further: (count: string) => `Y ${count} más`,
    markRead: 'Marcar como leída',
    open: 'Abrir conversación',
    failed: 'No se ha cargado lo que hay sin leer.',
    tryAgain: 'Inténtalo de nuevo',
  },
} satisfies Words
