// One request, from the socket to the answer: who asks, may they, what do they say, how often, do it, say it checked.
import type { z } from 'zod'
import type { Body, Endpoint, Params, Query } from '../../contract/endpoint'
import type { Fault } from '../../contract/errors'
import { clientId } from '../../contract/primitives'
import type { Viewer } from '../caller'
import { AppError, forbidden, notFound } from '../error'
import { instance } from '../instance'
import { countWrite } from '../rate-limit'
import { report } from '../report-error'
import { authenticate } from '../viewer'
import { readJson } from './body'
import type { Act, Check, Concealing, Context, ViewerOf } from './context'
import { isCrossSite } from './cross-site'
import { problemResponse, toAppError } from './problem'

export type Handler = ((request: Request) => Promise<Response>) & { endpoint: Endpoint }

/** No request takes longer than this; and when the log cannot be read, whoever waits is told so at the next look. */
const deadlineMs = 10_000
const lookEveryMs = 1_000

/** Makes a route's verb out of an endpoint: `check` says whether the viewer may, `act` does it. */
export const handle = <E extends Endpoint, A>(
  endpoint: E,
  check: Check<E, A> | null,
  act: Act<E, A>,
): Handler => {
  const answer = async (request: Request, origin: string | null) => {
    const viewer = endpoint.caller === 'anyone' ? null : await authenticate(request, origin)
    const params = pathParams(endpoint, request)
    refuseWrongKind(endpoint, viewer)
    const access = await check?.(viewer as ViewerOf<E>, params)
    if (isCrossSite(request, viewer, endpoint))
      throw forbidden('Another site asked for this with your cookie.')
    try {
      const input = await readInput(endpoint, request)
      if (viewer?.kind === 'person') await countWrite(endpoint, viewer.id)
      return { viewer, params, access, ...input }
    } catch (error) {
      throw (await (access as Partial<Concealing> | undefined)?.conceal?.()) ?? error
    }
  }

  const respond = async (request: Request, requestId: string) => {
    const origin = clientId.safeParse(request.headers.get('x-client-id')).data ?? null
    const context = await answer(request, origin)
    const reply = await act({ ...context, origin, request } as Context<E, A>)
    return reply instanceof Response ? reply : jsonResponse(endpoint, reply as Plain, requestId)
  }

  const handler = async (request: Request) => {
    const requestId = crypto.randomUUID()
    try {
      return await inTime(respond(request, requestId))
    } catch (thrown) {
      const error = toAppError(thrown)
      report(error, requestId, `${endpoint.method} ${endpoint.path}`)
      return problemResponse(error, request, requestId)
    }
  }
  return Object.assign(handler, { endpoint })
}

/** People have their endpoints and the host's server has its own. */
const refuseWrongKind = (endpoint: Endpoint, viewer: Viewer | null) => {
  if (endpoint.caller === 'user' && viewer?.kind !== 'person')
    throw forbidden(
      'A service token acts for no person: it may call only what is made for the host’s server.',
    )
  if (endpoint.caller === 'service' && viewer?.kind !== 'service')
    throw forbidden('Only the host’s server may call this, with a token of role "service".')
}

/** The parameters as the path spells them. One that is malformed names nothing: not_found. */
const pathParams = <E extends Endpoint>(endpoint: E, request: Request): Params<E> => {
  const names = endpoint.path.split('/')
  const given = new URL(request.url).pathname.split('/')
  const raw: Record<string, string> = {}
  for (const [index, name] of names.entries())
    if (name.startsWith(':')) raw[name.slice(1)] = decoded(given[index] ?? '')
  const params = endpoint.params.safeParse(raw)
  if (!params.success) throw notFound()
  return params.data as Params<E>
}

const decoded = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw notFound()
  }
}

const readInput = async <E extends Endpoint>(endpoint: E, request: Request) => {
  const given = endpoint.body ? await readJson(request) : null
  const body = endpoint.body?.safeParse(given!.value)
  const query = endpoint.query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const issues = [...(body?.error?.issues ?? []), ...(query.error?.issues ?? [])]
  const faults = [...(given?.faults ?? []), ...issues.flatMap(faultsOf)]
  if (faults.length) throw notValid(faults)
  return { body: (body?.data ?? null) as Body<E>, query: query.data as Query<E> }
}

/** Each fault once: what cannot be stored may not fit the schema either. */
const notValid = (faults: Fault[]) =>
  new AppError('invalid', 'See errors for each value that is not valid.', {
    errors: [...new Map(faults.map(fault => [JSON.stringify(fault), fault])).values()],
  })

/** Where a body may be one of several, what is wrong with each of them. */
const faultsOf = (issue: z.core.$ZodIssue): Fault[] => {
  const path = issue.path.map(part => (typeof part === 'symbol' ? '' : part))
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }]
  return issue.errors
    .flat()
    .flatMap(faultsOf)
    .map(inner => ({ ...inner, path: [...path, ...inner.path] }))
}

type Plain = { status: number; body: unknown; headers?: Record<string, string> }

const jsonResponse = (endpoint: Endpoint, { status, body, headers }: Plain, requestId: string) => {
  // In production an answer goes out as it is; everywhere else the contract is checked on every answer.
  if (process.env.NODE_ENV !== 'production') endpoint.answers[status]?.parse(body)
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      ...(body === null ? {} : { 'Content-Type': 'application/json' }),
      'Cache-Control': 'private, no-store',
      'X-Request-Id': requestId,
      ...headers,
    },
  })
}

const inTime = async (work: Promise<Response>): Promise<Response> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const began = Date.now()
    timer = setInterval(() => {
      if (instance().pump.healthy && Date.now() - began < deadlineMs) return
      // Nobody will read what comes after that: a stream must not stay open for it.
      work.then(response => response.body?.cancel()).catch(() => {})
      reject(new AppError('unavailable', 'This took too long. Try again in a moment.', { retryAfter: 2 }))
    }, lookEveryMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearInterval(timer)
  }
}
