'use client'
// Under a message that the viewer has changed: that its deletion can be taken back, or that the server has refused it and why.
import { useChat } from '@/lib/client/use-chat'
import { useEditing } from '@/lib/client/use-messages'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { editsOf } from './later'
import styles from './message.module.css'

export const EditNote = ({ id }: { id: string }) => {
  const chat = useChat()
  const edit = useEditing(id)
  const says = useWords(words)
  if (edit?.status === 'held')
    return (
      <div className={styles.regret} role="status">
        <span className="visually-hidden">{says.canUndo}</span>
        <button type="button" onClick={async () => (await editsOf(chat)).undo(id)}>
          {says.undo}
        </button>
      </div>
    )
  if (edit?.status !== 'failed') return null
  return (
    <div className={styles.note} role="alert">
      <span>
        {edit.content === null ? says.notDeleted : says.notEdited} {edit.reason}
      </span>
      <button type="button" onClick={async () => (await editsOf(chat)).dismiss(id)}>
        {says.dismiss}
      </button>
    </div>
  )
}
