// The patch law, server half: for each viewer, what they had + the events they get = what they would fetch now.
import { expect } from 'vitest'
import { type StoredEvent, storedEvent } from '../contract/events'
import { call } from './api'
import { applied, type Snapshot, snapshot } from './model-client'

export type Viewer = { id: string; token: string }

/** The events that `/api/events` brings a viewer after a cursor, each checked against the contract. */
export const eventsAfter = async ({ token }: Viewer, cursor: string): Promise<StoredEvent[]> => {
  const { body } = await call('GET', `/api/events?cursor=${cursor}`, { token })
  return body.events.map((event: unknown) => storedEvent.parse(event))
}

/** Resolves when everything committed has its position. */
export const settled = async (sql: { unsafe(text: string): PromiseLike<{ waiting?: number }[]> }) => {
  while ((await sql.unsafe('select count(*)::int as waiting from outbox'))[0]!.waiting! > 0)
    await new Promise(resolve => setTimeout(resolve, 5))
}

type Given<K extends string> = {
  sql: Parameters<typeof settled>[0]
  viewers: Record<K, Viewer>
  action: () => Promise<unknown>
  /** The events each viewer is to get, by name and in order. */
  expected: Record<K, string[]>
  /** For the control: an event that a broken server would not have sent. */
  lose?: (event: StoredEvent) => boolean
}

/** Runs an action and holds it against the law for every viewer. Fails when nothing changed for anybody. */
export const verifyAction = async <K extends string>({ sql, viewers, action, expected, lose }: Given<K>) => {
  await settled(sql)
  const names = Object.keys(viewers) as K[]
  const before = new Map<K, { state: Snapshot; cursor: string }>()
  for (const name of names) before.set(name, await snapshot(viewers[name].token))
  await action()
  await settled(sql)
  let changes = 0
  for (const name of names) {
    const { state, cursor } = before.get(name)!
    const events = (await eventsAfter(viewers[name], cursor)).filter(event => !lose?.(event))
    if (!lose)
      expect(
        events.map(({ event }) => event),
        `events of ${name}`,
      ).toEqual(expected[name])
    const now = (await snapshot(viewers[name].token)).state
    const patched = events.reduce((at, event) => applied(at, viewers[name].id, event), state)
    expect(visible(patched, patched.loaded), `the world of ${name}`).toEqual(visible(now, patched.loaded))
    if (events.length) changes += 1
  }
  if (!lose) expect(changes, 'viewers who noticed').toBeGreaterThan(0)
}

/**
 * What both a patched and a fresh snapshot must show: of conversations that nobody loaded only the inbox row, and of
 * people and reports those that something still names.
 */
const visible = ({ conversations, members, messages, users, reports }: Snapshot, loaded: string[]) => {
  const known = pick(members, id => loaded.includes(id))
  const said = pick(
    messages,
    id =>
      loaded.includes(messages[id]!.conversation_id) ||
      conversations[messages[id]!.conversation_id]?.last_message_id === id,
  )
  const named = new Set([
    ...Object.values(conversations).flatMap(one => [one.created_by, ...one.preview_member_ids]),
    ...Object.values(known).flatMap(Object.keys),
    ...Object.values(said).map(({ sender_id }) => sender_id),
  ])
  const about = new Set(Object.values(conversations).map(one => one.report_id))
  return {
    conversations,
    members: known,
    messages: said,
    users: pick(users, id => named.has(id)),
    reports: pick(reports, id => about.has(id)),
  }
}

const pick = <T>(all: Record<string, T>, keep: (id: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([id]) => keep(id)))
