// How far the viewer reads in this tab, and how they set a conversation for themself: so at once, and then asked for.
import { unwantOwn, wantOwn } from '../../../client/cache/own'
import { readUpTo, unread } from '../../../client/cache/reading'
import type { OwnWants } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import { isRefused, type Refused } from '../server/answers'
import type { Desk } from './desk'

/** What the server makes of a read pointer. */
export type Mark = (conversationId: string, seq: number) => Refused | null

/** What it makes of the viewer's own settings. */
export type SetOwn = (conversationId: string, settings: OwnWants) => Refused | null

export const createReading = (desk: Desk, mark: Mark) => ({
  markRead(id: string, seq: number) {
    const membership = read(desk.state.tables.conversations, id)?.value.membership
    const isNews = membership && (seq > membership.last_read_seq || membership.marked_unread_at !== null)
    if (!isNews) return
    desk.commit(readUpTo(desk.state, id, seq), `reads ${id} up to ${seq}`)
    // Only the newest pointer is worth a request.
    desk.requests = desk.requests.filter(({ key, answer }) => key !== `read:${id}` || answer !== undefined)
    desk.ask({
      key: `read:${id}`,
      must: true,
      read: () => mark(id, seq) ?? 'ok',
      land: (answer: Refused | 'ok') => {
        if (isRefused(answer)) desk.commit(unread(desk.state, id), `reading ${id} is refused`)
      },
    })
  },
})

export const createSettings = (desk: Desk, set: SetOwn) => {
  /** Settings that no request has taken yet. */
  const owed = new Map<string, OwnWants>()

  /** One request at a time; and some time after its answer nothing is waited for any more. */
  const pump = (id: string) => {
    const wants = owed.get(id)!
    if (desk.isAsked(`own:${id}`)) return
    owed.delete(id)
    const unwant = (how: string) => desk.commit(unwantOwn(desk.state, id, wants), how)
    desk.ask({
      key: `own:${id}`,
      must: true,
      read: () => set(id, wants) ?? 'ok',
      land: (answer: Refused | 'ok') => {
        if (isRefused(answer)) return unwant(`settings of ${id} are refused`)
        desk.ask({
          key: `told:${id}:${desk.nextOrder()}`,
          must: true,
          read: () => 'ok',
          land: () => unwant(`settings of ${id} have been told`),
        })
      },
    })
  }

  desk.pumps.push(() => {
    for (const id of owed.keys()) pump(id)
  })

  return {
    setOwn(id: string, wants: OwnWants) {
      if (!read(desk.state.tables.conversations, id)?.truth.membership) return
      desk.commit(wantOwn(desk.state, id, wants), `wants ${Object.keys(wants)} of ${id}`)
      owed.set(id, { ...owed.get(id), ...wants })
      desk.pump()
    },
  }
}
