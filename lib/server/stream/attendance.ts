// Which devices hold a stream of this process, and whether there is somebody at them. What becomes of each is written to the
// database, where all processes' devices come together; what that comes to, every process hears from there.
import type { Sql } from '../../../db/client'
import type { Presence } from '../../contract/presence'

/** A stream that has just begun tells nothing for so long (ms): its device may be about to say that nobody is at it. */
const settleMs = 1000
/** After its last stream a device is still there for so long (ms), so that a reload is no absence. */
const graceMs = 8000
/** Where a device that speaks has been silent for so long (ms), its stream is a dead one: a lid was closed. */
const silentMs = 35_000
/** Nobody is believed to be at a device for longer (ms) than since they were last said to be. */
const activeMs = 5 * 60_000
const keepMs = 5000
/** Written in one statement. */
const most = 100

const told = 'tertulia_presence'
const said = 'tertulia_attendance'

type Device = {
  userId: string
  name: string
  streams: number
  /** Its latest stream came, or its last one went. */
  since: number
  /** It spoke: null while it never has. */
  saidAt: number | null
  /** Somebody was last at it. */
  activeAt: number
  isActive: boolean
  /** As it stands in the database: null where it is not in it. */
  written: boolean | null
}

export type Attendance = ReturnType<typeof createAttendance>

type Given = {
  sql: Sql
  now: () => number
  /** Hears what processes say; `again` when it may have missed something. */
  listen: (channel: string, hear: (said: string) => void, again?: () => void) => void
  /** To who is connected here and may know it. */
  tell: (presence: Presence[]) => void
  /** What was told meanwhile may have been missed: whoever is connected is told how things stand. */
  tellAll: () => void
}

export const createAttendance = ({ sql, now, listen, tell, tellAll }: Given) => {
  const self = crypto.randomUUID()
  const devices = new Map<string, Device>()
  let timer: NodeJS.Timeout | null = null
  let keptAt = Number.NEGATIVE_INFINITY
  let working: Promise<void> | null = null
  let isAgain = false
  let stopped = false

  /** A stream of this device has begun. Returns what to call when it has ended. */
  const came = (userId: string, name: string) => {
    const key = `${userId}/${name}`
    const device = devices.get(key) ?? {
      ...{ userId, name, streams: 0, since: 0, saidAt: null, isActive: true, written: null },
      activeAt: now(),
    }
    devices.set(key, device)
    // Nobody comes back to a page without being there; unless it says otherwise in a moment.
    if (device.streams === 0) Object.assign(device, { since: now(), activeAt: now(), saidAt: null })
    device.streams += 1
    return () => {
      device.streams -= 1
      if (device.streams === 0) device.since = now()
    }
  }

  /** A device says whether somebody is at it, to whichever process. */
  const say = async (userId: string, name: string, isActive: boolean) => {
    if (hear(userId, name, isActive)) return work()
    await sql`select pg_notify(${said}, ${JSON.stringify([userId, name, isActive])})`
  }

  const hear = (userId: string, name: string, isActive: boolean): boolean => {
    const device = devices.get(`${userId}/${name}`)
    if (!device) return false
    device.saidAt = now()
    if (isActive) device.activeAt = now()
    device.isActive = isActive
    return true
  }

  /** What is to stand in the database; undefined: as it is. */
  const wanted = (device: Device, time: number): boolean | null | undefined => {
    const { streams, since, saidAt, activeAt, isActive } = device
    if (streams === 0) return time - since >= graceMs ? null : undefined
    if (saidAt === null && time - since < settleMs) return undefined
    if (saidAt !== null && time - saidAt >= silentMs) return null
    return (saidAt === null || isActive) && time - activeAt < activeMs
  }

  /** One turn at a time; what is asked for meanwhile is done after it. */
  const work = (): Promise<void> => {
    isAgain = true
    working ??= (async () => {
      while (isAgain && !stopped) {
        isAgain = false
        // The database is away: whatever was not written is wanted still at the next turn.
        await turn().catch(() => {})
      }
      working = null
    })()
    return working
  }

  const turn = async () => {
    if (now() - keptAt >= keepMs) {
      const [row] = await sql`select keep_process(${self}) as is_kept`
      // Given up by the others, as after a long pause: nothing of what was written stands any more.
      if (!row!.is_kept) for (const device of devices.values()) device.written = null
      await sql`select sweep_presence()`
      keptAt = now()
    }
    const time = now()
    const changes = [...devices].flatMap(([key, device]) => {
      const is = wanted(device, time)
      if (is === null && device.streams === 0 && device.written === null) devices.delete(key)
      return is === undefined || is === device.written ? [] : [{ device, is }]
    })
    while (changes.length) await write(changes.splice(0, most), time)
  }

  const write = async (changes: { device: Device; is: boolean | null }[], time: number) => {
    const rows = changes.map(({ device, is }) => ({
      ...{ user_id: device.userId, device: device.name, is_active: is },
      seen_at: new Date(device.streams === 0 ? device.since : (device.saidAt ?? time)).toISOString(),
    }))
    await sql`select set_presence(${self}, ${sql.json(rows)})`
    for (const { device, is } of changes) device.written = is
  }

  return {
    came,
    say,
    start() {
      listen(told, text => tell([JSON.parse(text)]), tellAll)
      listen(said, text => {
        const [userId, name, isActive] = JSON.parse(text)
        if (hear(userId, name, isActive)) void work()
      })
      timer = setInterval(() => void work(), 1000)
      timer.unref()
    },
    async stop() {
      stopped = true
      if (timer) clearInterval(timer)
      await working
      await sql`select leave_process(${self}, ${`${graceMs} ms`})`.catch(() => {})
    },
  }
}
