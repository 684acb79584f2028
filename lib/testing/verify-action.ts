// Runs an action on the server and holds what every viewer is told of it against the patch law.
import { expect } from 'vitest'
import type { LogStep } from '../client/cache/advance'
import type { Want } from '../client/cache/draft'
import { knownEvent } from '../client/known-event'
import { type StoredEvent, storedEvent } from '../contract/events'
import { call } from './api'
import { holdToLaw, type Told } from './patch-law'
import { settled } from './settled'
import { type Pages, readPages } from './tab-pages'

export type Viewer = { id: string; token: string }

/** The steps that `/api/events` brings a viewer after a cursor, each event checked against the contract. */
const stepsAfter = async ({ token }: Viewer, cursor: string): Promise<LogStep[]> => {
  const { body } = await call('GET', `/api/events?cursor=${cursor}`, { token })
  let prev = cursor
  const steps = body.events.map((told: StoredEvent & { cursor: string }): LogStep => {
    storedEvent.parse(told)
    const { cursor, ...event } = told
    const step = { prev, cursor, event: knownEvent(event)! }
    prev = cursor
    return step
  })
  return [...steps, { prev, cursor: body.cursor, event: null }]
}

type Action<K extends string> = {
  sql: Parameters<typeof settled>[0]
  viewers: Record<K, Viewer>
  action: () => Promise<unknown>
}

/** What an action was to every viewer: what they had before, what they were told, and what there is to see after it. */
export const witnessed = async <K extends string>({ sql, viewers, action }: Action<K>) => {
  await settled(sql)
  const names = Object.keys(viewers) as K[]
  const before = new Map<K, Pages>()
  for (const name of names) before.set(name, await readPages(viewers[name].token))
  await action()
  await settled(sql)
  const seen = new Map<K, Told>()
  for (const name of names) {
    const old = before.get(name)!
    const steps = await stepsAfter(viewers[name], old.cursor)
    const now = await readPages(viewers[name].token, old.ids)
    seen.set(name, { viewerId: viewers[name].id, old, steps, now })
  }
  return seen
}

type Given<K extends string> = Action<K> & {
  /** The events each viewer is to get, by name and in order. */
  expected: Record<K, string[]>
  /** Where events alone cannot tell: what the viewer's tabs are to ask for. */
  asks?: Partial<Record<K, Want['want'][]>>
  /** For the control: an event that a broken server would not have sent. */
  lose?: (event: StoredEvent) => boolean
}

/** Runs an action and holds it against the law for every viewer. Fails when nothing changed for anybody. */
export const verifyAction = async <K extends string>({ expected, asks, lose, ...action }: Given<K>) => {
  let changes = 0
  for (const [name, told] of await witnessed(action)) {
    const steps = told.steps.map(step => (step.event && lose?.(step.event) ? { ...step, event: null } : step))
    const events = steps.flatMap(({ event }) => (event ? [event.event] : []))
    if (!lose) expect(events, `events of ${name}`).toEqual(expected[name])
    await holdToLaw(name, { ...told, steps }, { asks: asks?.[name] })
    if (events.length) changes += 1
  }
  if (!lose) expect(changes, 'viewers who noticed').toBeGreaterThan(0)
}
