// `npm run seed [-- --large [--conversations N] [--messages M]]`: fills DATABASE_URL, or else the embedded Postgres,
// beside a server that runs on it or alone.
import { parseArgs } from 'node:util'
import { type Env, readEnv } from '../lib/server/env.mjs'
import { connect } from './client'
import { Problem } from './embedded/problem.mjs'
import { findEmbedded, startEmbedded } from './embedded.mjs'
import { migrate, unfit } from './migrate'
import { seed } from './seed'
import { hundredth, type Size, seedLarge } from './seed/large'
import { cast, people } from './seed/people'

const say = (line: string) => console.log(line)
const number = (value: number) => value.toLocaleString('en')

/** What is asked for: null for the cast alone. Errors: a Problem for what is not understood. */
const readArguments = (given: string[]): Size | null => {
  const options = {
    large: { type: 'boolean' },
    conversations: { type: 'string' },
    messages: { type: 'string' },
  } as const
  const { values } = understood(() => parseArgs({ args: given, options }))
  const size = {
    conversations: wholeNumber('--conversations', values.conversations ?? '10000'),
    messages: wholeNumber('--messages', values.messages ?? '1000000'),
  }
  if (!values.large && (values.conversations ?? values.messages) !== undefined)
    throw new Problem(
      '--conversations and --messages go with --large: npm run seed -- --large --conversations 500',
    )
  return values.large ? size : null
}

const understood = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (error) {
    throw new Problem(
      `${(error as Error).message}. Usage: npm run seed [-- --large [--conversations N] [--messages M]]`,
    )
  }
}

const wholeNumber = (name: string, text: string) => {
  if (!/^[1-9]\d{0,7}$/.test(text))
    throw new Problem(`${name} ${text}: expected a whole number from 1 to 99999999.`)
  return Number(text)
}

/** The database, and how to let go of it: one that runs stays, one that we had to start stops with us. */
const openDatabase = async ({ DATABASE_URL, DATA_DIR }: Env) => {
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => {} }
  const running = await findEmbedded(DATA_DIR)
  if (running) {
    say(`Seeding the database of the Tertulia that is running on ${DATA_DIR}.`)
    return { url: running, close: async () => {} }
  }
  say(`Seeding the database in ${DATA_DIR}, which is started for this.`)
  // Leaving by `exit` tells the Postgres to end as well, which takes back what is half done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1))
  const { url, stop } = await startEmbedded({ dataDir: DATA_DIR, log: say })
  return { url, close: stop }
}

const prepare = async (url: string, allowUnsafe: boolean) => {
  const sql = connect(url, { max: 1 })
  try {
    const fault = await unfit(sql, allowUnsafe)
    if (fault) throw new Problem(fault)
  } finally {
    await sql.end({ timeout: 2 })
  }
  await migrate(url, process.cwd())
}

const sayCast = (isNew: boolean) => {
  const names = cast.map(handle => `${people[handle].name} (${handle})`).join(', ')
  say(`${isNew ? 'The demo cast has moved in' : 'The demo cast was here already'}: sign in as ${names}.`)
}

const makeLarge = async (url: string, size: Size): Promise<boolean> => {
  const began = Date.now()
  const made = await seedLarge(url, size, say)
  if (!made) {
    say('The people `large` and `small` are here already: nothing was added to what they have.')
    return false
  }
  const small = hundredth(size)
  say(`Made in ${((Date.now() - began) / 1000).toFixed(1)} s, for measuring:`)
  say(
    `  Large Inbox (large): ${number(size.conversations)} conversations with ${number(size.messages)} messages`,
  )
  say(
    `  Small Inbox (small): ${number(small.conversations)} conversations with ${number(small.messages)} messages`,
  )
  return true
}

const run = async () => {
  const size = readArguments(process.argv.slice(2))
  // Nothing is signed here, so the secret that a server needs may be missing.
  const env = readEnv({ ...process.env, AUTH_JWT_SECRET: '-'.repeat(32) })
  const { url, close } = await openDatabase(env)
  try {
    await prepare(url, env.ALLOW_UNSAFE_POSTGRES)
    const isNew = await seed(url)
    sayCast(isNew)
    const isLarger = size !== null && (await makeLarge(url, size))
    if (isNew || isLarger)
      say('These rows came without events: whoever has Tertulia open sees them after a reload.')
  } finally {
    await close()
  }
}

try {
  await run()
} catch (error) {
  const { code, message, name } = error as { code?: string; message: string; name: string }
  if (name === 'Problem') console.error(message)
  else if (code)
    console.error(`The database could not be seeded (${code}): ${message || 'no answer at that address'}`)
  else console.error(error)
  process.exitCode = 1
}
