'use client'
// What a moderator is about to do, what it means, and why.
import { useState } from 'react'
import { createModeration } from '@/lib/client/moderation'
import { useChat } from '@/lib/client/use-chat'
import type { Concern, Deed } from '@/lib/contract/moderation'
import { useWords } from '../../_ui/locale'
import { ConfirmDialog } from '../details/confirm-dialog'
import { NoteField } from '../safety/note-field'
import { words } from '../words-moderation'
import styles from './moderation.module.css'

export const DeedDialog = ({
  concern,
  name,
  deed,
  onDone,
  onClose,
}: {
  concern: Concern
  name: string
  deed: Deed
  onDone: () => void
  onClose: () => void
}) => {
  const moderation = useChat().part(createModeration)
  const says = useWords(words)
  const [why, setWhy] = useState('')
  return (
    <ConfirmDialog
      title={says.asks[deed]}
      yes={says.deeds[deed]}
      look={deed === 'dismiss' || deed === 'lift' ? 'primary' : 'danger'}
      isReady={why.trim() !== ''}
      act={async () => {
        const done = await moderation.act(concern.id, deed, why)
        return done.ok ? { ok: true, value: null } : done
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <div className={styles.ask}>
        <p>
          <bdi className={styles.strong}>{name}</bdi>
        </p>
        <p>{says.means[deed]}</p>
        <NoteField label={says.why} hint={says.whyHint} value={why} onChange={setWhy} />
      </div>
    </ConfirmDialog>
  )
}
