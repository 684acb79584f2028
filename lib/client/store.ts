// The tab's state and everybody who is told when it changes: the cache first, then whoever fetches what is missing.

import type { Bridge } from './bridge'
import type { Changed, Outcome, Want } from './cache/draft'
import type { State } from './cache/state'

export type Store = {
  get(): State
  /** Takes a change over and publishes it. */
  commit(outcome: Outcome): void
  /** Another state altogether. */
  replace(state: State): void
  /** Called after each change, in the order of the calls; what is wanted comes once. */
  onCommit(listener: (changed: Changed[], wants: Want[]) => void): void
}

export const createStore = (initial: State, bridge: Bridge): Store => {
  let state = initial
  const listeners: ((changed: Changed[], wants: Want[]) => void)[] = []
  const tell = (changed: Changed[], wants: Want[]) => {
    for (const listener of listeners) listener(changed, wants)
  }
  return {
    get: () => state,
    commit({ state: next, changed, wants }) {
      state = next
      if (changed.length) bridge.publish(state, changed)
      if (changed.length || wants.length) tell(changed, wants)
    },
    replace(next) {
      const before = state
      state = next
      bridge.replace(before, next)
      tell([], [])
    },
    onCommit: listener => listeners.push(listener),
  }
}
