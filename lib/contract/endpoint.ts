// What an endpoint is: one value that the server's `handle`, the client's `call` and the tests all read.
import * as z from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * `path` names its parameters with a colon. `caller` says who may ask at all: `anyone` needs no credentials, `user`
 * is a signed-in person, `service` the host's server. `answers` maps each success status to the schema of its body,
 * null where there is none; failures are always `problem`.
 */
export type Endpoint = {
  method: Method
  path: `/api/${string}`
  caller: 'anyone' | 'user' | 'service'
  params: z.ZodObject
  query: z.ZodObject
  body: z.ZodType | null
  answers: Readonly<Record<number, z.ZodType | null>>
}

type Given = Pick<Endpoint, 'method' | 'path' | 'answers'> &
  Partial<Pick<Endpoint, 'caller' | 'params' | 'query' | 'body'>>

type Filled<E extends Given> = E & {
  caller: E['caller'] extends Endpoint['caller'] ? E['caller'] : 'user'
  params: E['params'] extends z.ZodObject ? E['params'] : z.ZodObject<Record<never, never>>
  query: E['query'] extends z.ZodObject ? E['query'] : z.ZodObject<Record<never, never>>
  body: E['body'] extends z.ZodType ? E['body'] : null
}

/** Fills in what an endpoint leaves out: a signed-in caller, no parameters, no query, no body. */
export const endpoint = <const E extends Given>(given: E) =>
  ({ caller: 'user', params: z.object({}), query: z.object({}), body: null, ...given }) as Filled<E>

export type Params<E extends Endpoint> = z.output<E['params']>
export type Query<E extends Endpoint> = z.output<E['query']>
export type Body<E extends Endpoint> = E['body'] extends z.ZodType ? z.output<E['body']> : null
/** A successful answer, as what the endpoint's schemas accept. */
export type Answer<E extends Endpoint> = {
  [S in keyof E['answers']]: {
    status: S
    body: E['answers'][S] extends z.ZodType ? z.input<E['answers'][S]> : null
  }
}[keyof E['answers']]
