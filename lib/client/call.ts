// One request to an endpoint of the contract, typed by it on the way out and on the way in.
import type { z } from 'zod'
import type { Endpoint } from '../contract/endpoint'
import type { Route } from './endpoints'
import { object } from './shape'
import type { World } from './world'

type Ok<E extends Endpoint> = {
  [S in keyof E['answers']]: {
    ok: true
    status: S
    body: E['answers'][S] extends z.ZodType ? z.output<E['answers'][S]> : null
  }
}[keyof E['answers']]

/** `status` 0: no answer, or none that makes sense. `retryAfter` in milliseconds, where the server said it. */
export type Refusal = { ok: false; status: number; detail: string; retryAfter: number | null }

export type Asked<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: Partial<Record<keyof z.input<E['query']>, string | number>>
  body?: E['body'] extends z.ZodType ? z.input<E['body']> : never
  /** The request goes on when the tab is closed. */
  keepalive?: boolean
  signal?: AbortSignal
}

export type Call = <E extends Endpoint>(route: Route<E>, asked?: Asked<E>) => Promise<Ok<E> | Refusal>

/** No answer within this (ms) counts as none. */
const patience = 15_000

type Given = { world: World; viewerId: string; clientId: string; onSignedOut: () => void }

export const createCall =
  ({ world, viewerId, clientId, onSignedOut }: Given): Call =>
  async (route, { params, query, body, keepalive, signal } = {}) => {
    const abort = new AbortController()
    const stop = () => abort.abort()
    const timer = world.setTimer(stop, patience)
    signal?.addEventListener('abort', stop)
    try {
      const response = await world.fetch(address(route.path, params ?? {}, query ?? {}), {
        method: route.method,
        // The server refuses when this browser has meanwhile signed in as somebody else.
        headers: {
          'X-Client-Id': clientId,
          'X-Viewer-Id': viewerId,
          // The reader's choice, which may be another than the browser's.
          'Accept-Language': world.language() || '*',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: abort.signal,
        ...(keepalive ? { keepalive } : {}),
      })
      if (response.status === 401) onSignedOut()
      if (!response.ok) return await refusalOf(response, world)
      if (response.status === 204) return { ok: true, status: 204, body: null } as never
      const answer: unknown = await response.json()
      return isAnswer(answer)
        ? ({ ok: true, status: response.status, body: answer } as never)
        : noAnswer(world)
    } catch {
      return noAnswer(world)
    } finally {
      world.clearTimer(timer)
      signal?.removeEventListener('abort', stop)
    }
  }

/** Somebody between us and the server may answer with a page of their own, which is no JSON. */
const isAnswer = object({})

const noAnswer = (world: World): Refusal => ({
  ok: false,
  status: 0,
  detail: unreached(world),
  retryAfter: null,
})

/** The only words of the client's own: everything else is said by the server, in the language that it is asked for. */
const unreached = (world: World) =>
  world.language().startsWith('es')
    ? 'No se ha podido contactar con el servidor. Comprueba tu conexión.'
    : 'The server could not be reached. Check your connection.'

const address = (template: string, params: object, query: object) => {
  let path = template
  for (const [name, value] of Object.entries(params))
    path = path.replace(`:${name}`, encodeURIComponent(value))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return search.size > 0 ? `${path}?${search}` : path
}

const refusalOf = async (response: Response, world: World): Promise<Refusal> => {
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  const problem = await response.json().catch(() => null)
  const detail = typeof problem?.detail === 'string' ? problem.detail : unreached(world)
  const retryAfter = Number.isFinite(after) ? after * 1000 : null
  return { ok: false, status: response.status, detail, retryAfter }
}

/** Whether the same request may well succeed later. */
export const isPassing = ({ status }: Refusal) =>
  status === 0 || status === 408 || status === 429 || status >= 500
