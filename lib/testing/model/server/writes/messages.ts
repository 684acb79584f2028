// What is said in a conversation, said otherwise, and taken back.
import type { Happening, Message, SharedMessage } from '../../../../contract/message'
import { messageFor, namedIn, present, type Talk, usersOf } from '../tables'
import type { Ledger } from './ledger'
import { unsay } from './unsay'

export type MessageWrites = ReturnType<typeof messageWrites>

export const messageWrites = ({ tables, now, newId, change, log, seat }: Ledger) => {
  /** A message takes its place; what its event tells is in it. */
  const said = (
    talk: Talk,
    senderId: string,
    given: Pick<Message, 'id' | 'client_message_id' | 'type' | 'content' | 'metadata'>,
    replyTo: SharedMessage | null = null,
  ): SharedMessage => {
    const message: SharedMessage = {
      ...given,
      conversation_id: talk.row.id,
      seq: talk.row.seq + 1,
      sender_id: senderId,
      reply_to_id: replyTo?.id ?? null,
      created_at: now(),
      edited_at: null,
      deleted_at: null,
      reactions: [],
      ...(talk.row.report_id ? { report_version: tables.reports.get(talk.row.report_id)!.version } : {}),
    }
    const { id, created_at } = message
    const isBrought = replyTo !== null && isSeenByAll(talk, replyTo)
    if (replyTo && !isBrought) tables.unbrought.add(replyTo.id)
    talk.messages = [...talk.messages, message]
    change(talk, { last_message_id: id, last_message_at: created_at })
    log(talk, 'message-created', id, {
      partial: message,
      related: {
        users: usersOf(tables, [message, ...(replyTo ? [replyTo] : [])].flatMap(namedIn)),
        ...(isBrought ? { messages: [replyTo] } : {}),
      },
    })
    return message
  }

  /** What a message does to who is there: its sender has read, and for nobody is it in the archive any more, unless they muted it. */
  const stir = (talk: Talk, { sender_id, seq, created_at }: SharedMessage) => {
    for (const { member, settings, withholdsReads, toldRead } of present(talk)) {
      const isOwn = member.user_id === sender_id
      const isMuted = settings.muted_until !== null && settings.muted_until > created_at
      seat(talk, member.user_id, {
        member: isOwn ? { ...member, last_read_seq: seq, last_delivered_seq: seq } : member,
        // Whoever answers was there: that much is no secret.
        toldRead: isOwn ? (withholdsReads ? seq : null) : toldRead,
        settings: {
          ...settings,
          archived_at: isMuted ? settings.archived_at : null,
          marked_unread_at: isOwn ? null : settings.marked_unread_at,
        },
      })
    }
  }

  /** What the same key stands for already is given back as it is now. */
  const send = (
    talk: Talk,
    senderId: string,
    key: string,
    content: string,
    replyTo: SharedMessage | null = null,
  ): Message => {
    const shown = messageFor(tables, senderId)
    const known = tables.keys.get(`${senderId} ${key}`)
    if (known) return shown(talk.messages.find(({ id }) => id === known)!)
    const id = newId('m')
    tables.keys.set(`${senderId} ${key}`, id)
    const given = { id, client_message_id: key, type: 'text' as const, content, metadata: {} }
    const message = said(talk, senderId, given, replyTo)
    stir(talk, message)
    return shown(message)
  }

  return {
    send,

    /** A system message: it reads nothing and stirs nothing. */
    tell(talk: Talk, actorId: string, metadata: Happening) {
      const id = newId('m')
      said(talk, actorId, { id, client_message_id: id, type: 'system', content: '', metadata })
    },

    /** Messages from before the log was kept. */
    fill(talk: Talk, senderId: string, count: number) {
      const rest = tables.outbox.length
      for (let n = 0; n < count; n++) send(talk, senderId, newId('old'), 'old')
      tables.outbox.length = rest
    },

    edit(talk: Talk, message: SharedMessage, content: string) {
      const edited_at = now()
      talk.messages = talk.messages.map(one => (one.id === message.id ? { ...one, content, edited_at } : one))
      change(talk, {})
      log(
        talk,
        'message-updated',
        message.id,
        { partial: { content, edited_at } },
        { messageSeq: message.seq },
      )
    },

    /** The row stays; what was said is emptied in the stored events too. */
    erase(talk: Talk, { id, seq, sender_id, type }: SharedMessage) {
      const deleted_at = now()
      talk.messages = talk.messages.map(one =>
        one.id === id ? { ...one, content: '', metadata: {}, reactions: [], deleted_at } : one,
      )
      tables.reactions.delete(id)
      for (const entry of [...tables.log, ...tables.outbox]) if (entry) unsay(entry, id)
      change(talk, {})
      tables.erased.set(id, talk.row.seq)
      log(
        talk,
        'message-deleted',
        id,
        { partial: { sender_id, type, deleted_at, message_seq: seq } },
        { messageSeq: seq },
      )
    },
  }
}

/** What an answer quotes comes along, unless it is from before what some of those who hear it may see. */
const isSeenByAll = (talk: Talk, { seq }: SharedMessage) =>
  present(talk).every(({ visibleFrom }) => visibleFrom <= seq)
