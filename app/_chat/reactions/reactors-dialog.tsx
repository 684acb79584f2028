'use client'
// Who reacted to a message, with any emoji or with one of them. It follows what the others do, until further people are shown.
import { useState } from 'react'
import { useMessage } from '@/lib/client/use-messages'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import filters from '../inbox/filters.module.css'
import styles from '../receipts/receipts.module.css'
import { words } from '../words-actions'
import { useReactors } from './use-reactors'

/** `first`: whom it shows first, those with this emoji or all. */
export const ReactorsDialog = ({
  messageId,
  first = null,
  onClose,
}: {
  messageId: string
  first?: string | null
  onClose: () => void
}) => {
  const says = useWords(words)
  const counts = useMessage(messageId)?.reactions ?? none
  const [asked, setAsked] = useState<string | null>(first)
  // The last of an emoji may go while it is looked at.
  const chosen = counts.some(({ emoji }) => emoji === asked) ? asked : null
  return (
    <Dialog title={says.reactors} onClose={onClose}>
      {counts.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
        <div role="group" aria-label={says.reactors} className={filters.wrapping}>
          {[null, ...counts.map(({ emoji }) => emoji)].map(emoji => (
            <button
              key={emoji}
              type="button"
              aria-pressed={emoji === chosen}
              className={filters.filter}
              onClick={() => setAsked(emoji)}
            >
              {emoji ?? says.allReactors} {counts.find(one => one.emoji === emoji)?.count}
            </button>
          ))}
        </div>
      )}
      <Reactors key={chosen} messageId={messageId} emoji={chosen} counts={counts} />
      {counts.length === 0 && <p>{says.nobodyReacted}</p>}
    </Dialog>
  )
}

type Counts = readonly { emoji: string; count: number }[]

const none: Counts = []

const Reactors = ({
  messageId,
  emoji: chosen,
  counts,
}: {
  messageId: string
  emoji: string | null
  counts: Counts
}) => {
  const says = useWords(words)
  const { reactors, hasMore, state, more } = useReactors(messageId, chosen, counts)
  const isFailed = state === 'failed'
  return (
    <>
      <ul aria-label={says.reactors}>
        {reactors.map(({ user, emoji }) => (
          <li key={`${user.id} ${emoji}`} className={styles.person}>
            <Avatar user={user} size={32} />
            <bdi className={styles.name}>{user.name}</bdi>
            <span className={styles.emoji}>{emoji}</span>
          </li>
        ))}
      </ul>
      <Problem detail={isFailed ? says.receiversFailed : null} />
      {(hasMore || isFailed) && (
        <Button look="ghost" wide loading={state === 'loading'} onClick={more}>
          {isFailed ? says.tryAgain : says.moreReceivers}
        </Button>
      )}
    </>
  )
}
