// The shapes an event can have. Each noun's file makes its own events from these; events.ts unions them.
import * as z from 'zod'
import { clientId, id, seq } from './primitives'

const origin = clientId.nullable()

/** A log event: stored, `seq` is its place in its conversation, each exactly once. */
export const logEvent = <N extends string, P extends z.ZodType, X extends z.ZodRawShape>(
  name: N,
  { partial, ...rest }: { partial: P } & X,
) =>
  z.object({
    event: z.literal(name),
    payload: z.object({
      id,
      conversation_id: id,
      seq,
      partial,
      originClientId: origin,
      ...(rest as unknown as X),
    }),
  })

/** A register: stored, no seq. On a stream the later one wins, against a fetch the later position. */
export const register = <N extends string, P extends z.ZodType>(name: N, { partial }: { partial: P }) =>
  z.object({
    event: z.literal(name),
    payload: z.object({ id, conversation_id: id, partial, originClientId: origin }),
  })

/** A register that belongs to no conversation. */
export const change = <N extends string, P extends z.ZodType, X extends z.ZodRawShape>(
  name: N,
  { partial, ...rest }: { partial: P } & X,
) =>
  z.object({
    event: z.literal(name),
    payload: z.object({ id, partial, originClientId: origin, ...(rest as unknown as X) }),
  })

/** An ephemeral event: never stored, carries no cursor. */
export const ephemeral = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.object({ event: z.literal(name), payload: z.object({ id, ...shape }) })
