// A route file's verbs. What an address does not know is refused in the same words as everything else.
import { AppError } from '../error'
import type { Handler } from './handle'
import { problemResponse } from './problem'

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Verb = (typeof verbs)[number]
type Serve = (request: Request) => Promise<Response>

/** All verbs of one address; those not given answer 405 with `Allow`. HEAD is GET without its body. */
export const route = (known: Partial<Record<Exclude<Verb, 'HEAD'>, Handler>>) => {
  const allow = Object.keys(known).join(', ')
  const refuse: Serve = async () =>
    problemResponse(
      new AppError(
        'method_not_allowed',
        allow ? `This address knows ${allow}.` : 'There is nothing at this address.',
      ),
      crypto.randomUUID(),
      { Allow: allow },
    )
  const serve = (verb: Verb): Serve => (verb === 'HEAD' ? headOf(known.GET) : known[verb]) ?? refuse
  return Object.fromEntries(verbs.map(verb => [verb, serve(verb)])) as Record<Verb, Serve>
}

const headOf = (get: Handler | undefined): Serve | undefined =>
  get &&
  (async request => {
    const response = await get(request)
    await response.body?.cancel()
    return new Response(null, response)
  })
