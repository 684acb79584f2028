'use client'
// "Are you sure": what would happen, and what the server said if it did not.
import { type ReactNode, useState } from 'react'
import type { Done } from '@/lib/client/chat'
import { Button } from '../../_ui/button'
import type { Look } from '../../_ui/button-look'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { words } from '../words-details'
import { Problem } from './problem'

export const ConfirmDialog = ({
  title,
  children,
  yes,
  look = 'danger',
  isReady = true,
  act,
  onDone,
  onClose,
}: {
  title: string
  children: ReactNode
  /** The word on the button that does it. */
  yes: string
  look?: Look
  /** Something is still to be chosen before it can be done. */
  isReady?: boolean
  act: () => Promise<Done>
  onDone?: () => void
  onClose: () => void
}) => {
  const { cancel } = useWords(words)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const confirm = async () => {
    setWorking(true)
    setProblem(null)
    const done = await act()
    if (!done.ok) {
      setWorking(false)
      setProblem(done.detail)
      return
    }
    onClose()
    onDone?.()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button look="secondary" onClick={onClose} data-autofocus>
            {cancel}
          </Button>
          <Button look={look} loading={working} disabled={!isReady} onClick={confirm}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      <Problem detail={problem} />
    </Dialog>
  )
}
