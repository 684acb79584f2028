// What somebody does in one of their tabs.
import { entriesOf } from '../../../client/cache/table'
import type { Browsers } from '../browsers'
import type { Stage } from '../stage'
import { messageUses } from './messages'
import { pageUses } from './pages'

export const createUses = (stage: Stage, { allTabs }: Browsers) => {
  const { next, pick, chance } = stage
  const { openInbox, moreInbox, open, openReport, shut, goOn, moreMembers } = pageUses(stage)
  const { setOwn, react, send, change, read, settle } = messageUses(stage)

  return () => {
    const { tab } = pick(allTabs())
    const what = next()
    if (what < 0.04) return openInbox(tab)
    if (what < 0.14) return moreInbox(tab)
    if (what < 0.24) return open(tab)
    if (what < 0.26) return openReport(tab)
    if (what > 0.95) return setOwn(tab)
    const windows = entriesOf(tab.state.tables.windows)
    if (windows.length === 0) return
    const ofTheDay = windows.find(([id]) => id === stage.topic().row.id)
    const [id] = ofTheDay && chance(0.6) ? ofTheDay : pick(windows)
    if (what < 0.29) return shut(tab, id)
    if (what < 0.4) return goOn(tab)
    if (what < 0.5) return moreMembers(tab)
    if (what < 0.56) return react(tab)
    if (what < 0.7) return send(tab, id)
    if (what < 0.76) return change(tab, id)
    if (what < 0.92) return read(tab, id)
    settle(tab)
  }
}
