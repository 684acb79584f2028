// The BroadcastChannels of one browser: in order, a moment later, and never back to whoever posted.
import type { Channel } from '../client/world'
import type { FakeClock } from './fake-clock'

type Open = {
  name: string
  owner: object
  run: (what: () => void) => void
  listener: (message: unknown) => void
}

export const createChannels = (clock: FakeClock) => {
  const channels = new Set<Open>()

  const channelsFor =
    (owner: object, run: (what: () => void) => void) =>
    (name: string): Channel => {
      const open: Open = { name, owner, run, listener: () => {} }
      channels.add(open)
      return {
        post(message) {
          if (!channels.has(open)) throw new DOMException('The channel is closed.', 'InvalidStateError')
          for (const other of channels) if (other !== open && other.name === name) deliver(other, message)
        },
        onMessage(listener) {
          open.listener = listener
        },
        close: () => void channels.delete(open),
      }
    }

  const deliver = (to: Open, message: unknown) => {
    const copy = structuredClone(message)
    clock.soon(() => to.run(() => channels.has(to) && to.listener(copy)))
  }

  return {
    channelsFor,
    leave(owner: object) {
      for (const open of channels) if (open.owner === owner) channels.delete(open)
    },
    of: (owner: object) => [...channels].filter(open => open.owner === owner).length,
  }
}
