// How a connection can stand, and what may follow what.
import type { FeedState } from './feed'

/**
 *   idle ► connecting ── ready ► catching-up ── quiet ► live
 *              ▲  │                  │                   │
 *              │  └──────────────────┼───────────────────┘   cut, silent or doubted
 *              └─── in a while ─── stale
 *
 * and each can be stopped, which is the end.
 */
export type Phase = 'idle' | 'connecting' | 'catching-up' | 'live' | 'stale' | 'stopped'

const after: Record<Phase, readonly Phase[]> = {
  idle: ['connecting', 'stopped'],
  connecting: ['catching-up', 'stale', 'stopped'],
  'catching-up': ['live', 'stale', 'stopped'],
  live: ['stale', 'stopped'],
  stale: ['connecting', 'stopped'],
  stopped: [],
}

/** Errors: a step that the diagram does not have. */
export const assertStep = (from: Phase, to: Phase) => {
  if (!after[from].includes(to)) throw new Error(`A stream that is ${from} cannot become ${to}.`)
}

/** `hopeful`: nothing tells that there is nobody to talk to. */
export const stateOf = (phase: Phase, hopeful: boolean): FeedState => {
  if (phase === 'catching-up' || phase === 'live') return phase
  return hopeful ? 'connecting' : 'offline'
}
