// Messages and the parts of a history, in the end.
import { entriesOf, read } from '../../../client/cache/table'
import type { SharedMessage } from '../../../contract/message'
import { messageFor, namedIn, visibleIn } from '../server/tables'
import type { Ended } from './differences'

export const compareParts = ({ tab: { state, viewerId }, tables, compare }: Ended) => {
  for (const [id, { value, seq, from, quotes }] of entriesOf(state.tables.windows)) {
    const talk = tables.talks.get(id)!
    const visible = visibleIn(talk, viewerId)
    const messages = visible.filter(message => message.seq >= from)
    compare(
      `window ${id} from ${from}`,
      value,
      messages.map(message => message.id),
    )
    compare(`seq of window ${id}`, seq, talk.row.seq)
    compare(`what window ${id} quotes`, quotes, quotedBy(messages))
    // A reply does not always bring what it quotes: not where some may not see it, and not whole who has reacted in many ways. That
    // is looked up when it is shown.
    const isBrought = (one: string) => !tables.reactions.has(one) && !tables.unbrought.has(one)
    for (const one of quotes.filter(isBrought))
      compare(`quoted ${one} is there`, read(state.tables.messages, one) !== undefined, true)
  }
  for (const [id, { value, from, to, quotes }] of entriesOf(state.tables.passages)) {
    const messages = visibleIn(tables.talks.get(id)!, viewerId).filter(({ seq }) => seq >= from && seq <= to)
    compare(
      `passage ${id} from ${from} to ${to}`,
      value,
      messages.map(message => message.id),
    )
    compare(`what passage ${id} quotes`, quotes, quotedBy(messages))
  }
}

const quotedBy = (messages: SharedMessage[]) =>
  [...new Set(messages.flatMap(({ reply_to_id }) => reply_to_id ?? []))].sort()

export const compareMessages = ({ tab: { state, viewerId }, tables, compare }: Ended) => {
  for (const [id, { value }] of entriesOf(state.tables.messages)) {
    const message = visibleIn(tables.talks.get(value.conversation_id)!, viewerId).find(one => one.id === id)
    compare(`message ${id}`, value, message && messageFor(tables, viewerId)(message))
    for (const person of namedIn(value))
      compare(`${person} of ${id} is known`, read(state.tables.users, person) !== undefined, true)
  }
}
