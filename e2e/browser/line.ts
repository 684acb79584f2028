// The line between one device and the server, which a test can sever: all that its browser says goes through here.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type Connection, carry } from './connection'
import { type Fate, type PlannedRule, plan, type Rule } from './rule'

export type Line = Awaited<ReturnType<typeof openLine>>

/** @param port of the server as it is now: after a restart it may be another one */
export const openLine = async (port: () => number) => {
  const sockets = new Set<Socket>()
  const connections = new Set<Connection>()
  const rules: PlannedRule[] = []
  const requests: string[] = []
  let mode: 'up' | 'down' | 'frozen' = 'up'
  let delayMs = 0
  let disturbed = false

  const carrier = {
    delay: () => delayMs,
    ruleFor({ line }: { line: string }) {
      requests.push(line)
      return rules.find(rule => rule.takes(line)) ?? null
    },
  }
  const front = createServer(browser => {
    if (mode === 'down') return browser.resetAndDestroy()
    const connection = carry(browser, port(), carrier)
    connections.add(connection)
    browser.once('close', () => connections.delete(connection))
    for (const socket of connection.sockets) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    if (mode === 'frozen') connection.still(true)
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const { port: own } = front.address() as AddressInfo

  const each = (act: (connection: Connection) => void) => {
    disturbed = true
    for (const connection of [...connections]) act(connection)
  }

  return {
    url: `http://127.0.0.1:${own}`,
    /** The first line of each request so far: `GET /api/me`. */
    requests,
    /** Whether failed requests are the test's own doing. */
    get disturbed() {
      return disturbed
    },
    /** How many streams are open. */
    streams: () => [...connections].filter(isStream).length,
    /** Ends all connections whose last request fits; new ones are let through. */
    cut: (fits = /^/) =>
      each(connection => {
        if (fits.test(connection.request?.line ?? '')) connection.end()
      }),
    /** Ends all connections, and each new one at once, until `up`. */
    down() {
      mode = 'down'
      each(connection => connection.end())
    },
    /** No byte moves any more and nobody is told; with `up` all goes on. */
    freeze() {
      mode = 'frozen'
      each(connection => connection.still(true))
    },
    /** The same of the streams that are open, and of nothing else. */
    freezeStreams: () => each(connection => isStream(connection) && connection.still(true)),
    up() {
      mode = 'up'
      for (const connection of connections) connection.still(false)
    },
    /** The open streams stay open and are dead; new connections work. */
    swallowStreams: () =>
      each(connection => {
        if (isStream(connection)) connection.swallow()
      }),
    /** Everything that the server says comes so much later. */
    delay(ms: number) {
      delayMs = ms
    },
    /** The next requests (`times` of them) whose first line fits meet this fate. */
    meet(fits: RegExp, fate: Fate, times = Number.POSITIVE_INFINITY): Rule {
      disturbed = true
      const rule = plan(fits, fate, times)
      rules.unshift(rule)
      return rule
    },
    async close() {
      for (const rule of rules) rule.release()
      for (const socket of sockets) socket.destroy()
      front.close()
      await once(front, 'close')
    },
  }
}

const isStream = ({ request }: Connection) => request?.path.startsWith('/api/stream') === true
