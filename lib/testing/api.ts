// The API as a test calls it: the real route files, found through the file tree, without a socket in between.
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { SignJWT } from 'jose'
import type { Handler } from '../server/http/handle'

type Serve = (request: Request) => Promise<Response>
export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Routed = { path: string; pattern: RegExp; verbs: Record<Verb, Serve> }

const folder = join(process.cwd(), 'app/api')

/** Each route file as the address it serves, the most literal first: `/api/conversations/[id]/read`. */
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('route.ts'))
  .map(file => ['', 'api', ...file.split(sep).slice(0, -1)].join('/'))
  .sort((a, b) => wildness(a) - wildness(b) || b.length - a.length)

function wildness(path: string) {
  return path.split('[').length + (path.includes('[[...') ? 100 : 0)
}

let routes: Promise<Routed[]> | null = null

/** All routes, with what serves each verb. */
export const allRoutes = () => {
  routes ??= Promise.all(
    files.map(async path => ({
      path,
      pattern: new RegExp(`^${path.replace(/\/\[\[\.\.\.\w+\]\]/, '(/.*)?').replace(/\[\w+\]/g, '[^/]*')}$`),
      verbs: await import(join(process.cwd(), 'app', path, 'route.ts')),
    })),
  )
  return routes
}

/** Whether a verb is one the route knows: a handler carries its endpoint, a refusal does not. */
export const endpointOf = (serve: Serve) => (serve as Partial<Handler>).endpoint

export type Asked = {
  token?: string
  body?: unknown
  headers?: Record<string, string>
  /** The bytes as they are, instead of `body` as JSON. */
  raw?: string | Uint8Array<ArrayBuffer>
  signal?: AbortSignal
}

/** One request to the app in this process, once it follows its log: before, whoever takes long is told to come again. */
export const ask = async (verb: Verb, path: string, { token, body, headers, raw, signal }: Asked = {}) => {
  const { instance } = await import('../server/instance')
  for (let patience = 0; !instance().pump.healthy && patience < 4000; patience++)
    await new Promise(resolve => setTimeout(resolve, 5))
  const { pathname } = new URL(path, 'http://tertulia.test')
  const found = (await allRoutes()).find(({ pattern }) => pattern.test(pathname))
  const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const request = new Request(`http://tertulia.test${path}`, {
    method: verb,
    headers: {
      host: 'tertulia.test',
      ...(bytes === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: bytes,
    signal,
  })
  return found!.verbs[verb](request)
}

/** The same, read as JSON: `{status, body, headers}`. */
export const call = async (verb: Verb, path: string, asked: Asked = {}) => {
  const response = await ask(verb, path, asked)
  const text = await response.text()
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  return { status: response.status, body: (text ? JSON.parse(text) : null) as any, headers: response.headers }
}

/** A token as a host application makes it. */
export const tokenFor = (
  claims: Record<string, unknown>,
  { secret = process.env.AUTH_JWT_SECRET!, expires = '1h' } = {},
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('tertulia')
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret))
