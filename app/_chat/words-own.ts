import type { Words } from '../_ui/locale-of'

// The menu of a conversation: what somebody sets for themself alone.
export const words = {
  en: {
    pin: 'Pin',
    unpin: 'Unpin',
    muteHour: 'Mute for 1 hour',
    muteHours: 'Mute for 8 hours',
    muteWeek: 'Mute for 1 week',
    muteAlways: 'Mute always',
    unmute: 'Unmute',
    archive: 'Archive',
    unarchive: 'Move out of the archive',
    markUnread: 'Mark as unread',
    markRead: 'Mark as read',
    notChanged: 'Nothing was changed',
  },
  es: {
    pin: 'Fijar',
    unpin: 'Dejar de fijar',
    muteHour: 'Silenciar 1 hora',
    muteHours: 'Silenciar 8 horas',
    muteWeek: 'Silenciar 1 semana',
    muteAlways: 'Silenciar siempre',
    unmute: 'Quitar el silencio',
    archive: 'Archivar',
    unarchive: 'Sacar del archivo',
    markUnread: 'Marcar como no leída',
    markRead: 'Marcar como leída',
    notChanged: 'No se ha cambiado nada',
  },
} satisfies Words
