'use client'
// From one conversation about an object to all of them, and how much is unread in the others.
import { ChevronLeft } from 'lucide-react'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import { Badge } from '../../_ui/badge'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-report'
import styles from './panel-header.module.css'

/** `focus`: the reader has come from there. */
export const Back = ({
  others,
  focus,
  onBack,
}: {
  others: readonly string[]
  focus: boolean
  onBack: () => void
}) => {
  const { all } = useWords(words)
  const button = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes.
  useEffect(() => {
    if (focus) button.current?.focus({ preventScroll: true })
  }, [])
  return (
    <span className={styles.back}>
      <IconButton ref={button} label={all} onClick={onBack}>
        <ChevronLeft aria-hidden="true" />
      </IconButton>
      <Badge count={useUnread(others)} className={styles.elsewhere} />
    </span>
  )
}

const useUnread = (ids: readonly string[]): number => {
  const { queryClient } = useChat()
  const sum = () =>
    ids.reduce((all, id) => {
      const conversation = queryClient.getQueryData<Conversation>(keys.conversation(id))
      return all + (conversation?.membership?.unread_count ?? 0)
    }, 0)
  const subscribe = useCallback(
    (listener: () => void) => queryClient.getQueryCache().subscribe(listener),
    [queryClient],
  )
  return useSyncExternalStore(subscribe, sum, () => 0)
}
