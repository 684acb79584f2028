// What somebody writes, changes, reacts to, reads and sets in a tab.
import { entriesOf, read } from '../../../client/cache/table'
import { emojis, type Stage } from '../stage'
import type { Tab } from '../tab/tab'

export const messageUses = ({ below, pick, chance, newKey, settings }: Stage) => ({
  setOwn(tab: Tab) {
    const rows = entriesOf(tab.state.tables.conversations)
    if (rows.length > 0) tab.setOwn(pick(rows)[0], settings())
  },
  react(tab: Tab) {
    const messages = entriesOf(tab.state.tables.messages)
    if (messages.length > 0) tab.react(pick(messages)[0], pick(emojis), chance(0.6))
  },
  send(tab: Tab, id: string) {
    const key = newKey()
    const quoted = chance(0.4) ? pick(read(tab.state.tables.windows, id)!.value) : null
    tab.send(id, key, `text ${key}`, quoted)
  },
  change(tab: Tab, id: string) {
    const { tables } = tab.state
    const own = read(tables.windows, id)!.value.filter(one => {
      const message = read(tables.messages, one)?.value
      return message?.sender_id === tab.viewerId && message.type === 'text' && message.deleted_at === null
    })
    if (own.length > 0) tab.change(pick(own), chance(0.4) ? null : `edit ${below(99)}`)
  },
  read(tab: Tab, id: string) {
    const seq = read(tab.state.tables.conversations, id)?.truth.seq ?? 0
    tab.markRead(id, Math.max(0, seq - (chance(0.6) ? 0 : below(4))))
  },
  /** What was refused is tried again, or given up. */
  settle(tab: Tab) {
    for (const [key] of entriesOf(tab.state.tables.pending)) chance(0.5) ? tab.retry(key) : tab.discard(key)
    tab.pumpAll()
  },
})
