// What the viewer shows of themself, fetched when they look at it. It stands beside the state of the log; other devices' changes of it
// come by the stream.
import type { QueryClient } from '@tanstack/react-query'
import type { Settings } from '../contract/user'
import type { Done } from './chat'
import { getMe, patchMe } from './endpoints'
import type { Inside, Part } from './part'
import { keys } from './queries'
import { object, oneOf } from './shape'
import type { Step } from './stream/feed'

export type Privacy = Part & {
  read(): Promise<Done<Settings>>
  change(changes: Partial<Settings>): Promise<Done<Settings>>
}

export const createPrivacy = ({ call }: Inside): Privacy => ({
  async read() {
    const answer = await call(getMe)
    return answer.ok ? { ok: true, value: answer.body.settings } : answer
  },
  async change(changes) {
    const answer = await call(patchMe, { body: changes })
    return answer.ok ? { ok: true, value: answer.body.settings } : answer
  },
  wake() {},
  stop() {},
  flush: async () => {},
})

const settingsUpdated = object({ event: oneOf('settings-updated'), payload: object({ partial: object({}) }) })

/** Brings up to date what was fetched. */
export const hearPrivacy = (cache: QueryClient, steps: readonly Step[]) => {
  for (const { event } of steps)
    if (settingsUpdated(event))
      cache.setQueryData<Settings>(keys.settings, was => was && { ...was, ...event.payload.partial })
}
