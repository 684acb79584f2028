// What was sent from a tab, as it stands in the history before and after the server has it.
import type { State } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import type { Tables } from '../server/tables'
import type { How } from '../tab/desk'
import type { Tab } from '../tab/tab'

/** P19: what was sent here is to be seen once, as it was written or as the server has it, and does not vanish meanwhile. */
export const bubbles = (
  before: State,
  after: State,
  { sent, viewerId }: Tab,
  { keys, talks }: Tables,
  { how }: How,
): string[] => {
  const wrong: string[] = []
  for (const [key, { conversationId, isDiscarded }] of sent) {
    const window = read(after.tables.windows, conversationId)
    if (!window) continue
    const count = seen(after, conversationId, key)
    if (count > 1) wrong.push(`P19: ${key} is to be seen ${count} times`)
    const id = keys.get(`${viewerId} ${key}`)
    const stored = talks.get(conversationId)!.messages.find(message => message.id === id)
    const mayVanish = isDiscarded || how === 'a new snapshot' || (stored && stored.seq < window.from)
    if (count === 0 && !mayVanish && seen(before, conversationId, key) > 0) wrong.push(`P19: ${key} vanishes`)
  }
  return wrong
}

const seen = ({ tables }: State, conversationId: string, key: string): number => {
  const settled = read(tables.windows, conversationId)?.value.filter(
    id => read(tables.messages, id)?.value.client_message_id === key,
  )
  return settled ? settled.length + (read(tables.pending, key) ? 1 : 0) : 0
}
