'use client'
// Asking the moderators to look at a message or a person: why, and a note; afterwards that they will.
import { type FormEvent, useId, useState } from 'react'
import { createSafety, type Flagged } from '@/lib/client/safety'
import { useChat } from '@/lib/client/use-chat'
import { useBlocked, useUser } from '@/lib/client/use-people'
import type { FlagReason } from '@/lib/contract/flag'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { Choice } from '../people/choice'
import { words } from '../words-safety'
import { NoteField } from './note-field'
import styles from './safety.module.css'

/** `userId`: who said it, or whom it is about. */
export const FlagDialog = ({
  thing,
  userId,
  onClose,
}: {
  thing: Flagged
  userId: string
  onClose: () => void
}) => {
  const chat = useChat()
  const says = useWords(words)
  const name = useUser(userId)?.name ?? ''
  const isBlocked = useBlocked(userId)
  const [reason, setReason] = useState<FlagReason | null>(null)
  const [note, setNote] = useState('')
  const [alsoBlock, setAlsoBlock] = useState(false)
  const [state, setState] = useState<'asking' | 'working' | 'done'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const form = useId()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!reason || state === 'working') return
    setState('working')
    setProblem(null)
    const safety = chat.part(createSafety)
    const flagged = await safety.flag(thing, reason, note)
    const done = flagged.ok && alsoBlock ? await safety.block(userId, true) : flagged
    setState(done.ok ? 'done' : 'asking')
    if (!done.ok) setProblem(done.detail)
  }
  if (state === 'done')
    return (
      <Dialog
        // Another one, which takes the focus: the button that had it has gone.
        key="done"
        title={says.flagged}
        onClose={onClose}
        foot={
          <Button onClick={onClose} data-autofocus>
            {says.close}
          </Button>
        }
      >
        <p role="status">{says.flaggedText}</p>
      </Dialog>
    )
  return (
    <Dialog
      key="asking"
      title={'message_id' in thing ? says.flagMessage : says.flagPerson(name)}
      onClose={onClose}
      foot={
        <>
          <Button look="secondary" onClick={onClose}>
            {says.cancel}
          </Button>
          <Button type="submit" form={form} loading={state === 'working'} disabled={!reason}>
            {says.report}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={send}>
        <fieldset className={styles.reasons}>
          <legend className={styles.label}>{says.why}</legend>
          {(Object.keys(says.reasons) as FlagReason[]).map(one => (
            <label key={one} className={styles.reason}>
              <input type="radio" name={form} checked={reason === one} onChange={() => setReason(one)} />
              {says.reasons[one]}
            </label>
          ))}
        </fieldset>
        <NoteField label={says.note} hint={says.noteHint} value={note} onChange={setNote} />
        {!isBlocked && <Choice checked={alsoBlock} onChange={setAlsoBlock} label={says.alsoBlock(name)} />}
        <Problem detail={problem} />
      </form>
    </Dialog>
  )
}
