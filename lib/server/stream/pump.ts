// The heart: outbox -> positions -> tail -> hub, when nudged and every 250 ms. Any number of processes do this at once.
import { connect } from '../../../db/client'
import { described, log } from '../report-error'
import type { Place } from './cursor'
import { type Entry, entryColumns } from './entry'
import { newest } from './replay'

const pollMs = 250
const batch = 500
/** After so many refusals in a row the next turn waits for its place: with luck alone it may never come. */
const patience = 20
const channel = 'tertulia_log'

type Given = {
  url: string
  /** Takes the next entries, in order; the pump waits for it. */
  publish: (entries: Entry[]) => Promise<void>
  /** Where the first entry comes after. Called again when the log is no longer the one that was read so far. */
  startAt: (epoch: string, place: Place) => void
}

export type Pump = ReturnType<typeof createPump>

/**
 * `nudge` says that something was committed here. NOTIFY tells other processes that positions were given; it is a nudge
 * and may be lost: the poll finds what it did not announce.
 */
export const createPump = ({ url, publish, startAt }: Given) => {
  // Its own connection, so that no queue of requests delays it; both statements of a turn travel in one round trip.
  const sql = connect(url, { max: 1, connection: { application_name: 'tertulia log' } })
  // Without a pause the driver would ask a lost server for its LISTEN back hundreds of times a second.
  const listener = connect(url, {
    max: 1,
    backoff: () => 0.25,
    connection: { application_name: 'tertulia nudges' },
  })
  const self = crypto.randomUUID()
  let at: Place | null = null
  let nudged = false
  let wake: (() => void) | null = null
  let stopped = false
  let lastTurn = 0
  let failing = false
  let refusals = 0
  let running: Promise<void> | null = null
  const waiters: (() => void)[] = []

  const nudge = () => {
    nudged = true
    wake?.()
  }

  const start = () => {
    running ??= run()
  }

  const run = async () => {
    void listen(channel, from => {
      if (from !== self) nudge()
    })
    while (!stopped) {
      nudged = false
      let busy = false
      const waiting = waiters.length
      try {
        busy = await turn()
        if (!busy) for (const resolve of waiters.splice(0, waiting)) resolve()
        lastTurn = Date.now()
        if (failing) log('info', 'the log goes on')
        failing = false
      } catch (error) {
        if (!failing && !stopped) log('warn', 'the log waits for the database', described(error))
        failing = true
        await rest(pollMs)
        continue
      }
      if (!busy && !nudged) await rest(pollMs)
    }
  }

  /** One turn: give positions, read on, hand over. True when there is more to do at once. */
  const turn = async (): Promise<boolean> => {
    if (at === null) {
      const { epoch, ...place } = await newest(sql)
      startAt(epoch, place)
      at = place
    }
    const [sequenced, [standing, ...entries]] = await Promise.all([
      sql<{ moved: number }[]>`select sequence_batch(${refusals >= patience}) as moved`,
      sql<
        Entry[]
      >`select ${entryColumns(sql)} from events e where e.position >= ${at.position} order by e.position limit ${batch + 1}`,
    ])
    const { moved } = sequenced[0]!
    refusals = moved === -1 ? refusals + 1 : 0
    if (moved > 0) tellOthers()
    // The event we stand on is gone or another: a copy from before took the database's place, or we slept past the
    // retention. What we told is not what is stored, so everybody starts anew.
    if (standing?.nonce !== at.nonce) {
      log('warn', 'the log was rewound or pruned under this process: every stream starts anew')
      at = null
      return true
    }
    if (entries.length) {
      await publish(entries)
      at = entries.at(-1)!
    }
    if (moved === -1) await rest(5)
    return moved === -1 || moved === 1000 || entries.length === batch
  }

  const rest = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        wake = null
        resolve()
      }
      wake = done
      if (stopped) done()
    })

  let telling: NodeJS.Timeout | null = null
  /** Coalesced: one NOTIFY for all batches of 5 ms. */
  const tellOthers = () => {
    telling ??= setTimeout(() => {
      telling = null
      if (!stopped) sql`select pg_notify(${channel}, ${self})`.catch(() => {})
    }, 5)
  }

  const listen = async (to: string, hear: (said: string) => void, again?: () => void) => {
    let isFirst = true
    try {
      await listener.listen(to, hear, () => {
        if (!isFirst) again?.()
        isFirst = false
      })
    } catch {
      // Without nudges the poll carries on; the next attempt may fare better.
      if (!stopped) setTimeout(() => void listen(to, hear, again), 1000).unref()
    }
  }

  return {
    start,
    nudge,
    /**
     * Hears what is said on another channel too, over the connection that hears the nudges; `again` after that was lost and is
     * back.
     */
    listen: (to: string, hear: (said: string) => void, again?: () => void) => void listen(to, hear, again),
    /** Resolves when everything that was committed before the call has been handed over. */
    caughtUp: () =>
      new Promise<void>(resolve => {
        waiters.push(resolve)
        nudge()
      }),
    /** Whether the log was read to its end within the last two seconds. */
    get healthy() {
      return at !== null && Date.now() - lastTurn < 2000
    },
    async stop() {
      stopped = true
      for (const resolve of waiters.splice(0)) resolve()
      if (telling) clearTimeout(telling)
      wake?.()
      await running
      await Promise.all([sql.end({ timeout: 1 }), listener.end({ timeout: 1 })])
    },
  }
}
