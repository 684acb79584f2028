// @ts-check
// The HTTP server. It has its port from the first moment, so that a port in use is known before the long steps, and
// asks whoever comes too early, or too late, to come again. What makes no sense ends here.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Problem } from '../db/embedded/problem.mjs'
import { languageOf } from '../lib/server/http/language.mjs'
import { saidIn } from '../lib/server/http/spanish.mjs'

/**
 * @typedef {object} Front
 * @property {number} port
 * @property {string} url
 * @property {import('node:http').Server} server
 * @property {(handle: import('node:http').RequestListener) => void} serve
 * @property {() => Promise<void>} close takes no new connections, and cuts after a while those that are still open
 */

const GRACE_MS = 3_000
/**
 * Nothing sent or taken for so long: more than the 15 s within which a stream has its heartbeat. It ends the socket of a
 * reader that was cut for not reading, which Next holds until its last chunk is taken.
 */
const STILL_MS = 20_000

/** @param {{ port: number, host: string | undefined, dev?: boolean }} where @returns {Promise<Front>} */
export async function openFront({ port, host, dev = false }) {
  /** @type {import('node:http').RequestListener} */
  let handle = notNow
  const server = createServer({ connectionsCheckingInterval: 5_000 }, (request, response) =>
    handle(request, response),
  )
  if (!dev) server.timeout = STILL_MS // in development the browser keeps a silent WebSocket open
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  server.keepAliveTimeout = 65_000 // longer than proxies keep theirs (60 s), or they send into a closing connection
  await listen(server, port, host)
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address()).port
  return {
    port: bound,
    url: `http://${shown(host)}:${bound}`,
    server,
    serve: app => {
      handle = (request, response) => {
        const refusal = senseless(request)
        if (refusal) return refuse(request, response, refusal)
        const { socket } = request
        // Next leaves a body that was refused in the middle half read, and with it the socket: nothing comes after this.
        response.once('finish', () => request.destroyed && !request.readableEnded && socket.end())
        app(request, response)
      }
    },
    close() {
      handle = notNow
      setTimeout(() => server.closeAllConnections(), GRACE_MS).unref()
      return new Promise(resolve => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
    },
  }
}

/** @param {import('node:http').Server} server @param {number} port @param {string | undefined} host */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(refused(/** @type {NodeJS.ErrnoException} */ (error), port, host)))
    server.listen({ port, host }, () => resolve(undefined))
  })
}

/** @param {NodeJS.ErrnoException} error @param {number} port @param {string | undefined} host */
function refused({ code, message }, port, host) {
  if (code === 'EADDRINUSE') {
    return new Problem(
      `Port ${port} is in use by another program. Stop that one, or set PORT to another number.`,
    )
  }
  if (code === 'EACCES') {
    return new Problem(`Port ${port} is not allowed to this user. Set PORT to a number from 1024 upwards.`)
  }
  const where = host ? `HOST ${host}, port ${port}` : `port ${port}`
  return new Problem(
    `Tertulia cannot listen on ${where} (${message}). Set HOST and PORT to what this machine has.`,
  )
}

/** @typedef {{ status: number, title: string, detail: string, headers?: Record<string, string> }} Refusal */

/** @type {import('node:http').RequestListener} */
const notNow = (request, response) =>
  refuse(request, response, {
    status: 503,
    title: 'The service is not available right now',
    detail: 'The server is starting or stopping. Try again in a moment.',
    headers: { 'Retry-After': '2', Connection: 'close' },
  })

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * What Next would answer with a 500: methods that it does not know, and addresses that nothing can decode.
 * @param {import('node:http').IncomingMessage} request @returns {Refusal | null}
 */
function senseless({ method = '', url = '' }) {
  if (!METHODS.includes(method)) {
    const headers = { Allow: METHODS.join(', ') }
    return { status: 405, title: 'Unknown method', detail: `Nothing here knows ${method}.`, headers }
  }
  try {
    if (!url.includes('/')) throw new URIError(url) // the * of OPTIONS
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return null
  } catch {
    return { status: 404, title: 'Not found', detail: 'This address is not well-formed.' }
  }
}

/**
 * As RFC 9457 has it, in the language that is asked for.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Refusal} refusal
 */
function refuse(request, response, { status, headers, ...words }) {
  const request_id = randomUUID()
  const language = languageOf(request.headers['accept-language'])
  const [title, detail] = [saidIn(language, words.title), saidIn(language, words.detail)]
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, request_id })
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Language': language,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Request-Id': request_id,
    ...headers,
  })
  response.end(body)
}

/** @param {string | undefined} host */
const shown = host =>
  !host || host === '::' || host === '0.0.0.0' ? 'localhost' : host.includes(':') ? `[${host}]` : host
