// Frames of the client's parser. What an EventSource would make of the same bytes is in lib/server/stream/sse.test.ts.
import { describe, expect, test } from 'vitest'
import { frame, heartbeat, reset, retry } from '../../server/stream/sse'
import { randomFrom } from '../../testing/log-faults'
import { createFrames } from './frames'

const read = (...chunks: Uint8Array[]) => {
  const frames = createFrames('e.0.n')
  return chunks.flatMap(chunk => frames.feed(chunk))
}

const bytes = Buffer.concat([
  retry(1000),
  frame('ready', '{"event":"ready"}', 'e.0.n'),
  frame('message-created', JSON.stringify({ content: 'ñ 👩‍👩‍👧\r\n: id: x' }), 'e.1.n'),
  heartbeat('e.1.n'),
  Buffer.from(': only a comment\n\n'),
  frame('typing-updated', '{}'),
  heartbeat('e.4.n'),
  frame('message-created', JSON.stringify({ content: 'x'.repeat(7000) }), 'e.5.n'),
  reset('server'),
])

describe('frames', () => {
  test('a heartbeat is handed out with its cursor and without data, also where the cursor stays', () => {
    expect(read(bytes).map(({ data, ...rest }) => ({ ...rest, silent: data === null }))).toEqual([
      { event: 'ready', id: 'e.0.n', silent: false },
      { event: 'message-created', id: 'e.1.n', silent: false },
      { event: '', id: 'e.1.n', silent: true },
      { event: 'typing-updated', id: 'e.1.n', silent: false },
      { event: '', id: 'e.4.n', silent: true },
      { event: 'message-created', id: 'e.5.n', silent: false },
      { event: 'reset', id: '', silent: false },
    ])
  })

  test('neither a comment alone nor retry is one', () => {
    const frames = createFrames()
    expect(frames.feed(Buffer.concat([Buffer.from(': hello\n\n'), retry(700)]))).toEqual([])
    expect(frames.retry).toBe(700)
  })

  test('bytes cut anywhere, into any number of pieces, are the same frames', () => {
    const whole = read(bytes)
    const { below } = randomFrom(1)
    for (let n = 0; n < 100; n++) {
      const cuts = Array.from({ length: 1 + below(40) }, () => below(bytes.length)).sort((a, b) => a - b)
      const pieces = [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))
      expect(read(...pieces)).toEqual(whole)
    }
  })

  test('control: with one byte lost they are not', () => {
    expect(read(bytes.subarray(0, 60), bytes.subarray(61))).not.toEqual(read(bytes))
  })
})
