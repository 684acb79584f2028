// One history of three people with several tabs each, drawn from a seed: what they do, what is lost, late or doubled on the way,
// and how all of it is made good in the end. Nothing waits and nothing takes time, so a seed gives the same history for ever.
import type { Guard } from '../../client/cache/state'
import type { StoredEvent } from '../../contract/events'
import { type Browsers, createBrowsers } from './browsers'
import { differences } from './checks/differences'
import { createDeeds } from './deeds/deeds'
import type { Entry } from './server/tables'
import { present } from './server/tables'
import { createStage, type Stage } from './stage'
import { createUses } from './uses/uses'

const deedsEach = 150

export type Given = {
  /** A guard that the cache does without, or events that tabs pass over: for controls. */
  lacks?: Guard
  ignores?: (event: StoredEvent) => boolean
  deeds?: number
  log?: (what: string) => void
}

/** Plays a history to its end, or to the first thing that is wrong: what is wrong, in words. */
export const play = (
  seed: number,
  { lacks, ignores, deeds = deedsEach, log: say = () => {} }: Given = {},
): string[] => {
  const stage = createStage({ seed, lacks, ignores, say })
  const { tables, answers, log, wrong, below, pick, chance } = stage
  const browsers = createBrowsers(stage)
  const { pull, hear, lead, openTab, allTabs } = browsers
  const { happen } = createDeeds(stage)

  const turns: [number, () => unknown][] = [
    [16, happen],
    [9, () => log.sequence(1 + below(4), lossOf(stage))],
    [1, log.shuffle],
    [1, log.beat],
    [14, () => pull(pick(browsers.all), 1 + below(5))],
    [22, () => hear(pick(allTabs()), 1 + below(5))],
    [16, createUses(stage, browsers)],
    [28, () => answer(stage, browsers)],
    [1.5, () => disturb(stage, browsers)],
  ]
  for (let n = below(20); n > 0; n--) happen()
  if (chance(0.8)) log.sequence(100)
  for (const browser of browsers.all) for (let n = below(3); n >= 0; n--) openTab(browser)
  for (const browser of browsers.all) lead(browser)
  for (let n = 0; n < deeds && wrong.length === 0; n++) stage.weighted(turns)()

  makeGood(stage, browsers)
  if (wrong.length === 0)
    for (const [index, { tab }] of allTabs().entries())
      wrong.push(...differences(tab, tables, answers).map(what => `tab ${index} of ${tab.viewerId}: ${what}`))
  return wrong
}

/** What a broken hub does not send. */
const lossOf =
  ({ isLossy, chance }: Stage) =>
  (entry: Entry) =>
    isLossy && /^(message|reaction)-/.test(entry.event.event) && chance(0.25)

/** A request goes on: it is read, or its answer lands, or nothing comes of it. */
const answer = ({ pick, chance }: Stage, { allTabs }: Browsers) => {
  const { tab } = pick(allTabs())
  if (tab.requests.length === 0) return
  const request = pick(tab.requests)
  if (chance(0.07)) return tab.lose(request)
  if (request.answer === undefined) tab.read(request)
  else tab.land(request)
}

const disturb = ({ tables, log, next, below, pick }: Stage, { all, lead, openTab }: Browsers) => {
  const browser = pick(all)
  const what = next()
  if (what < 0.5) lead(browser)
  else if (what < 0.65) pick(browser.tabs).tab.renew()
  else if (what < 0.8) pick(browser.tabs).tab.wake()
  else if (what < 0.9) log.prune(tables.log.length - below(30))
  else if (browser.tabs.length < 3) openTab(browser)
  else browser.tabs.splice(below(3), 1)
}

/** Everything is positioned, told and answered. */
const makeGood = (stage: Stage, { all, allTabs, lead, pull, hear, rest }: Browsers) => {
  const { tables, answers, log, writes, wrong, talks, newKey } = stage
  // What was not sent is noticed by what comes after it.
  if (stage.isLossy)
    for (const talk of talks())
      for (const { member } of present(talk).slice(0, 1)) writes.send(talk, member.user_id, newKey(), 'bye')
  for (let round = 0; round < 40 && wrong.length === 0; round++) {
    log.sequence(1000)
    for (const browser of all) {
      if (!browser.stream || round === 0) lead(browser)
      log.beat()
      pull(browser, 1000, true)
      for (const one of browser.tabs) {
        hear(one, 1000)
        one.tab.wantAll()
        one.tab.pumpAll()
        rest(one.tab)
      }
    }
    const isDone = allTabs().every(
      ({ tab }) => tab.requests.length === 0 && tab.state.cursor === answers.cursor(),
    )
    if (isDone && tables.outbox.length === 0) break
  }
}
