// The sink over a Response: what waits, when it is taken, and the ways it ends.
import { expect, test } from 'vitest'
import { responseSink } from './sink'

const bytes = (length: number) => new Uint8Array(length)

const made = () => {
  const abort = new AbortController()
  const gone = { times: 0 }
  const { sink, response } = responseSink(abort.signal, () => void gone.times++)
  return { abort, gone, sink, reader: response.body!.getReader() }
}

/** Whether a promise has resolved by the time everything that was under way is done. */
const isSettled = async (promise: Promise<unknown>) => {
  let settled = false
  void promise.then(() => {
    settled = true
  })
  await new Promise(resolve => setImmediate(resolve))
  return settled
}

test('what was written and not read waits, byte by byte', async () => {
  const { sink, reader } = made()
  expect(sink.queued()).toBe(0)
  sink.write(bytes(10))
  sink.write(bytes(5))
  expect(sink.queued()).toBe(15)
  await reader.read()
  expect(sink.queued()).toBe(5)
  await reader.read()
  expect(sink.queued()).toBe(0)
})

test('what a reader already waits for never waits itself', async () => {
  const { sink, reader } = made()
  const reading = reader.read()
  sink.write(bytes(10))
  expect(sink.queued()).toBe(0)
  expect((await reading).value).toHaveLength(10)
})

test('it is drained when everything was read and more is asked for', async () => {
  const { sink, reader } = made()
  expect(await isSettled(sink.drained())).toBe(true)
  sink.write(bytes(10))
  sink.write(bytes(10))
  const drained = sink.drained()
  await reader.read()
  expect(await isSettled(drained)).toBe(false)
  await reader.read()
  void reader.read()
  expect(await isSettled(drained)).toBe(true)
})

test.each<[string, (given: ReturnType<typeof made>) => void]>([
  ['cancels', ({ reader }) => void reader.cancel()],
  ['is told that it is over', ({ sink }) => sink.end('whole')],
  ['is cut', ({ sink }) => sink.end('broken')],
])('who waits for a reader who %s waits no longer', async (_, act) => {
  const given = made()
  given.reader.closed.catch(() => {})
  given.sink.write(bytes(10))
  const drained = given.sink.drained()
  act(given)
  expect(await isSettled(drained)).toBe(true)
})

test('the end comes after what was written; a cut drops it', async () => {
  const [whole, broken] = [made(), made()]
  for (const { sink } of [whole, broken]) sink.write(bytes(10))
  whole.sink.end('whole')
  broken.sink.end('broken')
  expect((await whole.reader.read()).value).toHaveLength(10)
  expect((await whole.reader.read()).done).toBe(true)
  await expect(broken.reader.read()).rejects.toThrow()
})

test('it ends once; what is written afterwards goes nowhere', () => {
  const { sink, reader, abort, gone } = made()
  reader.closed.catch(() => {})
  sink.end('whole')
  sink.end('broken')
  sink.write(bytes(10))
  abort.abort()
  expect([sink.queued(), gone.times]).toEqual([0, 0])
})

test('a reader who goes away is told of, by abort and by cancel', async () => {
  const [aborted, cancelled] = [made(), made()]
  aborted.abort.abort()
  await cancelled.reader.cancel()
  expect([aborted.gone.times, cancelled.gone.times]).toEqual([1, 1])
})
