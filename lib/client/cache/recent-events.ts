// The ring of recent events: what a page that was read a moment ago must still be told when it lands.
import type { SharedMessage } from '../../contract/message'
import type { State, Told } from './state'

const most = 1000

/** Keeps an event that has just been applied. The oldest go, and the ring no longer reaches back to them. */
export const remembered = (recent: State['recent'], told: Told): State['recent'] => {
  const events = [...withoutFormer(recent.events, told), told]
  const gone = events.splice(0, Math.max(0, events.length - most)).at(-1)
  return { since: gone?.position ?? recent.since, events }
}

/**
 * The events without the words that this one takes back. Whoever is told one of them is told all that follow, and so ends with
 * what this one says, as from the server's log after a deletion.
 */
const withoutFormer = (events: readonly Told[], { event }: Told): readonly Told[] => {
  if (event.event !== 'message-deleted' && event.event !== 'message-updated') return events
  const { id } = event.payload
  return events.map(told => withoutWords(told, id))
}

const withoutWords = (told: Told, id: string): Told => {
  const { payload } = told.event as { payload: Partial<Telling> }
  const isIts = payload.id === id && payload.partial?.content !== undefined
  const isBrought = payload.related?.messages?.some(one => one.id === id) ?? false
  if (!isIts && !isBrought) return told
  const messages = payload.related?.messages?.map(one => (one.id === id ? { ...one, content: '' } : one))
  const without = {
    ...payload,
    ...(isIts && { partial: { ...payload.partial, content: '' } }),
    ...(isBrought && { related: { ...payload.related, messages } }),
  }
  return { ...told, event: { ...told.event, payload: without } as Told['event'] }
}

type Telling = { id: string; partial: { content?: string }; related: { messages?: SharedMessage[] } }

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
