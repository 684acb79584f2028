'use client'
// One thing to look at: whom it is about, what was said around it, who reported it and why, and what can be done.
import { useState } from 'react'
import type { Happening, SharedMessage } from '@/lib/contract/message'
import type { Concern, Deed } from '@/lib/contract/moderation'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { classNames } from '../../_ui/class-names'
import { useLocale, useWords } from '../../_ui/locale'
import { DayLabel, InboxTime, TimeOfDay } from '../../_ui/time'
import { apart, happened } from '../happened'
import { words } from '../words-moderation'
import { words as safetyWords } from '../words-safety'
import { ActLine } from './act-line'
import { DeedDialog } from './deed-dialog'
import styles from './moderation.module.css'

type Props = { concern: Concern; nameOf: (id: string) => string; onDone: () => void }

export const ConcernCard = ({ concern, nameOf, onDone }: Props) => {
  const says = useWords(words)
  const [deed, setDeed] = useState<Deed | null>(null)
  const name = nameOf(concern.user_id)
  const possible = deedsFor(concern)
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <Avatar user={{ id: concern.user_id, name }} size={40} />
        <div className={styles.names}>
          <h2 className={styles.name}>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.quiet}>
            <bdi>{useWhere(concern)}</bdi>
          </p>
          {concern.conversation?.type === 'group' && !concern.is_member && (
            <p className={styles.quiet}>{concern.is_barred ? says.barred : says.gone}</p>
          )}
        </div>
        <InboxTime at={concern.flagged_at} className={styles.quiet} />
      </div>
      <Context concern={concern} nameOf={nameOf} />
      <Flags concern={concern} nameOf={nameOf} />
      {concern.acts.map(act => (
        <ActLine key={act.id} act={act} nameOf={nameOf} />
      ))}
      {possible.length > 0 && (
        <div className={styles.deeds}>
          {possible.map(one => (
            <Button
              key={one}
              look={one === 'dismiss' || one === 'lift' ? 'secondary' : 'danger'}
              onClick={() => setDeed(one)}
            >
              {says.deeds[one]}
            </Button>
          ))}
        </div>
      )}
      {deed && (
        <DeedDialog concern={concern} name={name} deed={deed} onDone={onDone} onClose={() => setDeed(null)} />
      )}
    </li>
  )
}

/** What would not be refused, by the rules of db/functions/moderation.sql. */
const deedsFor = ({ message_id, context, conversation, is_barred, closed_at }: Concern): Deed[] => {
  const deeds: Deed[] = []
  if (!closed_at) deeds.push('dismiss')
  if (context.find(({ id }) => id === message_id)?.deleted_at === null) deeds.push('delete')
  if (conversation?.type === 'group') deeds.push(is_barred ? 'lift' : 'bar')
  return deeds
}

const useWhere = ({ message_id, conversation }: Concern) => {
  const says = useWords(words)
  if (!conversation) return says.person
  const where = conversation.type === 'dm' ? says.dm : apart(conversation.name ?? says.unnamed)
  return message_id ? says.messageIn(where) : says.personIn(where)
}

/** What was said around a reported message; of a reported person the last that they said there, or why there is nothing. */
const Context = ({ concern, nameOf }: Omit<Props, 'onDone'>) => {
  const says = useWords(words)
  const { context, message_id, conversation, closed_at } = concern
  if (context.length === 0) {
    const none = !conversation ? says.noPlace : closed_at ? says.settled : says.nothingSaid
    return <p className={styles.quiet}>{none}</p>
  }
  return (
    <div>
      {message_id === null && (
        <p aria-hidden="true" className={styles.quiet}>
          {says.lately}
        </p>
      )}
      <ol className={styles.context} aria-label={message_id === null ? says.lately : says.context}>
        {context.map(message => (
          <Said key={message.id} message={message} isReported={message.id === message_id} nameOf={nameOf} />
        ))}
      </ol>
    </div>
  )
}

const Said = ({
  message,
  isReported,
  nameOf,
}: {
  message: SharedMessage
  isReported: boolean
  nameOf: (id: string) => string
}) => {
  const locale = useLocale()
  const says = useWords(words)
  const text = message.deleted_at
    ? says.deleted
    : message.type === 'system'
      ? happened(locale, message.metadata as Happening, id => apart(nameOf(id)))
      : message.content
  return (
    <li className={classNames(styles.said, isReported && styles.reported)}>
      <p className={styles.line}>
        <bdi className={styles.strong}>{nameOf(message.sender_id)}</bdi>
        {isReported && <span className={styles.mark}>{says.reported}</span>}
        <span className={styles.quiet}>
          <DayLabel at={message.created_at} /> <TimeOfDay at={message.created_at} />
        </span>
      </p>
      <p dir="auto" className={message.deleted_at ? styles.quiet : styles.words}>
        {text}
      </p>
    </li>
  )
}

const Flags = ({ concern, nameOf }: Omit<Props, 'onDone'>) => {
  const says = useWords(words)
  const { reasons } = useWords(safetyWords)
  const others = concern.flag_count - concern.flags.length
  return (
    <div className={styles.flags}>
      <p className={styles.strong}>{says.reports(concern.flag_count)}</p>
      <ul>
        {concern.flags.map(({ reporter_id, reason, note }) => (
          <li key={reporter_id}>
            <bdi>{says.flaggedBy(nameOf(reporter_id), reasons[reason])}</bdi>
            {note && (
              <p dir="auto" className={styles.words}>
                {note}
              </p>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && <p className={styles.quiet}>{says.moreReports(others)}</p>}
    </div>
  )
}
