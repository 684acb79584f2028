// Who is signed in with this browser is the same in all its tabs: a sign-out or another user reaches every one of them.
import type { Channel, World } from './world'

/** `user` is null when nobody is signed in any more. The sign-in page says it too. */
type Said = { user: string | null }
export const sessionChannel = 'tertulia-session'

export type Identity = {
  start(): void
  /** Tells the other tabs that this browser's session is over. */
  over(): void
  stop(): void
}

type Given = { world: World; viewerId: string; onOther: (user: string | null) => void }

export const createIdentity = ({ world, viewerId, onOther }: Given): Identity => {
  let channel: Channel | null = null
  return {
    start() {
      channel = world.openChannel?.(sessionChannel) ?? null
      channel?.onMessage(message => {
        const user = (message as Said | null)?.user
        if (user !== undefined && user !== viewerId) onOther(user)
      })
      // A page that has just been opened may be the first one of another user.
      channel?.post({ user: viewerId } satisfies Said)
    },
    over: () => channel?.post({ user: null } satisfies Said),
    stop: () => channel?.close(),
  }
}
