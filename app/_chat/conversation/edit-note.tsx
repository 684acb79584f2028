'use client'
// Under a message that the viewer has changed: that its deletion can be taken back, or that the server has refused it and why.
import { useChat } from '@/lib/client/use-chat'
import { useEditing } from '@/lib/client/use-messages'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import { editsOf } from './later'
import styles from './message.module.css'
import { Note } from './note'

export const EditNote = ({ id }: { id: string }) => {
  const chat = useChat()
  const edit = useEditing(id)
  const says = useWords(words)
  if (edit?.status === 'held')
    return (
      <Note key="held" className={styles.regret} role="status">
        <span className="visually-hidden">{says.canUndo}</span>
        <button type="button" onClick={async () => (await editsOf(chat)).undo(id)}>
          {says.undo}
        </button>
      </Note>
    )
  if (edit?.status !== 'failed') return null
  return (
    <Note key="failed" className={styles.note} role="alert">
      <span>
        {edit.content === null ? says.notDeleted : says.notEdited} {edit.reason}
      </span>
      <button type="button" onClick={async () => (await editsOf(chat)).dismiss(id)}>
        {says.dismiss}
      </button>
    </Note>
  )
}
