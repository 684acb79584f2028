// A client that knows only the contract: requests and streams over real sockets, as people whose tokens the host signed.
import { createHmac } from 'node:crypto'
import { type IncomingMessage, request as open } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createParser, type Frame } from '../lib/testing/stream-reader'

/** Where the server is. After a restart it may be elsewhere, so whoever goes on talking to it looks here again. */
export type Place = { url: string }

export const SECRET = 'a secret that only the host and these tests know'

/** No answer within this (ms) is a hang. */
const patience = 30_000

/** As the host application signs it. */
export const tokenFor = (claims: Record<string, unknown>): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 3600
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ aud: 'tertulia', exp, ...claims })}`
  return `${body}.${createHmac('sha256', SECRET).update(body).digest('base64url')}`
}

// biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
export type Answer = { status: number; headers: IncomingMessage['headers']; text: string; body: any }

export type Asked = {
  token?: string
  body?: unknown
  headers?: Record<string, string>
  /** What is sent as it is, instead of `body` as JSON; several pieces go chunked. */
  raw?: string | Uint8Array[]
}

/** One request. Errors: the socket's, and a hang. */
export const ask = (place: Place, method: string, path: string, asked: Asked = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { token, body, headers, raw = body === undefined ? undefined : JSON.stringify(body) } = asked
    const request = open(place.url + path, {
      method,
      headers: {
        ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...(typeof raw === 'string' ? { 'content-length': String(Buffer.byteLength(raw)) } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
    })
    const late = setTimeout(() => request.destroy(new Error(`${method} ${path} hangs`)), patience)
    const over = () => clearTimeout(late)
    request.on('error', error => {
      over()
      reject(error)
    })
    request.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        over()
        const text = Buffer.concat(chunks).toString()
        const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== ''
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson ? JSON.parse(text) : null,
        })
      })
    })
    if (Array.isArray(raw)) for (const piece of raw) request.write(piece)
    request.end(typeof raw === 'string' ? raw : undefined)
  })

/**
 * Bytes as they are, over a connection of their own: what came back when `enough` of it had, or when it was closed. Errors:
 * a hang.
 */
export const knock = (place: Place, pieces: (string | Uint8Array)[], enough: (text: string) => boolean) =>
  new Promise<{ text: string; closed: boolean }>((resolve, reject) => {
    const { hostname, port } = new URL(place.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    const over = (closed: boolean) => {
      clearTimeout(late)
      socket.destroy()
      resolve({ text, closed })
    }
    const late = setTimeout(() => {
      socket.destroy()
      reject(new Error(`A connection hangs after ${pieces[0]?.slice(0, 100)}`))
    }, patience)
    socket.setEncoding('latin1')
    socket.on('data', chunk => {
      text += chunk
      if (enough(text)) over(false)
    })
    socket.on('error', () => over(true))
    socket.on('end', () => over(true))
    for (const piece of pieces) socket.write(piece)
  })

/** The answer's body; a test that builds on a refusal stops here, with the refusal. */
export const must = async (place: Place, method: string, path: string, asked: Asked = {}) => {
  const { status, body, text } = await ask(place, method, path, asked)
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`)
  return body
}

/**
 * Asks until it is done, as a client must: again after a lost connection and after 503. What it got on the way is in
 * `refused`. Any other answer is the last one.
 */
export const insist = async (place: Place, method: string, path: string, asked: Asked = {}) => {
  const refused: (number | string)[] = []
  for (const end = Date.now() + 4 * patience; ; await pause(50)) {
    const answer = await ask(place, method, path, asked).catch((error: Error) => error)
    if (!(answer instanceof Error) && answer.status !== 503) return { ...answer, refused }
    refused.push(answer instanceof Error ? answer.message : answer.status)
    if (Date.now() > end) throw new Error(`${method} ${path} was never done: ${refused.slice(-3).join(', ')}`)
  }
}

export type Person = { id: string; name: string; token: string }

/** Somebody whom the server comes to know by their token. */
export const person = async (place: Place, name: string, claims = {}): Promise<Person> => {
  const token = tokenFor({ sub: name.toLowerCase(), name, ...claims })
  const { user } = await must(place, 'GET', '/api/me', { token })
  return { id: user.id, name, token }
}

