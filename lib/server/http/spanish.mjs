// @ts-check
// What a refusal says, in Spanish. It is raised in English, in lib/server, db/functions and scripts/front.mjs, and put into the
// reader's language where the answer is made. `{}` stands for a number or a name, and there is one in a sentence at most.

export const sentences = {
  // Who asks.
  'Sign in, or send a token as "Authorization: Bearer <token>".':
    'Inicia sesión, o envía un token como «Authorization: Bearer <token>».',
  'The Authorization header is not of the form "Bearer <token>".':
    'La cabecera Authorization no tiene la forma «Bearer <token>».',
  'The token has expired: get a fresh one from the host application.':
    'El token ha caducado: pide uno nuevo a la aplicación anfitriona.',
  'The token is not valid here: it must be HS256, signed with AUTH_JWT_SECRET, with exp, aud and sub.':
    'El token no vale aquí: tiene que ser HS256, estar firmado con AUTH_JWT_SECRET y llevar exp, aud y sub.',
  'Somebody else is signed in with this browser now: load the page again.':
    'Ahora hay otra persona con la sesión iniciada en este navegador: vuelve a cargar la página.',
  'A service token is no person: it cannot sign in.':
    'Un token de servicio no es de una persona: no puede iniciar sesión.',
  'A service token acts for no person: it may call only what is made for the host’s server.':
    'Un token de servicio no actúa por nadie: solo puede llamar a lo que es para el servidor anfitrión.',
  'Only the host’s server may call this, with a token of role "service".':
    'Solo el servidor anfitrión puede llamar a esto, con un token de rol «service».',
  'Another site asked for this with your cookie.': 'Otro sitio ha pedido esto con tu cookie.',

  // What is asked.
  'There is nothing at this address, or it is not yours to see.':
    'En esta dirección no hay nada, o no te corresponde verlo.',
  'This address is not well-formed.': 'Esta dirección no está bien escrita.',
  'This address knows {}.': 'Esta dirección conoce {}.',
  'Nothing here knows {}.': 'Aquí nada conoce {}.',
  'Send the body as application/json in UTF-8.': 'Envía el cuerpo como application/json en UTF-8.',
  'Send the body without a Content-Encoding.': 'Envía el cuerpo sin Content-Encoding.',
  'The body may have 256 KB at most.': 'El cuerpo puede tener 256 KB como máximo.',
  'The body broke off before its end.': 'El cuerpo se ha cortado antes de terminar.',
  'The body could not be read as JSON in UTF-8.': 'No se ha podido leer el cuerpo como JSON en UTF-8.',
  'See errors for each value that is not valid.': 'Hay valores que no son válidos: «errors» dice cuáles.',

  // How often, and whether at all.
  'You may send {} messages a minute. Wait a moment and send again.':
    'Puedes enviar {} mensajes por minuto. Espera un momento y vuelve a enviar.',
  'This is more than anybody does in a minute. Wait a moment and try again.':
    'Esto es más de lo que nadie hace en un minuto. Espera un momento e inténtalo de nuevo.',
  'Nobody types so fast. Wait a moment.': 'Nadie escribe tan deprisa. Espera un momento.',
  'Nobody comes and goes so fast. Wait a moment.': 'Nadie entra y sale tan deprisa. Espera un momento.',
  'Too many links that lead nowhere. Wait a minute.':
    'Demasiados enlaces que no llevan a ninguna parte. Espera un minuto.',
  'You have reported a lot within an hour. Wait a while before you report more.':
    'Has denunciado mucho en una hora. Espera un rato antes de denunciar más.',
  'The database does not answer right now. Try again in a moment.':
    'La base de datos no responde ahora. Inténtalo de nuevo en un momento.',
  'The log is not being read right now.': 'El registro no se está leyendo ahora.',
  'The log is not being read right now. Try again in a moment.':
    'El registro no se está leyendo ahora. Inténtalo de nuevo en un momento.',
  'This took too long. Try again in a moment.': 'Ha tardado demasiado. Inténtalo de nuevo en un momento.',
  'The server is starting or stopping. Try again in a moment.':
    'El servidor está arrancando o parándose. Inténtalo de nuevo en un momento.',
  'The server could not do this. Try again; if it goes on, name the request_id.':
    'El servidor no ha podido hacerlo. Inténtalo de nuevo; si sigue igual, indica el request_id.',
  'Events from so long ago are no longer kept: fetch the conversation anew.':
    'Ya no se guardan sucesos de hace tanto: vuelve a pedir la conversación.',

  // Who is in a conversation.
  'Join this conversation first.': 'Únete antes a esta conversación.',
  'Only an owner or an admin of this conversation may do this.':
    'Solo puede hacerlo una persona responsable de esta conversación o de su administración.',
  'Only an owner or an admin of this conversation may remove people.':
    'Solo una persona responsable de esta conversación o de su administración puede quitar a otras.',
  'Only an owner or an admin of this conversation may set roles.':
    'Solo una persona responsable de esta conversación o de su administración puede cambiar papeles.',
  'A direct conversation has no name, icon or visibility to change.':
    'Una conversación directa no tiene nombre, icono ni visibilidad que cambiar.',
  'Nobody is added to a direct conversation, and nobody leaves it.':
    'A una conversación directa no se añade a nadie, y nadie sale de ella.',
  'Nobody is invited to a direct conversation.': 'A una conversación directa no se invita a nadie.',
  'Nobody is removed from a direct conversation, and nobody leaves it.':
    'De una conversación directa no se quita a nadie, y nadie sale de ella.',
  'Both people in a direct conversation are members, and nothing else.':
    'Las dos personas de una conversación directa participan por igual: no hay otros papeles.',
  'Somebody whom you named cannot be added by you.':
    'No puedes añadir a alguna de las personas que has elegido.',
  'The moderators have barred this person from this conversation: only they can lift that.':
    'La moderación ha vetado a esta persona en esta conversación: solo la moderación puede levantar el veto.',
  'An admin cannot remove an owner.': 'Desde la administración no se puede quitar a una persona responsable.',
  'An admin cannot change the role of an owner.':
    'Desde la administración no se puede cambiar el papel de una persona responsable.',
  'Only an owner can make somebody an owner.': 'Solo una persona responsable puede hacer responsable a otra.',
  'An admin cannot take this role from another admin.':
    'Desde la administración no se puede quitar la administración a otra persona que la tiene.',
  'A group is never without an owner: make somebody else an owner first.':
    'Un grupo siempre tiene a alguien responsable: haz antes responsable a otra persona.',
  'The last owner cannot leave while others stay: make somebody else an owner first.':
    'La última persona responsable no puede salir mientras queden otras: haz antes responsable a otra persona.',
  '{} links of this conversation are in force already: revoke one first.':
    'Esta conversación ya tiene {} enlaces vigentes: anula uno antes.',
  'This has gone: nobody can begin a conversation about it any more.':
    'Esto se ha retirado: ya no se puede empezar ninguna conversación sobre ello.',

  // What is said in it.
  'This client_message_id already stands for another message: send this one under a new id.':
    'Este client_message_id ya es el de otro mensaje: envía este con un id nuevo.',
  'Only who wrote a message may edit it.': 'Solo quien escribió un mensaje puede editarlo.',
  'Only who wrote a message, or an owner or admin of the group, may delete it.':
    'Solo puede eliminar un mensaje quien lo escribió, o una persona responsable del grupo o de su administración.',
  'This message tells what happened here: it has no words of anybody’s to edit.':
    'Este mensaje cuenta lo que ha pasado aquí: no lo ha escrito nadie y no se puede editar.',
  'This message tells what happened here: it cannot be deleted.':
    'Este mensaje cuenta lo que ha pasado aquí: no se puede eliminar.',
  'This message is deleted: it cannot be edited any more.':
    'Este mensaje está eliminado: ya no se puede editar.',
  'Nobody said this: there is nothing to react to.':
    'Esto no lo ha dicho nadie: no hay nada a lo que reaccionar.',

  // Blocking, and asking the moderators.
  'You have blocked this person: unblock them to write to them.':
    'Has bloqueado a esta persona: desbloquéala para escribirle.',
  'You cannot write to this person.': 'No puedes escribir a esta persona.',
  'You have blocked {} people, which is the most: unblock somebody first.':
    'Has bloqueado a {} personas, que es el máximo: desbloquea antes a alguien.',
  'Nobody said this: there is nothing to report.': 'Esto no lo ha dicho nadie: no hay nada que denunciar.',
  'This has been dealt with already.': 'Esto ya está resuelto.',
  'This is about a person: there is no message to delete.':
    'Esto es sobre una persona: no hay ningún mensaje que eliminar.',
  'This message is deleted already.': 'Este mensaje ya está eliminado.',
  'Nobody is barred but from a group: in a direct conversation either may block the other.':
    'Solo se veta en los grupos: en una conversación directa cada persona puede bloquear a la otra.',
  'They are barred from this conversation already.': 'Esta persona ya está vetada en esta conversación.',
  'They are not barred from this conversation.': 'Esta persona no está vetada en esta conversación.',
}

