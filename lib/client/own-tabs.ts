// Under which names (X-Client-Id) this browser has spoken for somebody, so that it knows its own doings again. Kept in it alone: a
// name of the device on the wire would let others follow it from day to day.
import type { World } from './world'

/** Of so many tabs, the newest. */
const most = 100

const nameOf = (viewerId: string) => `tertulia:tabs:${viewerId}`

/** The names of this browser's tabs, those that have gone too, the oldest first. */
export const ownTabs = ({ storage }: Pick<World, 'storage'>, viewerId: string): readonly string[] =>
  storage?.getItem(nameOf(viewerId))?.split(' ') ?? []

/** This tab is one of them from now on. */
export const rememberTab = (world: Pick<World, 'storage'>, viewerId: string, clientId: string) => {
  const others = ownTabs(world, viewerId).filter(id => id !== clientId)
  try {
    world.storage?.setItem(nameOf(viewerId), [...others, clientId].slice(-most).join(' '))
  } catch {
    // Full or forbidden: what this tab does will seem to come from elsewhere.
  }
}
