// The client's side of a request: bare node:http on one connection that stays open, so that little of what is measured
// is our own.
import { Agent, request } from 'node:http'

export type Answer = { status: number; text: string; ms: number }
export type Caller = ReturnType<typeof openCaller>

/** Requests of one person on one connection. What is no success throws, with what the server said. */
export const openCaller = (base: string, token: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(base)

  const ask = (method: string, path: string, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const began = performance.now()
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      }
      const outgoing = request({ hostname, port, agent, method, path, headers }, incoming => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', piece => (text += piece))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0
          if (status >= 300) reject(new Error(`${method} ${path}: ${status} ${text}`))
          else resolve({ status, text, ms: performance.now() - began })
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })

  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown) => ask('POST', path, JSON.stringify(body)),
    postText: (path: string, body: string) => ask('POST', path, body),
    close: () => agent.destroy(),
  }
}

let sent = 0
/** One message of ordinary length. Returns its key and how long the answer took. */
export const say = async (caller: Caller, conversation: string) => {
  const key = `bench-${process.pid}-${++sent}`
  const { ms } = await caller.post(`/api/conversations/${conversation}/messages`, {
    client_message_id: key,
    content: words,
  })
  return { key, ms }
}

export const words = 'The lamp at number 14 has been out since Monday, and the crossing stays dark.'
