// What was missed, page by page, from a log behind a fake network.
import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createClock } from '../../testing/fake-clock'
import { createLog } from '../../testing/fake-log'
import { createBrowser, nothing } from '../../testing/fake-world'
import { range } from '../../testing/log-faults'
import { fetchMissed, type Missed } from './replay'

const scene = () => {
  const clock = createClock()
  const log = createLog(clock)
  const browser = createBrowser({ clock, serve: log.serve })
  const tab = browser.openTab()
  const all = async (cursor: string, signal = new AbortController().signal) => {
    const found: Missed[] = []
    const asked = { world: tab.world, viewerId: 'ana', clientId: 'tab', cursor, signal }
    const reading = (async () => {
      for await (const missed of fetchMissed(asked)) found.push(missed)
    })()
    await clock.until(() => false, 20_000)
    await reading
    return found
  }
  return { clock, log, browser, tab, all }
}

const stepsOf = (found: Missed[]) => found.flatMap(missed => (missed.kind === 'steps' ? missed.steps : []))

describe('what was missed', () => {
  test('P3: comes page after page to the end, each step from where the one before has led', async () => {
    const { log, all } = scene()
    log.publish(1203)
    const steps = stepsOf(await all(log.cursorAt(3)))
    expect(steps.map(step => step.cursor)).toEqual(range(4, 1203).map(log.cursorAt))
    expect(steps.map(step => step.prev)).toEqual(range(3, 1202).map(log.cursorAt))
    expect(steps[0]!.event).toEqual({ event: 'message-created', payload: { id: 'm4' } })
    expect(log.asked).toHaveLength(3)
  })

  test('leads on to the end of the log where none of it is this viewer’s', async () => {
    const { log, all } = scene()
    log.publish(2)
    log.publish(3, false)
    expect(stepsOf(await all(log.cursorAt(1)))).toEqual([
      { prev: log.cursorAt(1), cursor: log.cursorAt(2), event: expect.anything() },
      { prev: log.cursorAt(2), cursor: log.cursorAt(5), event: null },
    ])
  })

  test('is nothing where nothing was missed', async () => {
    const { log, all } = scene()
    expect(await all(log.cursorAt(0))).toEqual([])
  })

  test('says who asks', async () => {
    const { log, all } = scene()
    await all(log.cursorAt(0))
    const { headers } = log.asked[0]!
    expect([headers.get('x-viewer-id'), headers.get('x-client-id')]).toEqual(['ana', 'tab'])
  })

  test('S5: a cursor of no use is told with the reason', async () => {
    const { log, all } = scene()
    log.publish(9)
    log.prune(5)
    expect(await all(log.cursorAt(4))).toEqual([{ kind: 'reset', reason: 'pruned' }])
    expect(await all('garbage')).toEqual([{ kind: 'reset', reason: 'unknown' }])
  })

  test('P17: a session that is over is told as that', async () => {
    const { log, all } = scene()
    log.refuse({ status: 401 })
    expect(await all(log.cursorAt(0))).toEqual([{ kind: 'signed-out' }])
  })

  test.each([
    [
      { status: 503, headers: { 'Retry-After': '2' } },
      { status: 503, retryAfterMs: 2000 },
    ],
    [
      { status: 200, body: '<html>' },
      { status: 200, retryAfterMs: null },
    ],
    [
      { status: 200, body: '{"events":[{"event":"x"}],"cursor":"e.1.n"}' },
      { status: 200, retryAfterMs: null },
    ],
  ])('%j is a failure, with what is known of it', async (refusal, known) => {
    const { log, all } = scene()
    log.refuse(refusal)
    expect(await all(log.cursorAt(0))).toEqual([{ kind: 'failed', ...known }])
  })

  test('an event of a type that this client does not know is passed on like any other', async () => {
    const { log, all } = scene()
    const body = '{"events":[{"cursor":"e.1.n1","event":"poll-opened","payload":{"a":1}}],"cursor":"e.1.n1"}'
    log.refuse({ status: 200, body })
    expect(stepsOf(await all(log.cursorAt(0)))).toEqual([
      { prev: log.cursorAt(0), cursor: 'e.1.n1', event: { event: 'poll-opened', payload: { a: 1 } } },
    ])
  })

  test('no network, or a silent one, is a failure without a status', async () => {
    const { log, browser, all } = scene()
    browser.network.become('refused')
    expect(await all(log.cursorAt(0))).toEqual([{ kind: 'failed', status: null, retryAfterMs: null }])
    browser.network.become('void')
    expect(await all(log.cursorAt(0))).toEqual([{ kind: 'failed', status: null, retryAfterMs: null }])
  })

  test('ends without a word when it is no longer wanted, and leaves nothing', async () => {
    const { log, browser, tab, all } = scene()
    browser.network.become('void')
    const ours = new AbortController()
    const reading = all(log.cursorAt(0), ours.signal)
    ours.abort()
    expect(await reading).toEqual([])
    expect([tab.left(), getEventListeners(ours.signal, 'abort')]).toEqual([nothing, []])
  })
})
