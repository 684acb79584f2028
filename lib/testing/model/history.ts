// One history of three people with several tabs each, drawn from a seed: what they do, what is lost, late or doubled on the way,
// and how all of it is made good in the end. Nothing waits and nothing takes time, so a seed gives the same history for ever.
import type { LogStep } from '../../client/cache/advance'
import type { Guard, InboxFilter, OwnWants, State } from '../../client/cache/state'
import { entriesOf, read } from '../../client/cache/table'
import type { SharedMessage } from '../../contract/message'
import { randomFrom } from '../log-faults'
import { isChangedAgain } from '../told-again'
import { differences, type How, unsound } from './checks/differences'
import { createAnswers, type Refused } from './server/answers'
import { createLog, type Stream } from './server/log'
import { emptyTables, isMember, iso, present, type Talk } from './server/tables'
import { createWrites } from './server/writes'
import { createTab, type Tab } from './tab/tab'

const names = ['ana', 'bruno', 'carla'] as const
/** Those and who has no tab here, but is in conversations with them. */
const everyone = [...names, 'dora', 'elio', 'fabio'] as const
const emojis = ['👍', '🎉'] as const
const deedsEach = 150

/** A browser of one person: one stream, told to all its tabs. `at`: where the teller stands. */
type Browser = { viewerId: string; tabs: { tab: Tab; queue: LogStep[] }[]; stream: Stream | null; at: string }

export type Given = { lacks?: Guard; deeds?: number; log?: (what: string) => void }

