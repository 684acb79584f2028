'use client'
// Bringing people into a group.
import { type FormEvent, useId, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useMembers } from '@/lib/client/use-people'
import type { User } from '@/lib/contract/user'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { words } from '../words-details'
import { PeoplePicker } from './people-picker'

export const AddPeople = ({ conversationId, onClose }: { conversationId: string; onClose: () => void }) => {
  const chat = useChat()
  const says = useWords(words)
  const form = useId()
  const { ids: present } = useMembers(conversationId)
  const [people, setPeople] = useState<readonly User[]>([])
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (people.length === 0 || working) return
    setWorking(true)
    setProblem(null)
    const done = await chat.addMembers(
      conversationId,
      people.map(({ id }) => id),
    )
    setWorking(false)
    if (done.ok) onClose()
    else setProblem(done.detail)
  }
  return (
    <Dialog
      title={says.addTitle}
      onClose={onClose}
      tall
      foot={
        <Button type="submit" form={form} loading={working} disabled={people.length === 0}>
          {people.length === 0 ? says.add : says.addCount(people.length)}
        </Button>
      }
    >
      <form id={form} onSubmit={add}>
        <PeoplePicker chosen={people} onChange={setPeople} present={present} />
        <Problem detail={problem} />
      </form>
    </Dialog>
  )
}
