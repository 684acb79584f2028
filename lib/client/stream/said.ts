// What the tabs of one browser say to each other about the stream, and whose word counts.
import * as z from 'zod'

/** One tab's time as the leader. Each is later than any that its tab has heard of, and than the clock at its beginning. */
const term = z.object({ at: z.number(), id: z.string() })
export type Term = z.infer<typeof term>

const step = z.object({ prev: z.string(), cursor: z.string(), event: z.unknown() })
const state = z.enum(['connecting', 'catching-up', 'live', 'offline'])

const said = z.discriminatedUnion('kind', [
  /** A tab is here, or has come back: how does the leader stand? */
  z.object({ kind: z.literal('hello') }),
  /** A tab has reason to think that the stream is dead or behind. */
  z.object({ kind: z.literal('wake') }),
  /** The leader is here, and has passed on everything up to `cursor`. */
  z.object({ kind: z.literal('beat'), term, state, cursor: z.string().nullable() }),
  z.object({ kind: z.literal('steps'), term, steps: z.array(step) }),
  z.object({ kind: z.literal('signed-out'), term }),
])
export type Said = z.infer<typeof said>

/** Null for what another version of this client says in words of its own. */
export const understood = (message: unknown): Said | null => said.safeParse(message).data ?? null

export const isOlder = (one: Term, than: Term | null) =>
  than !== null && (one.at < than.at || (one.at === than.at && one.id < than.id))
