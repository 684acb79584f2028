// One connection of a browser's, carried to the server and back, each request as its rule has it.
import { connect, type Socket } from 'node:net'
import { createRequestReader, type Request } from './requests'
import type { PlannedRule } from './rule'

export type Connection = ReturnType<typeof carry>

export type Carrier = {
  /** Milliseconds by which the server's words come later. */
  delay(): number
  /** Asked once for each request. */
  ruleFor(request: Request): PlannedRule | null
}

export const carry = (browser: Socket, port: number, carrier: Carrier) => {
  const server = connect(port, '127.0.0.1')
  const read = createRequestReader()
  let request: Request | null = null
  let rule: PlannedRule | null = null
  let passed = 0
  let swallowed = false
  // What either has said and the other has not got yet, one thing after the other.
  let asking = Promise.resolve()
  let answering = Promise.resolve()

  const end = () => {
    browser.resetAndDestroy()
    server.destroy()
  }

  const ask = async (bytes: Buffer, begins: Request | null) => {
    if (begins) {
      request = begins
      rule = carrier.ruleFor(begins)
      passed = 0
      if (rule?.fate === 'lose-request') return end()
      if (rule?.fate === 'hold-request') await rule.held()
    }
    if (!server.destroyed) server.write(bytes)
  }

  const answer = async (chunk: Buffer, to: PlannedRule | null) => {
    const ms = carrier.delay()
    if (ms > 0) await new Promise(resolve => setTimeout(resolve, ms))
    if (to?.fate === 'lose-answer') return end()
    if (to?.fate === 'hold-answer') await to.held()
    if (browser.destroyed) return
    if (to?.fate === 'hold-after-ready' && chunk.includes('event: ready')) {
      browser.write(chunk)
      const trickle = setInterval(() => browser.destroyed || browser.write(comment), 25)
      await to.held()
      return clearInterval(trickle)
    }
    if (typeof to?.fate !== 'object') return void browser.write(chunk)
    const head = passed === 0 ? chunk.indexOf('\r\n\r\n') + 4 : 0
    const most = head + to.fate.cut - passed
    passed += chunk.length - head
    browser.write(chunk.subarray(0, Math.max(0, most)))
    if (passed >= to.fate.cut) browser.end(end)
  }

  browser.on('data', chunk => {
    if (swallowed) return
    for (const { bytes, begins } of read(chunk)) asking = asking.then(() => ask(bytes, begins))
  })
  server.on('data', chunk => {
    const to = rule
    if (!swallowed) answering = answering.then(() => answer(chunk, to))
  })
  for (const socket of [browser, server]) socket.on('error', () => {})
  browser.on('close', () => {
    if (!swallowed) asking = asking.then(() => void server.end())
  })
  server.on('close', () => {
    if (!swallowed) answering = answering.then(() => void browser.end())
  })

  return {
    sockets: [browser, server],
    /** The last one that was asked over it. */
    get request() {
      return request
    },
    end,
    /** Nothing moves, and nobody is told. */
    still(on: boolean) {
      for (const socket of [browser, server]) {
        if (on) socket.pause()
        else socket.resume()
      }
    },
    /** Both ends believe in it and never hear of each other again. */
    swallow() {
      swallowed = true
    },
  }
}

/** Of an event stream, as a chunk of its own: somebody is there, and says nothing. */
const comment = '3\r\n:\n\n\r\n'
