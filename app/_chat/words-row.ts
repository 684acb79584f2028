import type { Words } from '../_ui/locale-of'

// What a conversation is called, who is in it, and what its row says was said last.
export const words = {
  en: {
    draft: 'Draft:',
    notSent: 'Not sent:',
    mine: (text: string) => `You: ${text}`,
    theirs: (name: string, text: string) => `${name}: ${text}`,
    deleted: 'This message was deleted',
    nothingSaid: 'No messages yet',
    blockedSaid: 'Message of somebody you blocked',
    typing: (name: string) => `${name} is typing…`,
    bothTyping: (one: string, other: string) => `${one} and ${other} are typing…`,
    manyTyping: (one: string, others: number) => `${one} and ${others} others are typing…`,
    somebody: 'Somebody',
    group: 'Group',
    alone: 'Only you',
    people: (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`),
  },
  es: {
    draft: 'Borrador:',
    notSent: 'No se ha enviado:',
    mine: (text: string) => `Tú: ${text}`,
    theirs: (name: string, text: string) => `${name}: ${text}`,
    deleted: 'Se eliminó este mensaje',
    nothingSaid: 'Aún no hay mensajes',
    blockedSaid: 'Mensaje de alguien a quien bloqueaste',
    typing: (name: string) => `${name} está escribiendo…`,
    bothTyping: (one: string, other: string) => `${one} ${and(other)} ${other} están escribiendo…`,
    manyTyping: (one: string, others: number) => `${one} y ${others} más están escribiendo…`,
    somebody: 'Alguien',
    group: 'Grupo',
    alone: 'Solo tú',
    people: (count: number) => (count === 1 ? '1 persona' : `${count.toLocaleString('es')} personas`),
  },
} satisfies Words

/** "e" before the sound of an i: "Ana e Inés", and "Ana y Hielo". */
const and = (name: string) => (/^h?[ií](?![aeo])/i.test(name) ? 'e' : 'y')
