'use client'
// Who is to be the owner after the last one: one of those who stay.
import { useId } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useMember, useMembers, useUser } from '@/lib/client/use-people'
import { Avatar } from '../../_ui/avatar'
import { Button } from '../../_ui/button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import { words as groupWords } from '../words-group'
import styles from './successors.module.css'

type Choosing = { conversationId: string; chosen: string | null; onChoose: (userId: string) => void }

export const Successors = (choosing: Choosing) => {
  const { viewer } = useChat()
  const { ids = [], hasMore, more, loadMore } = useMembers(choosing.conversationId)
  const says = useWords(words)
  const group = useWords(groupWords)
  const name = useId()
  return (
    <>
      <p className={styles.why}>{group.handOver}</p>
      <fieldset className={styles.list}>
        <legend className={styles.title}>{group.successor}</legend>
        {ids
          .filter(userId => userId !== viewer.id)
          .map(userId => (
            <Successor key={userId} userId={userId} name={name} {...choosing} />
          ))}
        {hasMore && (
          <Button look="ghost" wide loading={more === 'loading'} onClick={loadMore}>
            {more === 'failed' ? says.tryAgain : says.moreMembers}
          </Button>
        )}
      </fieldset>
    </>
  )
}

const Successor = ({
  userId,
  name,
  conversationId,
  chosen,
  onChoose,
}: Choosing & { userId: string; name: string }) => {
  const user = useUser(userId)
  const member = useMember(conversationId, userId)
  const { admin } = useWords(words)
  if (!user) return null
  return (
    <label className={styles.person}>
      <input type="radio" name={name} checked={chosen === userId} onChange={() => onChoose(userId)} />
      <Avatar user={user} size={32} />
      <bdi className={styles.name}>{user.name}</bdi>
      {member?.role === 'admin' && <span className={styles.role}>{admin}</span>}
    </label>
  )
}
