// @ts-check
// What the streams are compared with: node:http and nothing else. GET /stream?group= opens one, POST /say?group= sends
// the body to all of that group. A process of its own, in plain JavaScript so that nothing else is loaded into it; it
// says its port and ends with its input.
import { createServer } from 'node:http'

/** @type {Map<string, Set<import('node:http').ServerResponse>>} */
const groups = new Map()

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bare')
  const name = searchParams.get('group') ?? ''
  const group = groups.get(name) ?? new Set()
  groups.set(name, group)
  if (pathname === '/stream') {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
    })
    response.write('retry: 1000\n\nid: 1\nevent: ready\ndata: {"event":"ready","payload":{"cursor":"1"}}\n\n')
    group.add(response)
    response.on('close', () => group.delete(response))
    return
  }
  /** @type {Buffer[]} */
  const chunks = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const frame = Buffer.concat(chunks)
    for (const stream of group) stream.write(frame)
    response.end('{}')
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : address)
})
process.stdin.resume().on('end', () => process.exit())
