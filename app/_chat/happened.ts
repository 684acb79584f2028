// What a system message tells, in the reader's words.
import type { Happening } from '@/lib/contract/message'
import type { Locale } from '../_ui/locale-of'

/** A person by id as the line names them; null for the reader. */
type Name = (userId: string) => string | null

/** One sentence without a full stop. What a newer server tells of is told in general. */
export const happened = (locale: Locale, what: Happening, name: Name): string => {
  const by = 'by' in what ? name(what.by) : null
  const who = 'user_id' in what ? name(what.user_id) : null
  // Undefined where nobody invited them.
  const host = 'invited_by' in what && what.invited_by ? name(what.invited_by) : undefined
  return tellings[locale](what, by, who, host)
}

const english = (what: Happening, by: string | null, who: string | null, host?: string | null): string => {
  const [they, them] = [by ?? 'You', who ?? 'you']
  const is = who ? `${who} is` : 'You are'
  switch (what.event) {
    case 'member-added':
      return `${they} added ${them}`
    case 'member-removed':
      return `${they} removed ${them}`
    case 'member-barred':
      return `${who ? `${who} was` : 'You were'} removed by the moderators`
    case 'member-joined':
      return `${who ?? 'You'} joined${host === undefined ? '' : host ? ` by an invitation of ${host}` : ' by your invitation'}`
    case 'member-left':
      return `${who ?? 'You'} left`
    case 'role-changed':
      return what.role === 'member' ? `${is} no longer an admin` : `${is} now an ${what.role}`
    case 'name-changed':
      return what.name ? `${they} named the group "${apart(what.name)}"` : `${they} removed the group’s name`
    case 'icon-changed':
      return what.icon ? `${they} changed the icon to ${what.icon}` : `${they} removed the icon`
    case 'visibility-changed':
      return what.visibility === 'public'
        ? `${they} opened the group to everyone`
        : `${they} made the group private`
    case 'history-changed':
      return what.history === 'all'
        ? `${they} let new people see what was said before`
        : `${they} hid what was said before from new people`
    default:
      return 'Something changed in this conversation'
  }
}

const spanish = (what: Happening, by: string | null, who: string | null, host?: string | null): string => {
  const has = by ? `${by} ha` : 'Has'
  const did = (verb: string) => (who ? `${has} ${verb} a ${who}` : `${by} te ha ${verb}`)
  const is = (theirs: string, yours: string) => (who ? `${who} ${theirs}` : yours)
  switch (what.event) {
    case 'member-added':
      return did('añadido')
    case 'member-removed':
      return did('quitado')
    case 'member-barred':
      return `La moderación ${who ? `ha quitado a ${who}` : 'te ha quitado'}`
    case 'member-joined':
      return `${is('se ha unido', 'Te has unido')}${
        host === undefined ? '' : host ? ` por invitación de ${host}` : ' por tu invitación'
      }`
    case 'member-left':
      return is('ha salido', 'Has salido')
    case 'role-changed':
      if (what.role === 'owner') return is('ahora es responsable', 'Ahora eres responsable')
      return what.role === 'admin'
        ? is('ahora administra', 'Ahora administras')
        : is('ya no administra', 'Ya no administras')
    case 'name-changed':
      return what.name
        ? `${has} llamado al grupo «${apart(what.name)}»`
        : `${has} quitado el nombre del grupo`
    case 'icon-changed':
      return what.icon ? `${has} cambiado el icono a ${what.icon}` : `${has} quitado el icono`
    case 'visibility-changed':
      return what.visibility === 'public'
        ? `${has} abierto el grupo a todo el mundo`
        : `${has} hecho privado el grupo`
    case 'history-changed':
      return what.history === 'all'
        ? `${has} dejado ver lo anterior a quien se una`
        : `${has} ocultado lo anterior a quien se una`
    default:
      return 'Algo ha cambiado en esta conversación'
  }
}

const tellings = { en: english, es: spanish }

/** A name in a sentence: whichever way it is written, it turns nothing around it (Unicode's first strong isolate). */
export const apart = (text: string) => `\u2068${text}\u2069`
