import type { Words } from '../_ui/locale-of'

// The header of a conversation, and what stands in the place of one that is gone.
export const words = {
  en: {
    open: 'Open to everyone',
    backToList: 'Back to conversations',
    details: 'Details',
    showDetails: 'Show details',
    more: 'More',
    addPeople: 'Add people',
    leave: 'Leave conversation',
    goneTitle: 'Nothing to see here',
    gone: 'There is no conversation at this address, or it is not yours to see.',
    leftTitle: 'You are no longer in this conversation.',
  },
  es: {
    open: 'Abierta a todo el mundo',
    backToList: 'Volver a las conversaciones',
    details: 'Detalles',
    showDetails: 'Mostrar los detalles',
    more: 'Más',
    addPeople: 'Añadir personas',
    leave: 'Salir de la conversación',
    goneTitle: 'Aquí no hay nada que ver',
    gone: 'No hay ninguna conversación en esta dirección, o no puedes verla.',
    leftTitle: 'Ya no participas en esta conversación.',
  },
} satisfies Words
