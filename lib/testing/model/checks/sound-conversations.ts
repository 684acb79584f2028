// Conversations and the lists of them: each where it belongs, in order, and with an unread count that its pointer explains.
import { byInbox, inboxPlace, listed } from '../../../client/cache/ordered-ids'
import type { OwnWants, State } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import type { Tables, Talk } from '../server/tables'
import type { How } from '../tab/desk'
import type { Tab } from '../tab/tab'
import { type Check, isSorted, written } from './written'

export const checkLists = (before: State, after: State, check: Check) => {
  for (const [key, list] of written(before, after, 'lists')) {
    const rows = list.value.map(id => read(after.tables.conversations, id)?.value)
    check(
      rows.every(row => row && listed(row, list)),
      `list ${key} holds what does not belong there`,
    )
    if (rows.includes(undefined)) continue
    check(
      isSorted(rows, (a, b) => byInbox(inboxPlace(a!), inboxPlace(b!)) < 0),
      `list ${key} is out of order or holds one twice: ${list.value}`,
    )
  }
}

export const checkCounts = (before: State, after: State, tables: Tables, { how }: How, check: Check) => {
  for (const [id, { truth, reading, unsure }] of written(before, after, 'conversations')) {
    const { last_message_id, membership } = truth
    check(
      !last_message_id || !membership || read(after.tables.messages, last_message_id) !== undefined,
      `the last message of ${id} is not there`,
    )
    if (!membership || unsure) continue
    const talk = tables.talks.get(id)!
    const { unread_count: count, last_read_seq: pointer, unread_as_of_seq: asOf } = membership
    const is = explained(talk, tables, after.viewerId, pointer, asOf)
    check(count === is, `P7: unread of ${id}: ${count}, and ${is} above ${pointer} as of ${asOf}`)
    if (!reading || !how.startsWith('reads')) continue
    const left = explained(talk, tables, after.viewerId, reading.seq, truth.seq)
    check(left >= 99 || reading.unread === left, `P7: left unread in ${id}: ${reading.unread}, and ${left}`)
  }
}

/** The unread count that a read pointer explains, as of a seq. */
const explained = ({ messages }: Talk, { erased }: Tables, viewerId: string, from: number, asOf: number) =>
  Math.min(
    100,
    messages.filter(
      ({ id, seq, sender_id, type }) =>
        seq > from &&
        seq <= asOf &&
        sender_id !== viewerId &&
        type !== 'system' &&
        !((erased.get(id) ?? Infinity) <= asOf),
    ).length,
  )

/** What the viewer has set is so at once, and until it is answered, whatever is told meanwhile. */
export const checkAsked = (before: State, after: State, tab: Tab, check: Check) => {
  const set = tab.unanswered()
  for (const [id, { value, truth, asked }] of written(before, after, 'conversations')) {
    check(truth.membership !== null || asked.length === 0, `${id} is set, and the viewer not in it`)
    // Who has read it since has taken a mark away.
    for (const [key, want] of Object.entries(set.get(id) ?? {}))
      check(
        (value.membership![key as keyof OwnWants] === null) === (want === null) || key === 'marked_unread_at',
        `${key} of ${id} is not as it was set`,
      )
  }
}
