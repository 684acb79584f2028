import type { Words } from '../_ui/locale-of'

// What a person shows of themself.
export const words = {
  en: {
    title: 'Privacy',
    about: 'What you do not show, you do not see of others either.',
    receipts: 'Read receipts',
    receiptsHint: 'Others see which of their messages you have read.',
    presence: 'Online and last seen',
    presenceHint: 'Others see whether you are online.',
    typing: 'Typing',
    typingHint: 'Others see when you are writing.',
    tryAgain: 'Try again',
  },
  es: {
    title: 'Privacidad',
    about: 'Lo que no muestras, tampoco lo ves de los demás.',
    receipts: 'Confirmaciones de lectura',
    receiptsHint: 'Los demás ven qué mensajes suyos has leído.',
    presence: 'En línea y última vez',
    presenceHint: 'Los demás ven si estás en línea.',
    typing: 'Escribiendo',
    typingHint: 'Los demás ven cuándo estás escribiendo.',
    tryAgain: 'Reintentar',
  },
} satisfies Words
