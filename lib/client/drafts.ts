// What the viewer is writing: in the cache for whoever shows it, in the browser's storage so that a reload does not lose it.
import type { QueryClient } from '@tanstack/react-query'
import { keys } from './queries'
import type { World } from './world'

const mine = 'tertulia:draft:'

export type Drafts = {
  /** Takes over what an earlier page left. */
  restore(): void
  get(conversationId: string): string
  set(conversationId: string, text: string): void
}

export const createDrafts = (
  { storage }: Pick<World, 'storage'>,
  client: QueryClient,
  viewerId: string,
): Drafts => {
  const prefix = `${mine}${viewerId}:`
  return {
    restore() {
      for (const name of namesIn(storage, prefix))
        client.setQueryData(keys.draft(name.slice(prefix.length)), storage!.getItem(name) ?? '')
    },
    get: conversationId => client.getQueryData<string>(keys.draft(conversationId)) ?? '',
    set(conversationId, text) {
      client.setQueryData(keys.draft(conversationId), text)
      try {
        if (text) storage?.setItem(prefix + conversationId, text)
        else storage?.removeItem(prefix + conversationId)
      } catch {
        // Full or forbidden: the draft lives as long as the page.
      }
    },
  }
}

/** Nobody's drafts stay in this browser, nor what else is kept in it for one person. */
export const wipeDrafts = ({ storage }: Pick<World, 'storage'>) => {
  for (const name of namesIn(storage, 'tertulia:')) storage?.removeItem(name)
}

export const namesIn = (storage: World['storage'], prefix: string): string[] =>
  Array.from({ length: storage?.length ?? 0 }, (_, index) => storage!.key(index) ?? '').filter(name =>
    name.startsWith(prefix),
  )
