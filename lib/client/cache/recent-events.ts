// The ring of recent events: what a page that was read a moment ago must still be told when it lands.
import type { State, Told } from './state'

const most = 1000

/** Keeps an event that has just been applied. The oldest go, and the ring no longer reaches back to them. */
export const remembered = (recent: State['recent'], told: Told): State['recent'] => {
  const events = [...recent.events, told]
  const gone = events.splice(0, Math.max(0, events.length - most)).at(-1)
  return { since: gone?.position ?? recent.since, events }
}

/** The events after a place in the log, or null where the ring does not reach back that far. */
export const eventsSince = ({ recent, lacks }: State, position: number): readonly Told[] | null => {
  if (lacks === 'recent') return []
  if (position < recent.since) return null
  return recent.events.filter(told => told.position! > position)
}

/** The ring reaches back to this place at most. */
export const cut = (state: State, position: number | null): State =>
  position === null || position <= state.recent.since || state.lacks === 'cut'
    ? state
    : { ...state, recent: { since: position, events: [] } }
