import { expect, test } from 'vitest'
import type { Guard } from '../client/cache/state'
import { play } from './model/history'

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

test('an answer that was read before an event that nobody told is asked for again, not counted on', () => {
  expect(play(6459)).toEqual([])
})

/** Histories within which the absence of a guard must have been noticed. */
const enough = 200

const guards: Record<Guard, string> = {
  once: 'a step that was applied before is applied again',
  prev: 'a step is applied though something is missing before it',
  seq: 'an entry takes log events that it holds already',
  gap: 'an entry takes a log event though one before it is missing',
  position: 'a register takes what is older than what it was read with',
  recent: 'an answer lands as it was read, whatever has passed since',
  newer: 'an answer replaces what is newer than it',
  'as-of': 'a count is counted on by what it holds already',
  settle: 'a send is settled by its answer alone',
  unknown: 'a message is put where nobody has loaded anything',
  hole: 'a passage is taken for a part of the window though something lies between them',
}

for (const [guard, what] of Object.entries(guards) as [Guard, string][])
  test(`control: without ${guard}, ${what}, and it shows`, () => {
    let seed = 1
    while (seed <= enough && play(seed, { lacks: guard }).length === 0) seed++
    expect(seed, 'histories before it showed').toBeLessThanOrEqual(enough)
  })
