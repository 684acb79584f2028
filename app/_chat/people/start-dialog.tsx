'use client'
// A new conversation: with one person the direct one, which there is only one of; with several, or if wished, a group.
import { Globe } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import type { User } from '@/lib/contract/user'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { TextField } from '../../_ui/text-field'
import { Problem } from '../details/problem'
import { useGo } from '../link'
import { words } from '../words-details'
import { Choice } from './choice'
import { Directory } from './directory'
import directory from './directory.module.css'
import { IconField } from './icon-field'
import { PeoplePicker } from './people-picker'
import styles from './start-dialog.module.css'
import { words as joiningWords } from './words-joining'

export const StartDialog = ({ onClose }: { onClose: () => void }) => {
  const chat = useChat()
  const go = useGo()
  const says = useWords(words)
  const { browse } = useWords(joiningWords)
  const form = useId()
  const [people, setPeople] = useState<readonly User[]>([])
  const [wantsGroup, setWantsGroup] = useState(false)
  const [name, setName] = useState('')
  const [icon, setIcon] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [browsing, setBrowsing] = useState(false)
  const isGroup = wantsGroup || people.length > 1

  const start = async (event: FormEvent) => {
    event.preventDefault()
    const [first] = people
    if (!first || working) return
    setWorking(true)
    setProblem(null)
    const done = isGroup
      ? await chat.createGroup({
          member_ids: people.map(({ id }) => id),
          name: name.trim() || null,
          icon: icon || null,
          visibility: isOpen ? 'public' : 'private',
        })
      : await chat.openDm(first.id)
    setWorking(false)
    if (!done.ok) return setProblem(done.detail)
    onClose()
    go(`/inbox/${done.value}`)
  }
  if (browsing) return <Directory onClose={onClose} />
  return (
    <Dialog
      title={says.newTitle}
      onClose={onClose}
      tall
      foot={
        <Button type="submit" form={form} loading={working} disabled={people.length === 0}>
          {says.start}
        </Button>
      }
    >
      <form id={form} className={styles.form} onSubmit={start}>
        <Button look="secondary" className={directory.browse} onClick={() => setBrowsing(true)}>
          <Globe aria-hidden="true" />
          {browse}
        </Button>
        <PeoplePicker chosen={people} onChange={setPeople} />
        {people.length === 1 && (
          <Choice checked={wantsGroup} onChange={setWantsGroup} label={says.makeGroup} />
        )}
        {isGroup && people.length > 0 && (
          <>
            <TextField
              label={says.groupName}
              hint={says.groupNameHint}
              value={name}
              onChange={setName}
              maxLength={100}
            />
            <IconField value={icon} onChange={setIcon} />
            <Choice checked={isOpen} onChange={setIsOpen} label={says.openToAll} hint={says.openToAllHint} />
          </>
        )}
        <Problem detail={problem} />
      </form>
    </Dialog>
  )
}
