// What the viewer shows of themself, fetched when they look at it. It stands beside the state of the log; other devices' changes of it
// come by the stream. What was switched here is so at once, and stays so until the server has said yes or no to it, whatever is
// told meanwhile of what was before.
import type { QueryClient } from '@tanstack/react-query'
import type { Settings } from '../contract/user'
import { placeOf } from './cache/place'
import type { Done } from './chat'
import { getMe, patchMe } from './endpoints'
import type { Inside, Part } from './part'
import { keys } from './queries'
import { object, oneOf } from './shape'
import type { Step } from './stream/feed'

/** `asked`: the changes that the server has not answered yet, in the order in which they were made. */
export type HeldSettings = { told: Settings; asked: readonly Partial<Settings>[] }

export type Privacy = Part & {
  read(): Promise<Done>
  /** Does nothing before the first `read`. */
  change(changes: Partial<Settings>): Promise<Done>
}

/** As they are for the viewer. */
export const shownSettings = ({ told, asked }: HeldSettings): Settings => Object.assign({}, told, ...asked)

export const createPrivacy = ({ call, cache }: Inside): Privacy => {
  const set = (change: (held: HeldSettings) => HeldSettings) =>
    cache.setQueryData<HeldSettings>(keys.settings, held => held && change(held))
  /** One request after the other, so that the last word is the last at the server, too. */
  let turn: Promise<unknown> = Promise.resolve()

  const privacy: Privacy = {
    async read() {
      const answer = await call(getMe)
      if (!answer.ok) return answer
      const { settings: told, cursor } = answer.body
      // Read before something that has been heard of since: nobody would tell that again.
      if (isBefore(cursor, cache.getQueryData(place))) return privacy.read()
      cache.setQueryData(place, cursor)
      cache.setQueryData<HeldSettings>(keys.settings, held => ({ told, asked: held?.asked ?? [] }))
      return { ok: true, value: null }
    },
    change(changes) {
      set(({ told, asked }) => ({ told, asked: [...asked, changes] }))
      const done = turn.then(async (): Promise<Done> => {
        const answer = await call(patchMe, { body: changes })
        set(({ told, asked }) => ({
          told: answer.ok ? { ...told, ...changes } : told,
          asked: asked.filter(one => one !== changes),
        }))
        return answer.ok ? { ok: true, value: null } : answer
      })
      turn = done
      return done
    },
    wake() {},
    stop() {},
    flush: async () => {},
  }
  return privacy
}

/** Under which the cache has the place in the log as of which `told` is so. */
const place = [...keys.settings, 'place']

const isBefore = (cursor: string, other = '') => {
  const [at, of] = [placeOf(cursor), placeOf(other)]
  return at !== null && at.epoch === of?.epoch && at.position < of.position
}

const settingsUpdated = object({ event: oneOf('settings-updated'), payload: object({ partial: object({}) }) })

/** Brings up to date what was fetched. */
export const hearPrivacy = (cache: QueryClient, steps: readonly Step[]) => {
  for (const { event, cursor } of steps) {
    if (!settingsUpdated(event) || isBefore(cursor, cache.getQueryData(place))) continue
    cache.setQueryData(place, cursor)
    cache.setQueryData<HeldSettings>(
      keys.settings,
      held => held && { ...held, told: { ...held.told, ...event.payload.partial } },
    )
  }
}
