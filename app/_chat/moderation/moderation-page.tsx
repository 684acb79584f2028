'use client'
// What people have asked the moderators to look at, what was dealt with, and what was done.
import { ChevronLeft, RotateCw } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { createModeration } from '@/lib/client/moderation'
import { useChat } from '@/lib/client/use-chat'
import type { Act, Concern } from '@/lib/contract/moderation'
import type { User } from '@/lib/contract/user'
import { Button } from '../../_ui/button'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { AppLink } from '../link'
import { words } from '../words-moderation'
import { ActLine } from './act-line'
import { ConcernCard } from './concern-card'
import styles from './moderation.module.css'
import { type Paged, usePages } from './use-pages'

type Tab = 'open' | 'closed' | 'log'

export const ModerationPage = ({
  first,
}: {
  first: { concerns: Concern[]; users: User[]; next: string | null }
}) => {
  const says = useWords(words)
  const [tab, setTab] = useState<Tab>('open')
  const [shown] = useState({ items: first.concerns, users: first.users, next: first.next })
  const [isFirst, setFirst] = useState(true)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <AppLink href="/inbox" className={styles.back} aria-label={says.back}>
          <ChevronLeft aria-hidden="true" />
        </AppLink>
        <h1 className={styles.title}>{says.title}</h1>
      </header>
      <main className={styles.main}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
        <div role="group" aria-label={says.show} className={styles.tabs}>
          {(['open', 'closed', 'log'] as const).map(one => (
            <button
              key={one}
              type="button"
              aria-pressed={one === tab}
              className={styles.tab}
              onClick={() => {
                setFirst(false)
                setTab(one)
              }}
            >
              {says.tabs[one]}
            </button>
          ))}
        </div>
        {tab === 'log' ? <Log /> : <Queue key={tab} state={tab} first={isFirst ? shown : null} />}
      </main>
    </div>
  )
}

const Queue = ({ state, first }: { state: 'open' | 'closed'; first: Paged<Concern> | null }) => {
  const moderation = useChat().part(createModeration)
  const says = useWords(words)
  const load = useCallback(
    async (before?: string) => {
      const done = await moderation.concerns(state, before)
      if (!done.ok) return done
      const { concerns: items, users, next } = done.value
      return { ok: true as const, value: { items, users, next } }
    },
    [moderation, state],
  )
  const pages = usePages<Concern>(load, first)
  return (
    <List pages={pages} nothing={says.nothing[state]}>
      {(concern, nameOf) => (
        <ConcernCard key={concern.id} concern={concern} nameOf={nameOf} onDone={pages.refresh} />
      )}
    </List>
  )
}

const Log = () => {
  const moderation = useChat().part(createModeration)
  const says = useWords(words)
  const load = useCallback(
    async (before?: string) => {
      const done = await moderation.acts(before)
      if (!done.ok) return done
      const { acts: items, users, next } = done.value
      return { ok: true as const, value: { items, users, next } }
    },
    [moderation],
  )
  const pages = usePages<Act>(load, null)
  return (
    <List pages={pages} nothing={says.nothing.log}>
      {(act, nameOf) => (
        <li key={act.id} className={styles.card}>
          <ActLine act={act} nameOf={nameOf} about />
        </li>
      )}
    </List>
  )
}

const List = <T,>({
  pages: { held, state, refresh, more },
  nothing,
  children,
}: {
  pages: ReturnType<typeof usePages<T>>
  nothing: string
  children: (item: T, nameOf: (id: string) => string) => ReactNode
}) => {
  const says = useWords(words)
  const nameOf = (id: string) => held?.users.find(user => user.id === id)?.name ?? says.somebody
  return (
    <>
      <div className={styles.bar}>
        <p role="status" className={styles.status}>
          {state === 'loading' ? says.loading : held?.items.length === 0 && nothing}
        </p>
        <IconButton label={says.refresh} onClick={refresh}>
          <RotateCw aria-hidden="true" />
        </IconButton>
      </div>
      {state === 'failed' && (
        <div role="alert" className={styles.failed}>
          <p>{says.failed}</p>
          <Button look="secondary" onClick={refresh}>
            {says.tryAgain}
          </Button>
        </div>
      )}
      <ul className={styles.list}>{held?.items.map(item => children(item, nameOf))}</ul>
      {held?.next && (
        <Button look="ghost" wide loading={state === 'loading'} onClick={more}>
          {says.more}
        </Button>
      )}
    </>
  )
}
