// How far the viewer reads in this tab, and how they set a conversation for themself: so at once, and then asked for.
import { answeredOwn, askOwn, endOwn } from '../../../client/cache/own'
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

type Ask = { request: number; wants: OwnWants }

export const createSettings = (desk: Desk, set: SetOwn) => {
  /** By conversation, what no request has taken yet, and what is not answered. */
  const owed = new Map<string, Ask>()
  const unanswered = new Map<string, Ask[]>()

  /** One request at a time; and some time after its answer nothing is waited for any more. */
  const pump = (id: string) => {
    const { request, wants } = owed.get(id)!
    if (desk.isAsked(`own:${id}`)) return
    owed.delete(id)
    const end = (how: string) => desk.commit(endOwn(desk.state, id, request), how)
    desk.ask({
      key: `own:${id}`,
      must: true,
      read: () => set(id, wants) ?? 'ok',
      land: (answer: Refused | 'ok') => {
        const left = unanswered.get(id)?.filter(ask => ask.request !== request) ?? []
        unanswered.set(id, left)
        if (isRefused(answer)) return end(`settings of ${id} are refused`)
        desk.commit(answeredOwn(desk.state, id, request), `settings of ${id} are answered`)
        desk.ask({
          key: `told:${id}:${desk.nextOrder()}`,
          must: true,
          read: () => 'ok',
          land: () => end(`settings of ${id} have been told`),
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
      const { request, wants: before } = owed.get(id) ?? { request: desk.nextOrder(), wants: {} }
      owed.set(id, { request, wants: { ...before, ...wants } })
      unanswered.set(id, [...(unanswered.get(id) ?? []), { request, wants }])
      desk.commit(askOwn(desk.state, id, request, wants), `wants ${Object.keys(wants)} of ${id}`)
      desk.pump()
    },

    /** As a conversation must look: what was last set here and is not answered, if the viewer has been in it all the time. */
    unanswered(): Map<string, OwnWants> {
      for (const id of unanswered.keys())
        if (!read(desk.state.tables.conversations, id)?.truth.membership) unanswered.delete(id)
      return new Map(
        [...unanswered].map(([id, asks]) => [id, Object.assign({}, ...asks.map(one => one.wants))]),
      )
    },
  }
}
