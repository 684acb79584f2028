// What a tab hears of the log, wherever it comes from: its own stream, or the tab that reads it for all of them.
import type { ResetReason } from '../../contract/events'

/**
 * A step of the log as it is passed from the stream to a tab. `prev` is where the teller stood before it, `cursor` where
 * it stands after. `event` is null when the cursor moved without one (`ready`, a heartbeat). An ephemeral event has `prev`
 * equal to `cursor`. `event` is JSON as it came: whoever applies it parses it.
 */
export type Step = { prev: string; cursor: string; event: unknown }

/** `catching-up`: connected, and what was missed is still coming. `offline`: there is nobody to talk to right now. */
export type FeedState = 'connecting' | 'catching-up' | 'live' | 'offline'

export type FeedListener = {
  /** Steps in order, one batch for frames that came together. */
  steps(steps: Step[]): void
  state(state: FeedState): void
  /** To the tab that reads the stream: its heart beats. */
  beat?(): void
  /** The cursor is of no use: take a new snapshot, then start a new feed from that. The feed has stopped itself. */
  reset(reason: ResetReason): void
  /** The session is over (401), or another tab said so. The feed has stopped itself. */
  signedOut(): void
}

export type Feed = {
  start(): void
  /** For a stop for good; idempotent. The leader's lock is given back at once. */
  stop(): void
  /** Something suggests that the network is back or that we are behind: look now, not at the next turn of a clock. */
  wake(): void
  /** Whether this tab reads the stream itself: of all tabs that share one, it alone speaks for the browser. */
  leads(): boolean
}
