// What the tabs of one browser say to each other about the stream, and whose word counts.
import { anything, list, nullable, number, type Of, object, oneOf, string } from '../shape'

/** One tab's time as the leader. Each is later than any that its tab has heard of, and than the clock at its beginning. */
const term = object({ at: number, id: string })
export type Term = Of<typeof term>

const step = object({ prev: string, cursor: string, event: anything })
const state = oneOf('connecting', 'catching-up', 'live', 'offline')

const said = {
  /** A tab is here, or has come back: how does the leader stand? */
  hello: object({ kind: oneOf('hello') }),
  /** A tab has reason to think that the stream is dead or behind. */
  wake: object({ kind: oneOf('wake') }),
  /** The leader is here, and has passed on everything up to `cursor`. */
  beat: object({ kind: oneOf('beat'), term, state, cursor: nullable(string) }),
  steps: object({ kind: oneOf('steps'), term, steps: list(step) }),
  'signed-out': object({ kind: oneOf('signed-out'), term }),
}
export type Said = { [K in keyof typeof said]: Of<(typeof said)[K]> }[keyof typeof said]

/** Null for what another version of this client says in words of its own. */
export const understood = (message: unknown): Said | null =>
  Object.values(said).some(guard => guard(message)) ? (message as Said) : null

export const isOlder = (one: Term, than: Term | null) =>
  than !== null && (one.at < than.at || (one.at === than.at && one.id < than.id))
