'use client'
// Above the field: what was written on another tab or device while this was. Nothing is lost, and one of the two goes on.
import { X } from 'lucide-react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { Button } from '../../_ui/button'
import { IconButton } from '../../_ui/icon-button'
import { useWords } from '../../_ui/locale'
import { words } from '../words-actions'
import styles from './composer.module.css'
import { oneLine } from './composing'

export const DraftElsewhere = ({
  conversationId,
  elsewhere,
  draft,
  setDraft,
}: {
  conversationId: string
  elsewhere: string
  draft: string
  setDraft: (text: string) => void
}) => {
  const { queryClient } = useChat()
  const says = useWords(words)
  /** Whichever it is, the other devices are told. */
  const goOn = (text: string) => {
    queryClient.setQueryData(keys.draftElsewhere(conversationId), '')
    setDraft(text)
  }
  return (
    <div className={styles.mode}>
      <div className={styles.about} role="status">
        <span className={styles.title}>{says.elsewhere}</span>
        <bdi className="truncate">{oneLine(elsewhere)}</bdi>
      </div>
      <Button look="ghost" onClick={() => goOn(elsewhere)} onPointerDown={keepFocus}>
        {says.useElsewhere}
      </Button>
      <IconButton label={says.dismissElsewhere} onClick={() => goOn(draft)} onPointerDown={keepFocus}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** The field keeps it, and a phone its keyboard. */
const keepFocus = (event: { preventDefault: () => void }) => event.preventDefault()
