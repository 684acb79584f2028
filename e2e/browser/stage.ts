// The stage of a browser test: one built server with data of its own, people who come with a token, and their devices.
import type { BrowserContextOptions } from 'playwright'
import { connect } from '../../db/client'
import { findEmbedded } from '../../db/embedded.mjs'
import { person as meet, type Person, type Place, SECRET } from '../client'
import { type Server, startServer, stopAll } from '../server'
import { type Device, openDevice } from './device'
import { launch } from './launch'

export type Stage = Awaited<ReturnType<typeof stage>>

/** Settings beside its own: no limit on sending, no demo cast. */
export const stage = async (settings: Record<string, string> = {}) => {
  const env = {
    AUTH_JWT_SECRET: SECRET,
    RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
    RATE_LIMIT_CHANGES_PER_MINUTE: '0',
    SEED_DEMO: '0',
    ...settings,
  }
  const [first, browser] = await Promise.all([startServer({ env }), launch()])
  let server: Server = first
  const place: Place = { url: server.url }
  const database = async () => connect((await findEmbedded(server.dataDir)) as string, { max: 2 })
  let sql = await database()
  let met = 0
  let devices: Device[] = []

  return {
    browser,
    /** Of the server. */
    get dataDir() {
      return server.dataDir
    },
    /** For requests past any line. */
    place,
    /** The server's own database. */
    get sql() {
      return sql
    },
    /** Somebody nobody has met, so that tests do not disturb each other. */
    person: (name: string): Promise<Person> => meet(place, name, { sub: `${name.toLowerCase()}-${++met}` }),
    /** A browser profile that somebody is signed in with; nobody, where there is no token. */
    async device(person: { name?: string; token?: string } = {}, options: BrowserContextOptions = {}) {
      const device = await openDevice(browser, () => Number(new URL(place.url).port), options)
      devices.push(device)
      if (person.token) await device.signIn({ token: person.token })
      return device
    },
    /** `how`: in good order or by kill -9. `meanwhile` is done while there is no server. */
    async restart(how: 'stop' | 'kill9' = 'stop', meanwhile = async () => {}) {
      await sql.end({ timeout: 1 })
      await server[how]()
      await meanwhile()
      server = await startServer({ env: { ...env, DATA_DIR: server.dataDir } })
      place.url = server.url
      sql = await database()
    },
    /** For afterEach: closes all devices; what their pages complained of. */
    async clear(): Promise<string[]> {
      const gone = devices
      devices = []
      const faults = gone.flatMap(device => device.faults())
      await Promise.all(gone.map(device => device.close()))
      return faults
    },
    async close() {
      await browser.close()
      for (const device of devices) await device.line.close()
      await sql.end({ timeout: 1 })
      await stopAll()
    },
  }
}