export const titles = {
  'Sign in first': 'Inicia sesión antes',
  'Not found': 'No encontrado',
  'Not allowed': 'No permitido',
  'This address does not know that method': 'Esta dirección no conoce ese método',
  'Unknown method': 'Método desconocido',
  'Send application/json': 'Envía application/json',
  'The body is too large': 'El cuerpo es demasiado grande',
  'The body is not JSON': 'El cuerpo no es JSON',
  'Some values are not valid': 'Hay valores que no son válidos',
  'This contradicts what is stored': 'Esto contradice lo que está guardado',
  'No longer kept': 'Ya no se guarda',
  'Too many requests': 'Demasiadas peticiones',
  'Something went wrong on the server': 'Algo ha fallado en el servidor',
  'The service is not available right now': 'El servicio no está disponible ahora',
}

const known = new Map(Object.entries({ ...sentences, ...titles }))

/** Those with something in them that varies. */
const varying = [...known].flatMap(([english, spanish]) => {
  const [before, after] = english.split('{}')
  return before !== undefined && after !== undefined ? [{ before, after, spanish }] : []
})

/**
 * A sentence of ours in Spanish; null for one that nobody has translated.
 * @param {string} english @returns {string | null}
 */
export const inSpanish = english => {
  const whole = known.get(english)
  if (whole !== undefined) return whole
  const found = varying.find(({ before, after }) => english.startsWith(before) && english.endsWith(after))
  if (!found) return null
  return found.spanish.replace('{}', () =>
    english.slice(found.before.length, english.length - found.after.length),
  )
}

/**
 * The same in the language that was asked for. What has no Spanish is said in English rather than not at all.
 * @param {import('./language.mjs').Language} language @param {string} english
 */
export const saidIn = (language, english) => (language === 'es' ? (inSpanish(english) ?? english) : english)
