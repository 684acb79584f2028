'use client'
// What a group is called, its icon, and who can join. Only what was changed here is sent: the rest may have changed meanwhile.
import { type FormEvent, useId, useState } from 'react'
import type { GroupChanges } from '@/lib/client/chat'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import { Choice } from '../people/choice'
import { IconField } from '../people/icon-field'
import styles from '../people/start-dialog.module.css'
import { words as detailWords } from '../words-details'
import { words } from '../words-group'
import { Problem } from './problem'

export const GroupSettings = ({
  conversation,
  onClose,
}: {
  conversation: Conversation
  onClose: () => void
}) => {
  const chat = useChat()
  const says = useWords(words)
  const details = useWords(detailWords)
  const form = useId()
  const [was] = useState(conversation)
  const [name, setName] = useState(was.name ?? '')
  const [icon, setIcon] = useState(was.icon ?? '')
  const [isOpen, setIsOpen] = useState(was.visibility === 'public')
  const [hides, setHides] = useState(was.history === 'since-joining')
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (working) return
    const changes = differing(was, {
      name: name.trim() || null,
      icon: icon || null,
      visibility: isOpen ? 'public' : 'private',
      history: hides ? 'since-joining' : 'all',
    })
    if (Object.keys(changes).length === 0) return onClose()
    setWorking(true)
    setProblem(null)
    const done = await chat.changeGroup(was.id, changes)
    setWorking(false)
    if (done.ok) onClose()
    else setProblem(done.detail)
  }
  return (
    <Dialog
      title={says.settings}
      onClose={onClose}
      foot={
        <>
          <Button look="secondary" onClick={onClose}>
            {details.cancel}
          </Button>
          <Button type="submit" form={form} loading={working}>
            {says.save}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={save}>
        <TextField
          label={details.groupName}
          hint={details.groupNameHint}
          value={name}
          onChange={setName}
          maxLength={100}
          data-autofocus
        />
        <IconField value={icon} onChange={setIcon} />
        <Choice
          checked={isOpen}
          onChange={setIsOpen}
          label={details.openToAll}
          hint={details.openToAllHint}
        />
        <Choice checked={hides} onChange={setHides} label={says.hideHistory} hint={says.hideHistoryHint} />
        <Problem detail={problem} />
      </form>
    </Dialog>
  )
}

const differing = (was: Conversation, now: Required<GroupChanges>): GroupChanges => ({
  ...(now.name === was.name ? {} : { name: now.name }),
  ...(now.icon === was.icon ? {} : { icon: now.icon }),
  ...(now.visibility === was.visibility ? {} : { visibility: now.visibility }),
  ...(now.history === was.history ? {} : { history: now.history }),
})
