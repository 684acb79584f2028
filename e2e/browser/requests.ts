// What a browser says over one connection, told apart into requests as the bytes come. Browsers do not pipeline over
// HTTP/1.1, so whatever the server says belongs to the last of them.

export type Request = { method: string; path: string; line: string }
/** A request's head, with its first bytes, or more of the same request's body. */
export type Piece = { bytes: Buffer; begins: Request | null; ends: boolean }

/** Bytes in, pieces out; a head is given out whole. Only bodies with their length are known, as `fetch` sends them. */
export const createRequestReader = () => {
  let rest: Buffer = Buffer.alloc(0)
  let body = 0

  return (chunk: Buffer): Piece[] => {
    rest = Buffer.concat([rest, chunk])
    const pieces: Piece[] = []
    while (rest.length > 0) {
      let begins: Request | null = null
      let length: number
      if (body > 0) {
        length = Math.min(body, rest.length)
        body -= length
      } else {
        const end = rest.indexOf('\r\n\r\n')
        if (end === -1) break
        length = end + 4
        const head = rest.toString('latin1', 0, end)
        const [method = '', path = ''] = head.split(' ', 2)
        begins = { method, path, line: `${method} ${path}` }
        body = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      }
      pieces.push({ bytes: rest.subarray(0, length), begins, ends: body === 0 })
      rest = rest.subarray(length)
    }
    return pieces
  }
}
