// Conversations and the lists of them, in the end.
import { byInbox, inboxPlace } from '../../../client/cache/ordered-ids'
import { entriesOf, read } from '../../../client/cache/table'
import { counted } from '../../../client/cache/unread'
import { inboxOrder, isRefused } from '../server/answers'
import { isMember } from '../server/tables'
import type { Ended } from './differences'

export const compareConversations = ({ tab: { state, viewerId }, tables, answers, compare }: Ended) => {
  for (const [id, held] of entriesOf(state.tables.conversations)) {
    compare(`what is read on top of ${id}`, held.reading, null)
    compare(`what is asked of ${id}`, held.asked, [])
    const isIn = isMember(tables.talks.get(id), viewerId)
    compare(`membership of ${id}`, held.truth.membership !== null, isIn)
    if (!held.truth.membership) continue
    const fresh = answers.conversation(viewerId, id)
    if (isRefused(fresh)) continue
    compare(`detail ${id}`, held.value, fresh.conversation)
    compare(`whether ${id} is unsure`, held.unsure, false)
  }
}

export const compareLists = ({ tab: { state, viewerId }, tables, answers, compare }: Ended) => {
  for (const [key, { value, asked, boundary, next }] of entriesOf(state.tables.lists)) {
    const whole = answers.list(viewerId, asked)
    const ahead = boundary ? whole.filter(one => byInbox(inboxPlace(one), boundary) <= 0) : whole
    compare(
      `list ${key}`,
      value,
      ahead.map(({ id }) => id),
    )
    const rest = next === null ? [] : whole.filter(one => inboxOrder(one) < next)
    compare(`what follows list ${key}`, rest.length + ahead.length, whole.length)
  }
  const unread = read(state.tables.lists, 'unread')
  if (unread?.next !== null) return
  const total = unread.value.map(id => counted(read(state.tables.conversations, id)!.value, tables.now))
  compare(
    'all that is unread',
    total.reduce((sum, one) => sum + one, 0),
    answers.unreadCount(viewerId),
  )
}
