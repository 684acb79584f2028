import type { Words } from '../_ui/locale-of'

// Keeping others away: blocking them.
export const words = {
  en: {
    block: 'Block',
    unblock: 'Unblock',
    blockTitle: (name: string) => `Block ${name}?`,
    blockText: (name: string) =>
      `You and ${name} will not be able to write to each other, and neither sees when the other is typing. What ${name} says in groups is folded away. Nobody tells them.`,
    blockedPeople: 'Blocked people',
    blockedNobody: 'You have blocked nobody.',
    unblockName: (name: string) => `Unblock ${name}`,
    barred: (name: string) => `You have blocked ${name}.`,
    show: 'Show',
    hide: 'Hide',
    notChanged: 'Nothing was changed',
  },
  es: {
    block: 'Bloquear',
    unblock: 'Desbloquear',
    blockTitle: (name: string) => `¿Bloquear a ${name}?`,
    blockText: (name: string) =>
      `${name} y tú no podréis escribiros, y ninguna de las dos partes verá cuándo escribe la otra. Lo que ${name} diga en los grupos queda plegado. Nadie se lo dice.`,
    blockedPeople: 'Personas bloqueadas',
    blockedNobody: 'No has bloqueado a nadie.',
    unblockName: (name: string) => `Desbloquear a ${name}`,
    barred: (name: string) => `Has bloqueado a ${name}.`,
    show: 'Mostrar',
    hide: 'Ocultar',
    notChanged: 'No se ha cambiado nada',
  },
} satisfies Words
