// Send -> deliver: one person writes, the other reads it on the stream. All of it through HTTP, nothing beside it.
import { get } from 'node:http'
import { createParser } from '../lib/testing/stream-reader'
import { openCaller, say } from './caller'
import { type Figure, figure, latencies } from './figure'
import { makeGroup, makePeople, settled } from './people'
import type { Server } from './server'

export type Size = { rounds: number; sends: number; pacedSends: number }

type Sent = { delivered: number; answered: number }

export const deliver = async ({ url, sql }: Server, size: Size): Promise<Figure[]> => {
  const [ana, bruno] = await makePeople(sql, 'deliver', 2)
  const conversation = await makeGroup(sql, [ana!, bruno!])
  const caller = openCaller(url, ana!.token)
  const listener = await listen(url, bruno!.token)

  /** From the request's first byte to the frame parsed at the other end, and to the sender's answer (ms). */
  const sendOne = async (): Promise<Sent> => {
    const began = performance.now()
    const { key, ms } = await say(caller, conversation)
    return { delivered: (await listener.parsedAt(key)) - began, answered: ms }
  }
  const sendMany = async (count: number, pause: () => number) => {
    const sent: Sent[] = []
    for (let n = 0; n < count; n++) {
      sent.push(await sendOne())
      const ms = pause()
      if (ms) await new Promise(resolve => setTimeout(resolve, ms))
    }
    return sent
  }

  try {
    await sendMany(size.sends, () => 0) // warm
    await settled(sql)
    const inARow: Sent[][] = []
    const paced: Sent[][] = []
    for (let round = 0; round < size.rounds; round++) {
      inARow.push(await sendMany(size.sends, () => 0))
      paced.push(await sendMany(size.pacedSends, () => 10 + Math.random() * 20))
    }
    const of = (rounds: Sent[][], what: (sent: Sent) => number) => rounds.map(sent => sent.map(what))
    const lag = of(inARow, sent => sent.delivered - sent.answered)
    return [
      ...latencies(
        'deliver: send to frame,',
        of(inARow, sent => sent.delivered),
        { at_most: 3 },
      ),
      ...latencies(
        'deliver: send to 201,',
        of(inARow, sent => sent.answered),
      ),
      // The 201 and the frame both come after the commit: below zero the frame was first.
      figure('deliver: 201 to frame, p50', 'ms', lag.map(median), lag.flat().length),
      ...latencies(
        'deliver: send to frame, 10 to 30 ms apart,',
        of(paced, sent => sent.delivered),
      ),
    ]
  } finally {
    caller.close()
    listener.close()
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** A stream whose frames are parsed as a browser does. Resolves when it is ready. */
const listen = (url: string, token: string) => {
  const parsed = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  const parser = createParser()

  const take = (data: string) => {
    const key: string | undefined = JSON.parse(data).payload.partial?.client_message_id
    if (!key) return
    const at = performance.now()
    waiting.get(key)?.(at)
    if (!waiting.delete(key)) parsed.set(key, at)
  }
  const parsedAt = async (key: string) => {
    const at = parsed.get(key)
    if (parsed.delete(key)) return at!
    return new Promise<number>(resolve => void waiting.set(key, resolve))
  }

  return new Promise<{ parsedAt: typeof parsedAt; close(): void }>((resolve, reject) => {
    const request = get(`${url}/api/stream`, { headers: { authorization: `Bearer ${token}` } }, response => {
      if (response.statusCode !== 200) reject(new Error(`GET /api/stream: ${response.statusCode}`))
      response.on('error', () => {})
      response.on('data', bytes => {
        for (const { event, data } of parser.feed(bytes)) {
          if (event === 'ready') resolve({ parsedAt, close: () => request.destroy() })
          take(data)
        }
      })
    })
    request.on('error', reject)
  })
}
