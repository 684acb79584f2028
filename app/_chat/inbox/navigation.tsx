'use client'
// The pages' way to go somewhere. From conversation to conversation nobody asks the server: the address changes, and what it
// names comes from the cache, also without a connection.
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import type { InboxFilter } from '@/lib/client/cache/state'
import { type Go, GoContext } from '../link'

export const Navigation = ({ children }: { children: ReactNode }) => {
  const router = useRouter()
  const go = useMemo<Go>(
    () =>
      (path, how = 'push') => {
        chosen = openIdOf(path)
        if (isInbox(path) && isInbox(window.location.pathname)) {
          // Next follows these two with usePathname. `inApp`: going back from there stays in the messenger.
          const there = addressOf(path)
          if (how === 'replace') window.history.replaceState({ inApp: inApp() }, '', there)
          else window.history.pushState({ inApp: true }, '', there)
        } else router[how](path)
      },
    [router],
  )
  return <GoContext value={go}>{children}</GoContext>
}

/** The filter goes along, and the message that the path names, or that is shown already. */
const addressOf = (path: string) => {
  const { pathname, searchParams } = new URL(path, window.location.href)
  const search = new URLSearchParams(window.location.search)
  const message = searchParams.get('message')
  if (message) search.set('message', message)
  else if (pathname !== window.location.pathname) search.delete('message')
  return pathname + (search.size ? `?${search}` : '')
}

/** The message that the address names, which is to be shown first. */
export const useLinked = (): string | null => useSearchParams().get('message')

/** The conversation that the address names, or null. */
export const useOpenId = (): string | null => openIdOf(usePathname())

export const openIdOf = (path: string): string | null => {
  const [, id] = path.match(/^\/inbox\/(.+?)\/?(?:\?|$)/) ?? []
  // As the API spells it: capitals name the same conversation.
  return id?.toLowerCase() ?? null
}

/** The conversation that somebody has just chosen to go to, once; not one that was there with the page, or came by going back. */
let chosen: string | null = null
export const wasChosen = (id: string): boolean => {
  const was = chosen === id
  if (was) chosen = null
  return was
}

export type Filter = InboxFilter['filter']

/** The parts of the inbox, and how each is asked for. */
export const inbox = {
  all: { filter: 'all' },
  unread: { filter: 'unread' },
  groups: { filter: 'groups' },
  reports: { filter: 'reports' },
  archived: { filter: 'archived' },
} satisfies Record<Filter, InboxFilter>

/** Which part of the list the address names. */
export const useFilter = (): Filter => {
  const named = useSearchParams().get('filter') ?? ''
  return Object.hasOwn(inbox, named) ? (named as Filter) : 'all'
}

/** In the place of the one before: the step back leads to another conversation, not through filters. */
export const chooseFilter = (filter: Filter) =>
  window.history.replaceState(
    { inApp: inApp() },
    '',
    window.location.pathname + (filter === 'all' ? '' : `?filter=${filter}`),
  )

/** Whether the step back leads to another place of the inbox. */
export const inApp = (): boolean => Boolean((window.history.state as { inApp?: boolean } | null)?.inApp)

const isInbox = (path: string) => /^\/inbox(\/|$)/.test(path)