/** Plays a history to its end, or to the first thing that is wrong: what is wrong, in words. */
export const play = (
  seed: number,
  { lacks, deeds = deedsEach, log: say = () => {} }: Given = {},
): string[] => {
  const dice = randomFrom(seed * 7919)
  const { next, below, pick } = dice
  const chance = (of: number) => next() < of
  const tables = emptyTables()
  const writes = createWrites(tables, () => below(3))
  const answers = createAnswers(tables)
  const log = createLog(tables, dice)
  const wrong: string[] = []
  let keys = 0
  /** A hub that does not send everything, in some histories. */
  const isLossy = chance(0.4)

  for (const name of everyone) writes.person(name)
  const reportIds = [writes.report('ana'), writes.report('carla')]
  writes.found({
    type: 'dm',
    visibility: 'private',
    report_id: reportIds[0]!,
    name: null,
    people: ['ana', 'bruno'],
  })
  writes.found({
    type: 'group',
    visibility: 'public',
    report_id: null,
    name: 'Plaza',
    people: [...everyone].slice(below(3)),
  })
  writes.found({
    type: 'group',
    visibility: 'private',
    report_id: null,
    name: 'Casa',
    people: ['bruno', 'carla'],
  })
  if (chance(0.15)) {
    const old = writes.found({
      type: 'group',
      visibility: 'private',
      report_id: null,
      name: 'Archivo',
      people: [...names],
    })
    writes.fill(old, pick(names), 97 + below(6))
  }
  if (chance(0.5))
    writes.found({
      type: 'group',
      visibility: 'public',
      report_id: reportIds[1]!,
      name: 'Barrio',
      people: [pick(names)],
    })
  log.sequence(100)

  const talks = () => [...tables.talks.values()]
  const filters = (): InboxFilter =>
    pick<InboxFilter>([
      { filter: 'all' },
      { filter: 'all' },
      { filter: 'unread' },
      { filter: 'archived' },
      { filter: pick(['groups', 'reports']) },
      { filter: 'all', report_id: pick(reportIds) },
    ])

  // --- the tabs

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

  const openTab = (viewerId: string): Tab => {
    const post = (id: string, key: string, content: string, replyTo: string | null) => {
      const talk = tables.talks.get(id)!
      if (!tables.keys.has(`${viewerId} ${key}`) && (!isMember(talk, viewerId) || chance(0.1)))
        return { refused: 404 } as Refused
      return writes.send(
        talk,
        viewerId,
        key,
        content,
        talk.messages.find(one => one.id === replyTo),
      )
    }
    const mark = (id: string, seq: number): Refused | null => {
      const talk = tables.talks.get(id)!
      if (!isMember(talk, viewerId) || seq > talk.row.seq || chance(0.1)) return { refused: 422 }
      writes.read(talk, viewerId, seq)
      return null
    }
    const react = (id: string, emoji: string, isReacted: boolean) => {
      const talk = talks().find(({ messages }) => messages.some(one => one.id === id))!
      const message = talk.messages.find(one => one.id === id)!
      if (!isMember(talk, viewerId) || message.deleted_at !== null || chance(0.1))
        return { refused: 404 } as Refused
      return writes.react(talk, message, viewerId, emoji, isReacted)
    }
    const amend = (id: string, messageId: string, content: string | null): SharedMessage | Refused => {
      const talk = tables.talks.get(id)!
      const found = () => talk.messages.find(one => one.id === messageId)!
      if (!isMember(talk, viewerId) || chance(0.1)) return { refused: 404 }
      if (content === null) {
        if (found().deleted_at === null) writes.erase(talk, found())
      } else if (found().deleted_at !== null) return { refused: 409 }
      else if (found().content !== content) writes.edit(talk, found(), content)
      return found()
    }
    const set = (id: string, wants: OwnWants): Refused | null => {
      const talk = tables.talks.get(id)!
      if (!isMember(talk, viewerId) || chance(0.1)) return { refused: 404 }
      const { settings } = talk.seats.get(viewerId)!
      const at = iso(tables.now)
      const since = (is: string | null, want?: string | null) =>
        want === undefined ? is : want && (is ?? at)
      writes.set(talk, viewerId, {
        pinned_at: since(settings.pinned_at, wants.pinned_at),
        archived_at: since(settings.archived_at, wants.archived_at),
        marked_unread_at: since(settings.marked_unread_at, wants.marked_unread_at),
        muted_until: wants.muted_until === undefined ? settings.muted_until : wants.muted_until,
      })
      return null
    }
    const limit = 2 + below(2)
    const tab: Tab = createTab({
      viewerId,
      answers,
      limit,
      lacks,
      post,
      mark,
      react,
      amend,
      set,
      onState: onState(() => tab),
    })
    tab.openBlocks()
    const first = next()
    if (first < 0.8) tab.openInbox(filters())
    else tab.openReport(pick(reportIds))
    while (chance(0.7)) tab.open(pick(talks()).row.id)
    if (chance(0.8)) rest(tab)
    return tab
  }

  const browsers: Browser[] = names.map(viewerId => ({ viewerId, tabs: [], stream: null, at: '' }))
  const allTabs = () => browsers.flatMap(({ tabs }) => tabs)

  /** A tab takes over as the one that reads the stream, from where it stands itself. */
  const lead = (browser: Browser) => {
    if (browser.stream) log.close(browser.stream)
    browser.stream = null
    const ready = browser.tabs.filter(({ tab }) => tab.state.cursor !== null && !tab.isRenewing)
    if (ready.length === 0) return
    const { tab } = pick(ready)
    const stream = log.open(browser.viewerId, tab.state.cursor!)
    if ('reset' in stream) return tab.renew()
    browser.stream = stream
    browser.at = tab.state.cursor!
  }

  /** What has come down the stream is told to every tab; some of it is not heard, or heard twice. */
  const pull = (browser: Browser, most: number, isLossless = false) => {
    for (const { cursor, event } of browser.stream?.frames.splice(0, most) ?? []) {
      const step = { prev: browser.at, cursor, event }
      browser.at = cursor
      for (const { queue } of browser.tabs) {
        if (isLossless || !chance(0.03)) queue.push(step)
        if (!isLossless && chance(0.05)) queue.push(step)
      }
    }
  }

  const hear = ({ tab, queue }: Browser['tabs'][number], most: number) => {
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
  }

  // --- what people do

  /** Most mutes end in the course of a history, some never do. */
  const until = (ms: number) => (ms < 14 ? iso(tables.now + ms) : '9999-12-31T23:59:59.999Z')

  const settings = () =>
    pick([
      { pinned_at: iso(tables.now) },
      { pinned_at: null },
      { archived_at: iso(tables.now) },
      { archived_at: null },
      { muted_until: until(below(20)) },
      { muted_until: null },
      { marked_unread_at: iso(tables.now) },
      { marked_unread_at: null },
    ])

  const anyIn = (talk: Talk) => pick(present(talk)).member.user_id

  const inTalk: [number, (talk: Talk, person: string) => unknown][] = [
    [
      10,
      (talk, person) =>
        writes.send(
          talk,
          person,
          `k${++keys}`,
          `text ${keys}`,
          talk.messages.length > 0 && chance(0.3) ? pick(talk.messages) : null,
        ),
    ],
    [8, (talk, person) => writes.read(talk, person, talk.row.seq - below(3))],
    [4, (talk, person) => writes.deliver(talk, person, talk.row.seq - below(3))],
    [5, (talk, person) => writes.set(talk, person, settings())],
    [
      2,
      talk => {
        const message = pick(talk.messages)
        if (message && message.deleted_at === null && message.type === 'text')
          writes.edit(talk, message, `edit ${below(99)}`)
      },
    ],
    [
      3,
      talk => {
        const message = talk.messages[talk.messages.length - 1 - below(4)]
        if (message && message.deleted_at === null) writes.erase(talk, message)
      },
    ],
    [
      3,
      (talk, person) => {
        const message = talk.messages[talk.messages.length - 1 - below(4)]
        if (message && message.deleted_at === null)
          writes.react(talk, message, person, pick(emojis), chance(0.6))
      },
    ],
    [
      2,
      (talk, person) => {
        if (talk.row.type === 'group')
          writes.rename(
            talk,
            person,
            chance(0.7) ? { name: `name ${below(9)}` } : { visibility: pick(['public', 'private']) },
          )
      },
    ],
    [
      2,
      (talk, person) => {
        if (talk.row.type === 'group')
          writes.promote(talk, person, pick(['owner', 'admin', 'member']), anyIn(talk))
      },
    ],
    [
      2.5,
      (talk, person) => {
        if (talk.row.type === 'group' && (present(talk).length > 1 || chance(0.1)))
          writes.remove(talk, person, chance(0.5) ? person : anyIn(talk))
      },
    ],
  ]

  const comeIn = () => {
    const talk = talkOfTheDay()
    const person = chance(0.7) ? pick(names) : pick(everyone)
    if (talk.row.type === 'dm' || isMember(talk, person)) return
    // Adding somebody again takes a click, and so longer than a removal takes to get its position.
    const isLeaving = tables.outbox.some(
      ({ event, subjectId, lock }) =>
        event.event === 'member-removed' && subjectId === person && lock === talk.row.id,
    )
    if (!isLeaving) writes.add(talk, person, chance(0.5) && present(talk).length > 0 ? anyIn(talk) : person)
  }

  /** The talk of the day gets most of what happens, and things happen at once. */
  let topic = 0
  const talkOfTheDay = () => {
    if (chance(0.1)) topic = below(talks().length)
    return chance(0.7) ? talks()[topic]! : pick(talks())
  }

  const happen = () => {
    do happening()
    while (chance(0.5))
  }

  const happening = () => {
    const what = next()
    if (what < 0.14) return comeIn()
    if (what < 0.16) return writes.renamePerson(pick(everyone), `name ${below(99)}`)
    if (what < 0.165) return writes.block(pick(names), pick(everyone), chance(0.6))
    if (what < 0.175) return writes.changeReport(pick(reportIds), { title: `title ${below(99)}` })
    if (what < 0.18)
      return writes.changeReport(pick(reportIds), { gone_at: pick([null, '2026-01-02T00:00:00.000Z']) })
    if (what < 0.2 && talks().length < 7)
      return writes.found({
        type: 'group',
        visibility: pick(['public', 'private']),
        report_id: pick([null, ...reportIds]),
        name: 'new',
        people: [...new Set([pick(names), pick(everyone), pick(everyone)])],
      })
    const talk = talkOfTheDay()
    const inside = present(talk)
    if (inside.length === 0) return
    weighted(inTalk)(talk, pick(inside).member.user_id)
  }

  const weighted = <T>(list: [number, T][]): T => {
    let at = next() * list.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, one] of list) {
      at -= weight
      if (at < 0) return one
    }
    return list[0]![1]
  }

  /** Somebody does something in one of their tabs. */
  const use = () => {
    const { tab } = pick(allTabs())
    const { tables: held } = tab.state
    const what = next()
    if (what < 0.04) return tab.openInbox(filters())
    if (what < 0.14) {
      const lists = entriesOf(held.lists).filter(([, list]) => list.next)
      return lists.length && tab.moreInbox(pick(lists)[1].asked)
    }
    if (what < 0.24) return tab.open(talkOfTheDay().row.id)
    if (what < 0.26) return tab.openReport(pick(reportIds))
    const windows = entriesOf(held.windows)
    const rows = entriesOf(held.conversations)
    if (what > 0.95) return rows.length && tab.setOwn(pick(rows)[0], settings())
    if (windows.length === 0) return
    const ofTheDay = windows.find(([id]) => id === talks()[topic]!.row.id)
    const [id] = ofTheDay && chance(0.6) ? ofTheDay : pick(windows)
    if (what < 0.29) {
      if (chance(0.5)) tab.close(id)
      return tab.drop(id)
    }
    if (what < 0.4) {
      if (chance(0.5)) return elsewhere(tab)
      const longer = windows.filter(([, { from }]) => from > 0)
      return longer.length && tab.older(pick(longer)[0])
    }
    if (what < 0.5) {
      const longer = entriesOf(held.memberLists).filter(([, list]) => list.next)
      return longer.length && tab.moreMembers(pick(longer)[0])
    }
    if (what < 0.56) {
      const messages = entriesOf(held.messages)
      return messages.length && tab.react(pick(messages)[0], pick(emojis), chance(0.6))
    }
    if (what < 0.7) {
      const key = `k${++keys}`
      const quoted = chance(0.4) ? pick(read(held.windows, id)!.value) : null
      return tab.send(id, key, `text ${key}`, quoted)
    }
    if (what < 0.76) {
      const own = read(held.windows, id)!.value.filter(one => {
        const message = read(held.messages, one)?.value
        return message?.sender_id === tab.viewerId && message.type === 'text' && message.deleted_at === null
      })
      return own.length && tab.change(pick(own), chance(0.4) ? null : `edit ${below(99)}`)
    }
    const seq = read(held.conversations, id)?.truth.seq ?? 0
    if (what < 0.92) return tab.markRead(id, Math.max(0, seq - (chance(0.6) ? 0 : below(4))))
    for (const [key] of entriesOf(held.pending)) chance(0.5) ? tab.retry(key) : tab.discard(key)
    tab.pumpAll()
  }

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

  /** A request goes on: it is read, or its answer lands, or nothing comes of it. */
  const answer = () => {
    const { tab } = pick(allTabs())
    if (tab.requests.length === 0) return
    const request = pick(tab.requests)
    if (chance(0.07)) return tab.lose(request)
    if (request.answer === undefined) tab.read(request)
    else tab.land(request)
  }

  const disturb = () => {
    const browser = pick(browsers)
    const what = next()
    if (what < 0.5) lead(browser)
    else if (what < 0.65) pick(browser.tabs).tab.renew()
    else if (what < 0.8) pick(browser.tabs).tab.wake()
    else if (what < 0.9) log.prune(tables.log.length - below(30))
    else if (browser.tabs.length < 3) browser.tabs.push({ tab: openTab(browser.viewerId), queue: [] })
    else browser.tabs.splice(below(3), 1)
  }

  const lose = (entry: { event: { event: string } }) =>
    isLossy && /^(message|reaction)-/.test(entry.event.event) && chance(0.25)

  const turn = weighted<() => unknown>
  const doings: [number, () => unknown][] = [
    [16, happen],
    [9, () => log.sequence(1 + below(4), lose)],
    [1, log.shuffle],
    [1, log.beat],
    [14, () => pull(pick(browsers), 1 + below(5))],
    [22, () => hear(pick(allTabs()), 1 + below(5))],
    [16, use],
    [28, answer],
    [1.5, disturb],
  ]
  for (let n = below(20); n > 0; n--) happen()
  if (chance(0.8)) log.sequence(100)
  for (const { viewerId, tabs } of browsers)
    for (let n = below(3); n >= 0; n--) tabs.push({ tab: openTab(viewerId), queue: [] })
  for (const browser of browsers) lead(browser)
  for (let n = 0; n < deeds && wrong.length === 0; n++) turn(doings)()

  // --- all is made good: everything is positioned, told and answered

  // What was not sent is noticed by what comes after it.
  if (isLossy)
    for (const talk of talks())
      for (const { member } of present(talk).slice(0, 1))
        writes.send(talk, member.user_id, `k${++keys}`, 'bye')
  for (let round = 0; round < 40 && wrong.length === 0; round++) {
    log.sequence(1000)
    for (const browser of browsers) {
      if (!browser.stream || round === 0) lead(browser)
      log.beat()
      pull(browser, 1000, true)
      for (const one of browser.tabs) {
        hear(one, 1000)
        const { tab } = one
        tab.wantAll()
        tab.pumpAll()
        rest(tab)
      }
    }
    const isDone = allTabs().every(
      ({ tab }) => tab.requests.length === 0 && tab.state.cursor === answers.cursor(),
    )
    if (isDone && tables.outbox.length === 0) break
  }
  if (wrong.length === 0)
    for (const [index, { tab }] of allTabs().entries())
      wrong.push(...differences(tab, tables, answers).map(what => `tab ${index} of ${tab.viewerId}: ${what}`))
  return wrong
}
