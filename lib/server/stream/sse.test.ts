// Framing, and the reader that all stream tests rely on, against the same rules.
import { describe, expect, test } from 'vitest'
import { createParser, type Frame } from '../../testing/stream-reader'
import { frame, heartbeat, retry } from './sse'

const parsed = (...chunks: Uint8Array[]) => {
  const parser = createParser()
  return { frames: chunks.flatMap(chunk => parser.feed(chunk)), parser }
}

const text = JSON.stringify({ content: 'a\nb\r\nc\rd  ñ 👩‍👩‍👧 : id: x' })

describe('frames', () => {
  test('are read as they were written, whatever the data holds', () => {
    const { frames } = parsed(frame('message-created', text, 'e.1.n'), frame('typing-updated', '{}'))
    expect(frames).toEqual([
      { event: 'message-created', data: text, id: 'e.1.n' },
      { event: 'typing-updated', data: '{}', id: 'e.1.n' },
    ])
  })

  test('control: a raw line break in the data would not survive', () => {
    const { frames } = parsed(frame('message-created', '{"content":"a\nb"}', 'e.1.n'))
    expect(frames).not.toContainEqual(expect.objectContaining({ data: '{"content":"a\nb"}' }))
  })

  test('a heartbeat moves the cursor and dispatches nothing', () => {
    const { frames, parser } = parsed(frame('a', '1', 'e.1.n'), heartbeat('e.2.m'))
    expect(frames).toHaveLength(1)
    expect(parser.lastEventId).toBe('e.2.m')
  })

  test('an empty id forgets the cursor', () => {
    const { frames, parser } = parsed(heartbeat('e.1.n'), frame('reset', '{}', ''))
    expect(frames).toEqual([{ event: 'reset', data: '{}', id: '' }])
    expect(parser.lastEventId).toBe('')
  })

  test('retry says how long to wait and dispatches nothing', () => {
    const { frames, parser } = parsed(retry(1000))
    expect(frames).toEqual([])
    expect(parser.retry).toBe(1000)
  })

  test('wherever the bytes are cut, whole frames are read and the rest is as if never sent', () => {
    const parts = [retry(1000), frame('a', text, 'e.1.n'), heartbeat('e.2.n'), frame('b', '"ñ"', 'e.3.n')]
    const bytes = Buffer.concat(parts)
    const all = parsed(bytes).frames
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { frames, parser } = parsed(bytes.subarray(0, cut))
      expect(frames).toEqual(all.slice(0, frames.length))
      expect(parser.lastEventId).toBe(idBefore(parts, cut))
      expect(parsed(bytes.subarray(0, cut), bytes.subarray(cut)).frames).toEqual(all)
    }
  })
})

/** The id of the last part that is complete at this byte. */
const idBefore = (parts: Buffer[], cut: number) => {
  let at = 0
  let id = ''
  for (const part of parts) {
    at += part.length
    if (at > cut) break
    id = part.toString().match(/^id: (.*)$/m)?.[1] ?? id
  }
  return id
}

describe('the reader of these tests', () => {
  const read = (...chunks: string[]): Frame[] => parsed(...chunks.map(chunk => Buffer.from(chunk))).frames

  test.each(['\n', '\r', '\r\n'])('takes %j as the end of a line, also split between chunks', end => {
    const lines = `\uFEFFid: 1${end}event: a${end}data: x${end}data:  y${end}${end}data${end}${end}`
    const wanted = [
      { event: 'a', data: 'x\n y', id: '1' },
      { event: 'message', data: '', id: '1' },
    ]
    expect(read(lines)).toEqual(wanted)
    expect(read(...lines)).toEqual(wanted)
  })

  test('takes a line feed after CRLF as a line of its own', () => {
    const lines = 'data: x\r\n\ndata: y\n\r'
    expect(read(...lines)).toEqual(read(lines))
    expect(read(lines)).toHaveLength(2)
  })

  test('passes over comments, unknown fields and an id with NUL; drops what has no end', () => {
    expect(read(': hello\nfoo: bar\nid: a\0b\ndata:x\n\ndata: never')).toEqual([
      { event: 'message', data: 'x', id: '' },
    ])
  })

  test('an id in a frame that was cut does not count', () => {
    const { parser } = parsed(frame('a', '1', 'e.1.n'), Buffer.from('id: e.2.n\nevent: b\ndata: 2\n'))
    expect(parser.lastEventId).toBe('e.1.n')
  })
})
