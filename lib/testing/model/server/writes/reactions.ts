// What is reacted to a message. What changes nothing takes no seq.
import type { SharedMessage } from '../../../../contract/message'
import { messageFor, type Talk, usersOf } from '../tables'
import type { Ledger } from './ledger'

export const reactionWrites = ({ tables, change, log }: Ledger) => ({
  /** The message as its author-to-be sees it, and as of which seq. */
  react(talk: Talk, message: SharedMessage, user_id: string, emoji: string, is_reacted: boolean) {
    const before = tables.reactions.get(message.id) ?? []
    const others = before.filter(one => one.user_id !== user_id || one.emoji !== emoji)
    const isNews = is_reacted === (others.length === before.length)
    const after = is_reacted ? [...others, { user_id, emoji }] : others
    if (isNews) {
      const counts = countsOf(after, message.reactions)
      tables.reactions.set(message.id, after)
      talk.messages = talk.messages.map(one => (one.id === message.id ? { ...one, reactions: counts } : one))
      change(talk, {})
      const named = counts.find(one => one.emoji === emoji)?.user_ids ?? []
      const payload = {
        partial: { reactions: counts, user_id, emoji, is_reacted },
        related: { users: usersOf(tables, [...named, user_id]) },
      }
      log(talk, 'reaction-updated', message.id, payload, { messageSeq: message.seq })
    }
    const now = talk.messages.find(({ id }) => id === message.id)!
    return { message: messageFor(tables, user_id)(now), seq: talk.row.seq }
  },
})

/** What reactions come to: an emoji keeps its place for as long as somebody gives it. */
const countsOf = (
  all: readonly { user_id: string; emoji: string }[],
  before: SharedMessage['reactions'],
): SharedMessage['reactions'] => {
  const emojis = [...before.map(({ emoji }) => emoji), ...all.map(({ emoji }) => emoji)]
  return [...new Set(emojis)].flatMap(emoji => {
    const people = all.filter(one => one.emoji === emoji).map(({ user_id }) => user_id)
    return people.length > 0 ? [{ emoji, count: people.length, user_ids: people.slice(0, 5) }] : []
  })
}
