// The bytes of an event stream (WHATWG HTML, 9.2.6) as frames, however they are cut. Pure.

/**
 * What a blank line ended. `id` is the Last-Event-ID as it then stands. `data` is null where nothing is dispatched and only
 * the id was said: that is how a heartbeat carries the cursor.
 */
export type Frame = { event: string; data: string | null; id: string }

/** Bytes in, frames out. What the stream ends in the middle of is never a frame, and its id does not count. */
export const createFrames = (lastEventId = '') => {
  const decoder = new TextDecoder()
  const lineEnd = /\r\n|\r|\n/g
  let text = ''
  /** How much of `text` is known to have no end of a line. */
  let searched = 0
  let afterReturn = false
  let id = lastEventId
  let pending: Pending = { event: '', data: [], id: null }
  let retry: number | null = null

  const feed = (bytes: Uint8Array): Frame[] => {
    text += decoder.decode(bytes, { stream: true })
    const frames: Frame[] = []
    let start = 0
    if (afterReturn && text) {
      // A line feed that belongs to a carriage return may only come with the next bytes.
      if (text[0] === '\n') start = 1
      afterReturn = false
    }
    lineEnd.lastIndex = Math.max(start, searched)
    for (let end = lineEnd.exec(text); end; end = lineEnd.exec(text)) {
      const line = text.slice(start, end.index)
      start = lineEnd.lastIndex
      afterReturn = end[0] === '\r' && start === text.length
      const frame = line === '' ? dispatch() : take(line)
      if (frame) frames.push(frame)
    }
    text = text.slice(start)
    searched = text.length
    return frames
  }

  const take = (line: string): null => {
    const colon = line.indexOf(':')
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (name === 'event') pending.event = value
    if (name === 'data') pending.data.push(value)
    if (name === 'id' && !value.includes('\0')) pending.id = value
    if (name === 'retry' && /^\d+$/.test(value)) retry = Number(value)
    return null
  }

  const dispatch = (): Frame | null => {
    const { event, data, id: said } = pending
    pending = { event: '', data: [], id: null }
    id = said ?? id
    if (data.length) return { event: event || 'message', data: data.join('\n'), id }
    return said === null ? null : { event: '', data: null, id }
  }

  return {
    feed,
    get lastEventId() {
      return id
    },
    /** How long the server asks to wait before a new connection (ms), or null. */
    get retry() {
      return retry
    },
  }
}

type Pending = { event: string; data: string[]; id: string | null }
