// What live.ts fetches: the feed and who follows it, and beside it what is acknowledged, told and shown of the present moment, what
// an earlier page owed, and drafts on their way to the viewer's other devices.
import { type Attending, createAttending } from './attending'
import { createDeletions } from './deletions'
import { createDeliveries } from './deliveries'
import { createDraftsElsewhere, type DraftsElsewhere } from './drafts-elsewhere'
import { onInput } from './input'
import { onLeave } from './leaving'
import { rememberTab } from './own-tabs'
import { createPresences } from './presences'
import { hearPrivacy } from './privacy'
import { keys } from './queries'
import { createTelling, type Telling } from './telling'
import { createTypists, type Typists } from './typists'

export { createFollower } from './follow'
export { knownLogEvents } from './known-event'
export { createFeed } from './stream/tabs'

export type Given = Parameters<typeof createDeliveries>[0] &
  Parameters<typeof createDeletions>[0] &
  Parameters<typeof createTypists>[0] &
  Parameters<typeof createPresences>[0] &
  Omit<Parameters<typeof createDraftsElsewhere>[0], 'onLeave' | 'offers'>
/** `wake`: the connection is back, or this tab has come to lead. `stop`: until the next `wake`. */
export type Live = Attending & Telling & Typists & Pick<DraftsElsewhere, 'drafted'>

export const createLive = (given: Given): Live => {
  rememberTab(given.world, given.viewerId, given.clientId)
  const deliveries = createDeliveries(given)
  const deletions = createDeletions(given)
  const telling = createTelling(given)
  const typists = createTypists(given)
  const presences = createPresences(given)
  const attending = createAttending({ ...given, onInput })
  const offers = {
    get: (id: string) => given.cache.getQueryData<string>(keys.draftElsewhere(id)) ?? '',
    set: (id: string, text: string) => given.cache.setQueryData(keys.draftElsewhere(id), text),
  }
  const drafts = createDraftsElsewhere({ ...given, offers, onLeave })
  return {
    drafted: drafts.drafted,
    typing: telling.typing,
    beat: attending.beat,
    hear(steps) {
      typists.hear(steps)
      presences.hear(steps)
      hearPrivacy(given.cache, steps)
      drafts.hear(steps)
    },
    forget() {
      typists.forget()
      presences.forget()
      drafts.forget()
    },
    wake() {
      deliveries.wake()
      deletions.wake()
      attending.wake()
      presences.wake()
      drafts.wake()
    },
    stop() {
      for (const part of [deliveries, deletions, telling, attending, presences, drafts]) part.stop()
    },
  }
}
