// How what pages have asked for stands, and what of a list is on its way: what is loaded, the state itself says.
import type { State } from './cache/state'
import { read } from './cache/table'
import type { Extent, Load } from './chat'

export type Loads = {
  load(state: State, key: string): Load
  set(key: string, trouble: 'failed' | 'gone' | null): void
  failed(): string[]
  more(key: string): Extent['more']
  setMore(key: string, more: Extent['more']): void
  onChange(listener: () => void): () => void
}

export const createLoads = (): Loads => {
  const troubles = new Map<string, 'failed' | 'gone'>()
  const mores = new Map<string, Extent['more']>()
  const listeners = new Set<() => void>()
  return {
    load: (state, key) => troubles.get(key) ?? (isHeld(state, key) ? 'ready' : 'loading'),
    set(key, trouble) {
      if (trouble) troubles.set(key, trouble)
      else troubles.delete(key)
      for (const listener of listeners) listener()
    },
    failed: () => [...troubles].filter(([, trouble]) => trouble === 'failed').map(([key]) => key),
    more: key => mores.get(key) ?? 'idle',
    setMore(key, more) {
      if (more === 'idle') mores.delete(key)
      else mores.set(key, more)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Keys as in Chat.load. */
const isHeld = (state: State, key: string): boolean => {
  const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === 'inbox') return read(state.tables.lists, id) !== undefined
  if (kind === 'report')
    return state.tables.reports.some(shard =>
      Object.values(shard ?? {}).some(({ value }) => value.external_id === id),
    )
  const detail = read(state.tables.conversations, id)
  if (!detail) return false
  // Who looks at a public conversation from outside sees no more of it than its detail.
  return detail.truth.membership === null || read(state.tables.windows, id) !== undefined
}
