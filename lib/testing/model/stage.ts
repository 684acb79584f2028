// What a history is played on: dice, a server with a few people and conversations, and what is talked about most just now.
import type { Guard, InboxFilter } from '../../client/cache/state'
import type { StoredEvent } from '../../contract/events'
import { randomFrom } from '../log-faults'
import { createAnswers } from './server/answers'
import { createLog } from './server/log'
import { emptyTables, isBlockedBetween, iso, present, type Talk } from './server/tables'
import { createWrites } from './server/writes'

export const names = ['ana', 'bruno', 'carla'] as const
/** Those and who has no tab here, but is in conversations with them. */
export const everyone = [...names, 'dora', 'elio', 'fabio'] as const
export const emojis = ['👍', '🎉'] as const

export type Stage = ReturnType<typeof createStage>

/** `lacks`, `ignores`: what tabs do without, for controls. */
type Given = {
  seed: number
  lacks?: Guard
  ignores?: (event: StoredEvent) => boolean
  say: (what: string) => void
}

export const createStage = ({ seed, lacks, ignores, say }: Given) => {
  const dice = randomFrom(seed * 7919)
  const { next, below, pick } = dice
  const chance = (of: number) => next() < of
  const tables = emptyTables()
  const writes = createWrites(tables, () => below(3))
  const answers = createAnswers(tables)
  const log = createLog(tables, dice)
  let keys = 0
  /** A hub that does not send everything, in some histories. */
  const isLossy = chance(0.4)
  const reportIds = settle({ writes, chance, below, pick })
  log.sequence(100)

  const talks = () => [...tables.talks.values()]
  let topic = 0

  return {
    next,
    below,
    pick,
    chance,
    tables,
    writes,
    answers,
    log,
    lacks,
    ignores,
    say,
    isLossy,
    reportIds,
    talks,
    /** What has turned out to be wrong, in words. */
    wrong: [] as string[],

    newKey: () => `k${++keys}`,

    topic: () => talks()[topic]!,
    /** The talk of the day gets most of what happens. */
    talkOfTheDay() {
      if (chance(0.1)) topic = below(talks().length)
      return chance(0.7) ? talks()[topic]! : pick(talks())
    },
    /** A dm of two of whom one blocks the other: nothing new is said in it. */
    isShut({ row, seats }: Talk) {
      const [one, other] = [...seats.keys()] as [string, string]
      return row.type === 'dm' && isBlockedBetween(tables, one, other)
    },
    anyIn: (talk: Talk) => pick(present(talk)).member.user_id,

    filters: (): InboxFilter =>
      pick<InboxFilter>([
        { filter: 'all' },
        { filter: 'all' },
        { filter: 'unread' },
        { filter: 'archived' },
        { filter: pick(['groups', 'reports']) },
        { filter: 'all', report_id: pick(reportIds) },
      ]),

    settings() {
      /** Most mutes end in the course of a history, some never do. */
      const until = (ms: number) => (ms < 14 ? iso(tables.now + ms) : '9999-12-31T23:59:59.999Z')
      return pick([
        { pinned_at: iso(tables.now) },
        { pinned_at: null },
        { archived_at: iso(tables.now) },
        { archived_at: null },
        { muted_until: until(below(20)) },
        { muted_until: null },
        { marked_unread_at: iso(tables.now) },
        { marked_unread_at: null },
      ])
    },

    /** One of a list, each as often as its weight says. */
    weighted<T>(list: [number, T][]): T {
      let at = next() * list.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, one] of list) {
        at -= weight
        if (at < 0) return one
      }
      return list[0]![1]
    },
  }
}

type Settling = { writes: ReturnType<typeof createWrites>; chance: (of: number) => boolean } & Pick<
  ReturnType<typeof randomFrom>,
  'below' | 'pick'
>

/** People, reports and conversations from before. The ids of the reports. */
const settle = ({ writes, chance, below, pick }: Settling): string[] => {
  const group = { type: 'group' as const, report_id: null }
  /** Some groups hide from who comes what was before. */
  const history = () => (chance(0.5) ? 'since-joining' : 'all')
  for (const name of everyone) writes.person(name)
  const reportIds = [writes.report('ana'), writes.report('carla')]
  const [one, other] = reportIds as [string, string]
  const dm = { type: 'dm' as const, visibility: 'private' as const, report_id: one, name: null }
  writes.found({ ...dm, people: ['ana', 'bruno'] })
  const some = [...everyone].slice(below(3))
  writes.found({ ...group, visibility: 'public', name: 'Plaza', history: history(), people: some })
  writes.found({
    ...group,
    visibility: 'private',
    name: 'Casa',
    history: history(),
    people: ['bruno', 'carla'],
  })
  if (chance(0.15)) {
    const old = writes.found({ ...group, visibility: 'private', name: 'Archivo', people: [...names] })
    writes.fill(old, pick(names), 97 + below(6))
  }
  if (chance(0.5))
    writes.found({ ...group, visibility: 'public', report_id: other, name: 'Barrio', people: [pick(names)] })
  return reportIds
}
