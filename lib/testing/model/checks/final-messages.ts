// Messages and the parts of a history, in the end.
import { entriesOf, read } from '../../../client/cache/table'
import type { SharedMessage } from '../../../contract/message'
import { messageFor, namedIn } from '../server/tables'
import type { Ended } from './differences'

export const compareParts = ({ tab: { state }, tables, compare }: Ended) => {
  for (const [id, { value, seq, from, quotes }] of entriesOf(state.tables.windows)) {
    const talk = tables.talks.get(id)!
    const messages = talk.messages.filter(message => message.seq >= from)
    compare(
      `window ${id} from ${from}`,
      value,
      messages.map(message => message.id),
    )
    compare(`seq of window ${id}`, seq, talk.row.seq)
    compare(`what window ${id} quotes`, quotes, quotedBy(messages))
    // A reply that comes does not tell whole who has reacted in many ways to what it quotes: that is looked up when it is shown.
    for (const one of quotes.filter(one => !tables.reactions.has(one)))
      compare(`quoted ${one} is there`, read(state.tables.messages, one) !== undefined, true)
  }
  for (const [id, { value, from, to, quotes }] of entriesOf(state.tables.passages)) {
    const messages = tables.talks.get(id)!.messages.filter(({ seq }) => seq >= from && seq <= to)
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
    const message = tables.talks.get(value.conversation_id)!.messages.find(one => one.id === id)
    compare(`message ${id}`, value, message && messageFor(tables, viewerId)(message))
    for (const person of namedIn(value))
      compare(`${person} of ${id} is known`, read(state.tables.users, person) !== undefined, true)
  }
}
