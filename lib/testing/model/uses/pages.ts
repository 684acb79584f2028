// Where somebody goes in a tab: lists and conversations, further down them, elsewhere in a history, and away.
import { entriesOf } from '../../../client/cache/table'
import type { Stage } from '../stage'
import type { Tab } from '../tab/tab'

export const pageUses = ({ tables, below, pick, chance, filters, reportIds, talkOfTheDay }: Stage) => {
  /** To another part of a history, on from there, or back; or to one message alone. */
  const elsewhere = (tab: Tab) => {
    if (chance(0.2)) {
      const said = talkOfTheDay().messages
      return said.length && tab.lookUp(pick(said).id)
    }
    const passages = entriesOf(tab.state.tables.passages)
    if (passages.length === 0 || chance(0.3)) {
      const longer = entriesOf(tab.state.tables.windows).filter(([, { from }]) => from > 0)
      if (longer.length === 0) return
      const [id, { from }] = pick(longer)
      return tab.around(id, chance(0.8) ? below(from) : below(tables.talks.get(id)!.row.seq + 2))
    }
    const [id] = pick(passages)
    if (chance(0.1)) return tab.leave(id)
    tab.further(id, chance(0.4) ? 'before' : 'after')
  }

  return {
    openInbox: (tab: Tab) => tab.openInbox(filters()),
    moreInbox(tab: Tab) {
      const lists = entriesOf(tab.state.tables.lists).filter(([, list]) => list.next)
      if (lists.length > 0) tab.moreInbox(pick(lists)[1].asked)
    },
    open: (tab: Tab) => tab.open(talkOfTheDay().row.id),
    openReport: (tab: Tab) => tab.openReport(pick(reportIds)),
    shut(tab: Tab, id: string) {
      if (chance(0.5)) tab.close(id)
      tab.drop(id)
    },
    goOn(tab: Tab) {
      if (chance(0.5)) return elsewhere(tab)
      const longer = entriesOf(tab.state.tables.windows).filter(([, { from }]) => from > 0)
      if (longer.length > 0) tab.older(pick(longer)[0])
    },
    moreMembers(tab: Tab) {
      const longer = entriesOf(tab.state.tables.memberLists).filter(([, list]) => list.next)
      if (longer.length > 0) tab.moreMembers(pick(longer)[0])
    },
  }
}
