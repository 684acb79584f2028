import { expect, test } from 'vitest'
import type { Guard } from '../client/cache/state'
import type { StoredEvent } from '../contract/events'
import { type Given, play } from './model/history'

// Three people with several tabs each over a model of the server: what they do, and what is lost, doubled, late or cut on the
// way. When all is made good every tab holds what a fresh fetch gives. A seed that fails is named and can be played alone.

const histories = 2000

test('P1 P3 P4 P6 P18 P20: whatever is lost, doubled or late, every tab ends with what a fetch gives', () => {
  const failed: string[] = []
  for (let seed = 1; seed <= histories && failed.length < 3; seed++) {
    const wrong = play(seed)
    if (wrong.length) failed.push(`seed ${seed}: ${wrong[0]}`)
  }
  expect(failed).toEqual([])
}, 600_000)

test('a change of a report that is told without the one before it does not make it that version', () => {
  expect(play(145)).toEqual([])
})

/** Histories within which an absence must have been noticed. */
const enough = 300

const noticed = (given: Given) => {
  let seed = 1
  while (seed <= enough && play(seed, given).length === 0) seed++
  expect(seed, 'histories before it showed').toBeLessThanOrEqual(enough)
}

const guards: Record<Guard, string> = {
  once: 'a step that was applied before is applied again',
  prev: 'a step is applied though something is missing before it',
  seq: 'an entry takes log events that it holds already',
  gap: 'an entry takes a log event though one before it is missing',
  position: 'a register takes what is older than what it was read with',
  recent: 'an answer lands as it was read, whatever has passed since',
  cut: 'an answer is brought up to now by what passed though not all of it was told',
  newer: 'an answer replaces what is newer than it',
  'as-of': 'a count is counted on by what it holds already',
  settle: 'a send is settled by its answer alone',
  unknown: 'a message is put where nobody has loaded anything',
  hole: 'a passage is taken for a part of the window though something lies between them',
  versions: 'a change of a report makes it that version, though one before it was not told',
  answered: 'what is set counts as answered while it is being asked for',
  withheld: 'what others have read is told by what passes, where it is kept from the viewer',
}

for (const [guard, what] of Object.entries(guards) as [Guard, string][])
  test(`control: without ${guard}, ${what}, and it shows`, () => noticed({ lacks: guard }))

/** What happens in a history: all there is. A draft stands beside what a tab holds of the log. */
const patched: Record<Exclude<StoredEvent['event'], 'draft-updated'>, true> = {
  'conversation-created': true,
  'conversation-updated': true,
  'member-added': true,
  'member-updated': true,
  'member-removed': true,
  'message-created': true,
  'message-updated': true,
  'message-deleted': true,
  'reaction-updated': true,
  'receipt-updated': true,
  'membership-updated': true,
  'settings-updated': true,
  'user-updated': true,
  'report-updated': true,
  'block-updated': true,
}

test.each(Object.keys(patched))('control: %s is passed over, and it shows', name =>
  noticed({ ignores: ({ event }) => event === name }),
)

test.each([true, false])('control S19: that receipts are %s from now on is passed over, and it shows', on =>
  noticed({
    ignores: ({ event, payload }) => event === 'settings-updated' && payload.partial.receipts === on,
  }),
)

test.each(['name', 'icon', 'visibility', 'history'])(
  'control: another %s of a conversation is passed over, and it shows',
  key =>
    noticed({ ignores: ({ event, payload }) => event === 'conversation-updated' && key in payload.partial }),
)
