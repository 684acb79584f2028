// People's browsers: several tabs each, one stream for all of them, and what is lost and doubled between the two.
import type { LogStep } from '../../client/cache/advance'
import type { State } from '../../client/cache/state'
import { isChangedAgain } from '../told-again'
import { unsound } from './checks/unsound'
import type { Stream } from './server/log'
import { serviceFor } from './service'
import { names, type Stage } from './stage'
import type { How } from './tab/desk'
import { createTab, type Tab } from './tab/tab'

/** A browser of one person: one stream, told to all its tabs. `at`: where the teller stands. */
export type Browser = {
  viewerId: string
  tabs: { tab: Tab; queue: LogStep[] }[]
  stream: Stream | null
  at: string
}

export type Browsers = ReturnType<typeof createBrowsers>

export const createBrowsers = (stage: Stage) => {
  const { tables, answers, log, wrong, say, lacks, ignores, next, below, pick, chance, talks } = stage
  const browsers: Browser[] = names.map(viewerId => ({ viewerId, tabs: [], stream: null, at: '' }))
  const allTabs = () => browsers.flatMap(({ tabs }) => tabs)

  const onState =
    (tab: () => Tab) =>
    (before: State, after: State, how: How): void => {
      say(`    ${tab().viewerId}${allTabs().findIndex(one => one.tab === tab())}: ${how.how}`)
      for (const what of unsound(before, after, tab(), tables, how)) wrong.push(`after ${how.how}: ${what}`)
    }

  /** All that a tab has asked for is answered at once. */
  const rest = (tab: Tab) => {
    for (let more = 0; tab.requests.length > 0 && wrong.length === 0; more++) {
      if (more > 200) wrong.push('a tab asks without end')
      const request = tab.requests[0]!
      if (request.answer === undefined) tab.read(request)
      tab.land(request)
    }
  }

  const tabOf = (viewerId: string): Tab => {
    const limit = 2 + below(2)
    const service = serviceFor(stage, viewerId)
    const given = { viewerId, answers, limit, lacks, ignores, service }
    const tab: Tab = createTab({ ...given, onState: onState(() => tab) })
    tab.openBlocks()
    const first = next()
    if (first < 0.8) tab.openInbox(stage.filters())
    else tab.openReport(pick(stage.reportIds))
    while (chance(0.7)) tab.open(pick(talks()).row.id)
    if (chance(0.8)) rest(tab)
    return tab
  }

  return {
    all: browsers,
    allTabs,
    rest,

    openTab({ viewerId, tabs }: Browser) {
      tabs.push({ tab: tabOf(viewerId), queue: [] })
    },

    /** A tab takes over as the one that reads the stream, from where it stands itself. */
    lead(browser: Browser) {
      if (browser.stream) log.close(browser.stream)
      browser.stream = null
      const ready = browser.tabs.filter(({ tab }) => tab.state.cursor !== null && !tab.isRenewing)
      if (ready.length === 0) return
      const { tab } = pick(ready)
      const stream = log.open(browser.viewerId, tab.state.cursor!)
      if ('reset' in stream) return tab.renew()
      browser.stream = stream
      browser.at = tab.state.cursor!
    },

    /** What has come down the stream is told to every tab; some of it is not heard, or heard twice. */
    pull(browser: Browser, most: number, isLossless = false) {
      for (const { cursor, event } of browser.stream?.frames.splice(0, most) ?? []) {
        const step = { prev: browser.at, cursor, event }
        browser.at = cursor
        for (const { queue } of browser.tabs) {
          if (isLossless || !chance(0.03)) queue.push(step)
          if (!isLossless && chance(0.05)) queue.push(step)
        }
      }
    },

    hear({ tab, queue }: Browser['tabs'][number], most: number) {
      for (const step of queue.splice(0, most)) {
        const before = tab.state
        tab.take(step)
        const { state } = tab
        const told = tab.told.at(-1)
        if (state !== before && told?.event === step.event && isChangedAgain(state, told))
          wrong.push(`P1: ${told.event.event} at ${step.cursor} again changes the state beneath the cursor`)
        tab.take(step)
        if (tab.state !== state)
          wrong.push(`P1: ${step.event?.event} at ${step.cursor} again changes what it has changed`)
      }
    },
  }
}
