import type { Words } from '../../_ui/locale-of'

// The palette and the sheet of shortcuts.
export const words = {
  en: {
    jumpTitle: 'Jump to',
    find: 'Find a conversation or a person',
    placeholder: 'Name',
    foundCount: (count: number) => (count === 1 ? '1 found' : `${count} found`),
    none: (query: string) => `Nothing matches "${query}".`,
    person: 'New message',
    keysTitle: 'Keyboard shortcuts',
    or: 'or',
    /** As they are called on the keyboards of the language. */
    caps: { enter: 'Enter', shift: 'Shift', home: 'Home', end: 'End' },
    keys: {
      jump: 'Jump to a conversation or a person',
      previousNext: 'Previous or next conversation',
      escape: 'Close what is open; in a conversation, mark it read',
      send: 'Send',
      line: 'Add a line',
      walk: 'Go through the list of conversations',
      ends: 'First or last one in the list, beginning or end of the messages',
      help: 'Show these shortcuts',
    },
    single: 'Single-key shortcuts',
    singleHint: 'Turn them off if they get in the way of dictation. That leaves those with Ctrl, Alt or ⌘.',
  },
  es: {
    jumpTitle: 'Ir a',
    find: 'Busca una conversación o una persona',
    placeholder: 'Nombre',
    foundCount: (count: number) => (count === 1 ? '1 resultado' : `${count} resultados`),
    none: (query: string) => `No hay resultados para «${query}».`,
    person: 'Mensaje nuevo',
    keysTitle: 'Atajos de teclado',
    or: 'o',
    caps: { enter: 'Intro', shift: 'Mayús', home: 'Inicio', end: 'Fin' },
    keys: {
      jump: 'Ir a una conversación o a una persona',
      previousNext: 'Conversación anterior o siguiente',
      escape: 'Cerrar lo que esté abierto; en una conversación, marcarla como leída',
      send: 'Enviar',
      line: 'Añadir una línea',
      walk: 'Recorrer la lista de conversaciones',
      ends: 'Primera o última de la lista, principio o final de los mensajes',
      help: 'Mostrar estos atajos',
    },
    single: 'Atajos de una sola tecla',
    singleHint: 'Desactívalos si estorban al dictar. Quedan los que llevan Ctrl, Alt o ⌘.',
  },
} satisfies Words
