// Messages, and the parts of a history that name them: in order, within themselves, and nothing held that nothing names.
import type { HeldPassage, HeldWindow, State } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import { type Check, gone, isSorted, written } from './written'

const parts = ['windows', 'passages'] as const

/** Whether a row, a part of the history or a look-up names a message. */
const isNamed = ({ tables }: State, conversationId: string, id: string) =>
  read(tables.conversations, conversationId)?.value.last_message_id === id ||
  read(tables.lookUps, id)?.value === conversationId ||
  parts.some(table => {
    const part = read<HeldWindow | HeldPassage>(tables[table], conversationId)
    return part?.value.includes(id) || part?.quotes.includes(id)
  })

export const checkParts = (before: State, after: State, check: Check) => {
  const seqs = (ids: readonly string[]) => ids.map(one => read(after.tables.messages, one)?.value.seq)
  for (const [id, { value, seq, from }] of written(before, after, 'windows')) {
    const at = seqs(value)
    check(!at.includes(undefined), `window ${id} names a message that is not there`)
    check(
      isSorted(at, (a, b) => a! < b!),
      `window ${id} is out of order or holds one twice`,
    )
    check(
      at.every(one => one! >= from),
      `window ${id} begins before itself`,
    )
    const isIn = read(after.tables.conversations, id)?.truth.membership != null
    check(seq > 0 && isIn, `window ${id} is of nobody who is in it`)
  }
  for (const [id, { value, from, to }] of written(before, after, 'passages')) {
    const at = seqs(value)
    check(!at.includes(undefined), `passage ${id} names a message that is not there`)
    check(
      isSorted(at, (a, b) => a! < b!) && at.every(one => one! >= from && one! <= to),
      `passage ${id} is out of order or goes beyond itself`,
    )
    check(read(after.tables.windows, id) !== undefined, `passage ${id} has no window beside it`)
  }
  for (const [id, window] of written(before, after, 'windows')) {
    const passage = read(after.tables.passages, id)
    check(
      !passage || passage.to > window.seq || passage.to + 1 < window.from,
      `passage ${id} touches the window and is not part of it`,
    )
  }
}

/** What nobody loaded, or what nothing names any more. */
export const checkNamed = (before: State, after: State, check: Check) => {
  for (const [id, { value }] of written(before, after, 'messages'))
    check(isNamed(after, value.conversation_id, id) === true, `message ${id} is there and nothing names it`)
  for (const [id, { value }] of written(before, after, 'members'))
    check(
      read(after.tables.memberLists, value.conversation_id)?.value.includes(value.user_id) === true,
      `member ${id} is there and no list names them`,
    )
}

/** What has gone leaves nothing of itself. */
export const checkLeft = (before: State, after: State, check: Check) => {
  for (const id of [...parts, 'memberLists' as const, 'conversations' as const].flatMap(table =>
    gone(before, after, table),
  )) {
    check(
      entriesOf(after.tables.messages).every(
        ([one, { value }]) => value.conversation_id !== id || isNamed(after, id, one),
      ),
      `a message of ${id} stays when it is gone`,
    )
    check(
      read(after.tables.memberLists, id) !== undefined ||
        entriesOf(after.tables.members).every(([, { value }]) => value.conversation_id !== id),
      `a member of ${id} stays when it is gone`,
    )
  }
}
