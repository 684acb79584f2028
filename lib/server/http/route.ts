// A route file's verbs. What an address does not know is refused in the same words as everything else.
import { AppError, notFound } from '../error'
import type { Handler } from './handle'
import { problemResponse } from './problem'

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Verb = (typeof verbs)[number]
type Serve = (request: Request) => Promise<Response>

/** All verbs of one address; those not given answer 405 with `Allow`, or 404 where none is. HEAD is GET without a body. */
export const route = (known: Partial<Record<Exclude<Verb, 'HEAD' | 'OPTIONS'>, Handler>>) => {
  const allow = Object.keys(known).join(', ')
  const refuse: Serve = async request =>
    allow
      ? problemResponse(
          new AppError('method_not_allowed', `This address knows ${allow}.`),
          request,
          crypto.randomUUID(),
          {
            Allow: allow,
          },
        )
      : problemResponse(notFound(), request, crypto.randomUUID())
  const options: Serve = async request =>
    allow
      ? new Response(null, { status: 204, headers: { Allow: allow } })
      : problemResponse(notFound(), request, crypto.randomUUID())
  const serve = (verb: Verb): Serve => {
    if (verb === 'OPTIONS') return options
    return (verb === 'HEAD' ? headOf(known.GET) : known[verb]) ?? refuse
  }
  return Object.fromEntries(verbs.map(verb => [verb, serve(verb)])) as Record<Verb, Serve>
}

const headOf = (get: Handler | undefined): Serve | undefined =>
  get &&
  (async request => {
    const response = await get(request)
    await response.body?.cancel()
    return new Response(null, response)
  })
