// A tab without a browser: the real chat, its requests answered by the real routes of this process.
import { nanoid } from 'nanoid'
import type { Chat } from '../client/chat'
import { createChat } from '../client/create-chat'
import type { World } from '../client/world'
import type { User } from '../contract/user'
import { ask, type Verb } from './api'

export type Tab = Chat & {
  /** What a person sees under a key of the cache. */
  see: <T>(key: readonly unknown[]) => T | undefined
  close: () => void
}

type Options = {
  /** Between the tab and the server: may fail, wait, or answer otherwise. */
  network?: (request: { path: string; init: RequestInit }, go: () => Promise<Response>) => Promise<Response>
  world?: Partial<World>
}

export const openTab = ({ token, ...viewer }: User & { token: string }, options: Options = {}): Tab => {
  const world: World = {
    now: Date.now,
    random: Math.random,
    id: nanoid,
    setTimer: (run, ms) => setTimeout(run, ms),
    clearTimer: timer => clearTimeout(timer as NodeJS.Timeout),
    locks: null,
    openChannel: null,
    storage: null,
    online: () => true,
    visible: () => true,
    language: () => 'en',
    onChange: () => () => {},
    fetch(path, init = {}) {
      const go = () =>
        ask((init.method ?? 'GET') as Verb, path, {
          token,
          headers: Object.fromEntries(new Headers(init.headers)),
          raw: (init.body as string | undefined) ?? undefined,
          signal: init.signal ?? undefined,
        })
      return options.network ? options.network({ path, init }, go) : go()
    },
    ...options.world,
  }
  const chat = createChat({ viewer }, { world })
  const stop = chat.start()
  return {
    ...chat,
    see: <T>(key: readonly unknown[]) => chat.queryClient.getQueryData<T>(key),
    close: stop,
  }
}

/** Waits until something holds, and says what was waited for when it never does. */
export const until = async (what: string, holds: () => unknown, withinMs = 30_000) => {
  for (const end = Date.now() + withinMs; !holds(); await new Promise(done => setTimeout(done, 5)))
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`)
}
