// The README's session with curl: what it tells people to type does what it says, word for word.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { startServer, stopAll, temporaryFolder } from './server'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(stopAll)

const tools = ['bash', 'curl', 'grep', 'cut', 'tail']
const missing = tools.filter(tool => spawnSync(tool, ['--version']).error)

const readme = readFileSync('README.md', 'utf8')
const section = /^## Try it with curl$(.*?)^## /ms.exec(readme)?.[1] ?? ''
const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block as string)

/** Types the blocks into one shell, one after the other, and gives what each of them printed. */
const type = async (url: string): Promise<string[]> => {
  const here = new URL(url).host
  const marked = blocks.map(block => `${block.replaceAll('localhost:3000', here)}\necho; echo '=== done'\n`)
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', marked.join('')], {
    cwd: temporaryFolder(),
    detached: true,
  })
  let [output, errors] = ['', '']
  shell.stdout.on('data', data => (output += data))
  shell.stderr.on('data', data => (errors += data))
  const closed = once(shell, 'close')
  const [code] = await once(shell, 'exit')
  // Where it broke off, what it had put into the background goes on, and would hold the output open.
  if (code !== 0) process.kill(-shell.pid!)
  await closed
  expect({ code, errors: code === 0 ? '' : errors }).toEqual({ code: 0, errors: '' })
  return output.split('=== done\n').slice(0, -1)
}

/** The JSON objects that stand one after the other in what was printed. */
const jsonIn = (text: string) =>
  text
    .replaceAll('}{', '}\n{')
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))

test.skipIf(missing.length > 0)('the session with curl goes as the README tells it', async () => {
  const server = await startServer()
  const printed = await type(server.url)
  expect(printed).toHaveLength(6)
  const [signIn, listen, write, again, answer, resume] = printed as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]

  const [ana, bruno] = jsonIn(signIn)
  expect([ana.user.name, bruno.user.name]).toEqual(['Ana Ruiz', 'Bruno Díaz'])
  expect(listen.trim()).toBe('')

  const [{ message }] = jsonIn(write)
  expect(message).toMatchObject({
    content: '¿Has visto la farola?',
    client_message_id: 'hola-1',
    sender_id: ana.user.id,
  })

  // "Bruno has heard it. The same client_message_id again is the same message, not a second one."
  const heard = again.match(/^event: message-created\ndata: (.*)$/m)?.[1] ?? 'nothing'
  expect(JSON.parse(heard)).toMatchObject({ event: 'message-created', payload: { id: message.id } })
  expect(again).toMatch(/^event: ready$/m)
  expect(again.match(/^event: message-created$/gm)).toHaveLength(1)
  expect(again).toMatch(/\}200$/m)
  expect(JSON.parse(/^\{"message".*\}(?=200$)/m.exec(again)?.[0] ?? 'nothing')).toEqual({ message })

  const [read, reply] = jsonIn(answer)
  expect(read.membership).toMatchObject({ last_read_seq: message.seq, unread_count: 0 })
  expect(reply.message).toMatchObject({
    content: 'Sí, la he visto.',
    sender_id: bruno.user.id,
    seq: message.seq + 1,
  })

  // What he had not heard yet, which may be nothing, and where to go on from.
  const [missed] = jsonIn(resume)
  expect(missed).toEqual({ events: expect.any(Array), cursor: expect.stringMatching(/./) })
})
