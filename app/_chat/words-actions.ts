import type { Words } from '../_ui/locale-of'

// What comes after a log, in one part: the ways through it, and what can be done with a message.
export const words = {
  en: {
    arrived: (count: number) => (count === 1 ? '1 new message' : `${most(count)} new messages`),
    arrivedShort: (count: number) => `${most(count)} new`,
    toNewest: 'Go to the newest messages',
    backToNewest: 'Back to the newest',
    newestShort: 'Newest',
    backToPlace: 'Back to where you were',
    actions: 'Message actions',
    moreActions: 'More actions',
    reply: 'Reply',
    copyText: 'Copy text',
    copyLink: 'Copy link',
    edit: 'Edit',
    delete: 'Delete',
    receipts: 'Read by',
    received: { read: 'Read', delivered: 'Delivered', sent: 'Not delivered yet' },
    moreReceivers: 'Show more people',
  },
  es: {
    arrived: (count: number) => (count === 1 ? '1 mensaje nuevo' : `${most(count)} mensajes nuevos`),
    arrivedShort: (count: number) => (count === 1 ? '1 nuevo' : `${most(count)} nuevos`),
    toNewest: 'Ir a los últimos mensajes',
    backToNewest: 'Volver a lo último',
    newestShort: 'Lo último',
    backToPlace: 'Volver a donde estabas',
    actions: 'Acciones del mensaje',
    moreActions: 'Más acciones',
    reply: 'Responder',
    copyText: 'Copiar texto',
    copyLink: 'Copiar enlace',
    edit: 'Editar',
    delete: 'Eliminar',
    receipts: 'Leído por',
    received: { read: 'Leído', delivered: 'Entregado', sent: 'Aún no entregado' },
    moreReceivers: 'Ver más personas',
  },
} satisfies Words

const most = (count: number) => (count > 99 ? '99+' : String(count))