export const people = (place: Place, ...names: string[]) =>
  Promise.all(names.map(name => person(place, name)))

/** A private group that the first of them founds; its id. */
export const group = async (place: Place, [owner, ...others]: Person[], name = 'Tertulia') => {
  const body = { type: 'group', name, member_ids: others.map(({ id }) => id) }
  const { conversation } = await must(place, 'POST', '/api/conversations', { token: owner?.token, body })
  return conversation.id as string
}

export const messagesOf = (conversation: string) => `/api/conversations/${conversation}/messages`

export const sending = (from: Person, key: string, content = key): Asked => ({
  token: from.token,
  body: { client_message_id: key, content },
})

/** The whole history of a conversation, read page by page: each message's key, id and seq, oldest first. */
export const history = async (place: Place, { token }: Person, conversation: string) => {
  const found: { id: string; seq: number; client_message_id: string; content: string }[] = []
  for (let after = 0, more = true; more; after = found.at(-1)?.seq ?? 0) {
    const path = `${messagesOf(conversation)}?limit=100&after=${after}`
    const page = await must(place, 'GET', path, { token })
    found.push(...page.messages)
    more = page.has_after
  }
  return found
}

/** What one connection of a stream came to. */
export type Ending = 'whole' | 'broken' | `refused ${number}`

export type Follower = ReturnType<typeof follow>

const following = new Set<Follower>()

/** For afterEach: stops whatever still follows. */
export const stopFollowing = () => Promise.all([...following].map(follower => follower.stop()))

/**
 * Follows the stream as an EventSource does: it keeps its cursor and comes back however it is cut, only sooner. A `reset`
 * is the end.
 */
export const follow = (place: Place, credential: Record<string, string>, cursor = '') => {
  const frames: Frame[] = []
  const endings: Ending[] = []
  let parser = createParser(cursor)
  let current: ReturnType<typeof open> | null = null
  let stopped = false
  let changed = () => {}

  const connect = () =>
    new Promise<Ending>(resolve => {
      const lastEventId = parser.lastEventId
      parser = createParser(lastEventId)
      const headers = { ...credential, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) }
      const request = open(`${place.url}/api/stream`, { headers, agent: false })
      current = request
      request.on('error', () => resolve('broken'))
      request.on('response', response => {
        if (response.statusCode !== 200) {
          response.resume()
          return resolve(`refused ${response.statusCode ?? 0}`)
        }
        response.on('data', (chunk: Buffer) => {
          const came = parser.feed(chunk)
          frames.push(...came)
          if (came.some(({ event }) => event === 'reset')) stopped = true
          changed()
        })
        response.on('error', () => {})
        response.on('close', () => resolve(response.complete ? 'whole' : 'broken'))
      })
      request.end()
    })

  const run = async () => {
    while (!stopped) {
      endings.push(await connect())
      changed()
      if (!stopped) await pause(20 + Math.random() * 80)
    }
  }
  const done = run()

  /** Resolves when `enough` holds, looked at whenever something came or a connection ended. */
  const until = (enough: () => boolean, what = 'that') =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        const last = frames.slice(-3).map(frame => frame.data.slice(0, 120))
        reject(new Error(`Waited in vain for ${what}: ${frames.length} frames, ${endings}, at last ${last}`))
      }, patience)
      changed = () => {
        if (!enough()) return
        clearTimeout(late)
        changed = () => {}
        resolve()
      }
      changed()
    })

  const follower = {
    /** All frames of all connections. */
    frames,
    /** How each connection that is over has ended. */
    endings,
    until,
    ready: () => until(() => frames.some(({ event }) => event === 'ready'), 'ready'),
    /** The events of one conversation, in the order in which they came. */
    of: (conversation: string) =>
      frames
        .filter(({ event }) => event !== 'ready')
        .map(({ data }) => JSON.parse(data))
        .filter(({ payload }) => payload.conversation_id === conversation),
    get cursor() {
      return parser.lastEventId
    },
    /** Loses the connection once, as a phone in a lift does. */
    cut: () => current?.destroy(),
    stop() {
      following.delete(follower)
      stopped = true
      current?.destroy()
      return done
    },
  }
  following.add(follower)
  return follower
}

export const bearer = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` })
