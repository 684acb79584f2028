// Many open streams, read as cheaply as can be: a socket each, of whose bytes only the frames are counted.
import { connect, type Socket } from 'node:net'

export type Swarm = {
  /** From the call to connect until `ready` was read, for each stream (ms). */
  ready: number[]
  /** Messages that all streams together have been given. */
  readonly received: number
  until(received: number): Promise<void>
  /** The last message's frame as it came. */
  readonly sample: string
  close(): void
}

const opening = 'event: ready\n'
const marker = 'event: message-created\n'
const patience = 20_000

/** Opens a stream for each of these paths and tokens, `perSecond` at the most; resolves when all are ready. */
export const openSwarm = async (
  base: string,
  streams: { path: string; token: string }[],
  perSecond: number,
): Promise<Swarm> => {
  const { hostname, port } = new URL(base)
  const sockets: Socket[] = []
  const ready: number[] = []
  let received = 0
  let sample = ''
  let waiting: { for: number; resolve(): void } | null = null

  const count = (times: number, text: string) => {
    received += times
    sample = text
    if (!waiting || received < waiting.for) return
    waiting.resolve()
    waiting = null
  }

  const open = ({ path, token }: { path: string; token: string }) =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now()
      const socket = connect({ host: hostname, port: Number(port), noDelay: true })
      sockets.push(socket)
      let isReady = false
      let rest = ''
      socket.setEncoding('latin1')
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`A stream was closed: ${rest}`)))
      socket.on('data', piece => {
        const text = rest + piece
        if (!isReady) {
          rest = text
          if (!text.includes(opening)) return
          isReady = true
          ready.push(performance.now() - began)
          resolve()
        }
        const times = text.split(marker).length - 1
        if (times) count(times, text)
        // A marker may lie across two pieces, and is counted once.
        const counted = times ? text.lastIndexOf(marker) + marker.length : 0
        rest = text.slice(Math.max(counted, text.length - marker.length + 1))
      })
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    })

  const began = performance.now()
  const opened: Promise<void>[] = []
  for (const [index, stream] of streams.entries()) {
    const early = began + (index * 1000) / perSecond - performance.now()
    if (early > 1) await new Promise(resolve => setTimeout(resolve, early))
    const ready = open(stream)
    // One that fails is told of below; until then it is nobody's unhandled rejection.
    ready.catch(() => {})
    opened.push(ready)
  }
  await inTime(Promise.all(opened), 'all streams are ready')

  return {
    ready,
    get received() {
      return received
    },
    get sample() {
      return sample.slice(sample.lastIndexOf('id: '), sample.lastIndexOf('\n\n') + 2)
    },
    async until(all) {
      if (received >= all) return
      await inTime(
        new Promise<void>(resolve => {
          waiting = { for: all, resolve }
        }),
        `${all} messages have come, of which ${received} were there`,
      )
    },
    close() {
      for (const socket of sockets) socket.removeAllListeners('close').destroy()
    },
  }
}

const inTime = async (work: Promise<unknown>, what: string) => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited in vain until ${what}.`)), patience)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
