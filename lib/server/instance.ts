// The one running server of this process: its settings, its pool, its hub. Next loads modules several times over, so it
// hangs on globalThis.
import 'server-only'
import { connect, type Sql } from '../../db/client'
import { type Env, readEnv } from './env.mjs'
import { type Attendance, createAttendance } from './stream/attendance'
import { createHub, type Hub } from './stream/hub'
import { createPump, type Pump } from './stream/pump'
import { createRetention } from './stream/retention'
import { createWhispers, type Typing, type Whispers } from './stream/whispers'

type Instance = {
  env: Env
  sql: Sql
  hub: Hub
  pump: Pump
  whispers: Whispers
  attendance: Attendance
  stop(): Promise<void>
}

const key = Symbol.for('tertulia')
const place = globalThis as { [key]?: Instance }

/** Made on first use and started by instrumentation.ts; `stop` ends every stream, then the log, then the pool. */
export const instance = (): Instance => {
  place[key] ??= create()
  return place[key]
}

const create = (): Instance => {
  const env = readEnv()
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with `npm start`.')
  const sql = connect(env.DATABASE_URL)
  const hub = createHub({
    ...{ sql, now: Date.now, random: Math.random },
    came: (userId, device) => attendance.came(userId, device),
  })
  const pump = createPump({ url: env.DATABASE_URL, publish: hub.publish, startAt: hub.startAt })
  const whispers = createWhispers({ sql, listen: pump.listen, tell: hub.whisper })
  const attendance: Attendance = createAttendance({
    ...{ sql, now: Date.now, listen: pump.listen },
    tell: hub.presence,
    tellAll: hub.greetAll,
  })
  const retention = createRetention({ sql, hours: env.EVENT_RETENTION_HOURS })
  pump.start()
  retention.start()
  attendance.start()
  return {
    env,
    sql,
    hub,
    pump,
    whispers,
    attendance,
    async stop() {
      hub.stop()
      await attendance.stop()
      retention.stop()
      whispers.stop()
      await pump.stop()
      await sql.end({ timeout: 2 })
      delete place[key]
    },
  }
}

export const env = () => instance().env
export const db = () => instance().sql
/** Something was committed to the outbox: give it its place now instead of at the next poll. */
export const nudge = () => instance().pump.nudge()
/** Tells who is connected, wherever that is. */
export const whisper = (typing: Typing) => instance().whispers.say(typing)
