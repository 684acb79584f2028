'use client'
// The way to a reaction that is not there yet. What it opens is fetched when somebody comes near.
import { SmilePlus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { untilThere } from '@/lib/client/until-there'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'

/** Fetches the picker. */
export const picker = () =>
  untilThere(() => import('./reaction-picker')).then(module => module.ReactionPicker)
export const ReactionPicker = dynamic(picker, { ssr: false })

/** `reacted`: what is the viewer's already. `isStop`: Tab comes by it. Stands by itself, wherever a message has its tools. */
export const AddReaction = ({
  reacted,
  isStop,
  onReact,
  className,
}: {
  isStop?: boolean
  reacted: readonly string[]
  onReact: (emoji: string, isReacted: boolean) => void
  className?: string
}) => {
  const { addReaction } = useWords(words)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        data-reacts
        tabIndex={isStop ? 0 : -1}
        className={className}
        title={addReaction}
        aria-label={addReaction}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={picker}
        onFocus={picker}
        onClick={() => setOpen(!open)}
      >
        <SmilePlus aria-hidden="true" />
      </button>
      {open && (
        <ReactionPicker button={button} reacted={reacted} onReact={onReact} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
