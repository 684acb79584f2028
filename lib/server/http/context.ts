// What a handler is given and what it gives back, for the nouns that act and the checks that let them.
import type { Answer, Body, Endpoint, Params, Query } from '../../contract/endpoint'
import type { Person, Service } from '../caller'
import type { AppError } from '../error'

export type ViewerOf<E extends Endpoint> = E['caller'] extends 'user'
  ? Person
  : E['caller'] extends 'service'
    ? Service
    : null

export type Context<E extends Endpoint, A = unknown> = {
  viewer: ViewerOf<E>
  params: Params<E>
  query: Query<E>
  body: Body<E>
  /** What `check` found: for a conversation, the viewer's own access to it. */
  access: A
  /** The tab that asks, for `originClientId`. */
  origin: string | null
  request: Request
}

/**
 * Whether this viewer may do this at all, decided before a word of the body is read, so that a stranger's bad body
 * tells nothing. Throws `not_found` or `forbidden`; or answers with `conceal`, which is asked only when the body has faults,
 * and whose error goes out instead of them.
 */
export type Check<E extends Endpoint, A> = (viewer: ViewerOf<E>, params: Params<E>) => Promise<A>

export type Concealing = { conceal: () => Promise<AppError | null> }

export type Reply<E extends Endpoint> = Answer<E> & { headers?: Record<string, string> }
export type Act<E extends Endpoint, A> = (context: Context<E, A>) => Promise<Reply<E> | Response>
