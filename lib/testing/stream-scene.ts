// One tab's connection, its listener and everything around it, for the tests of the stream's client.
import { expect } from 'vitest'
import { createConnection } from '../client/stream/connection'
import type { FeedState, Step } from '../client/stream/feed'
import { createClock } from './fake-clock'
import { createLog } from './fake-log'
import { createBrowser } from './fake-world'

/** `chance`: what the tab's dice always show. With 0.999 every pause is as long as it can be. */
export const scene = ({ chance = 0.999, from = 0 as number | null } = {}) => {
  const clock = createClock()
  const log = createLog(clock)
  const browser = createBrowser({ clock, serve: log.serve })
  const tab = browser.openTab()
  const batches: Step[][] = []
  const states: FeedState[] = []
  const ends: string[] = []
  const connection = createConnection({
    world: { ...tab.world, random: () => chance },
    viewerId: 'ana',
    clientId: 'tab',
    cursor: () => (from === null ? null : log.cursorAt(from)),
    listener: {
      steps: steps => void batches.push(steps),
      state: state => void states.push(state),
      reset: reason => void ends.push(reason),
      signedOut: () => void ends.push('signed out'),
    },
  })
  const steps = () => batches.flat()
  return {
    clock,
    log,
    browser,
    tab,
    connection,
    batches,
    states,
    ends,
    steps,
    /** Where the log was told of, position by position. */
    told: () =>
      steps()
        .filter(({ event }) => event)
        .map(({ cursor }) => Number(cursor.split('.')[1])),
    isLive: () => states.at(-1) === 'live',
    async live() {
      connection.start()
      await clock.advance(2000)
      expect(states.at(-1)).toBe('live')
    },
  }
}

export type Scene = ReturnType<typeof scene>
