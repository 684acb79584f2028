'use client'
// What a conversation is about, in a line: the kind and the title of the host's object, and how it stands.
import { FileText, Flag, House, Ticket } from 'lucide-react'
import { useState } from 'react'
import styles from './chip.module.css'
import { classNames } from './class-names'
import { useWords } from './locale'
import { words } from './words'

const icons = { report: Flag, listing: House, ticket: Ticket }

/** By a name that comes from outside. */
export const of = <T,>(known: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(known, name) ? known[name] : undefined

/** "Report · Broken streetlight". A kind of the host's own that we have no word for is said as it is. */
export const Chip = ({ kind, title, className }: { kind: string; title: string; className?: string }) => {
  const { kinds } = useWords(words)
  return (
    <span className={classNames(styles.chip, className)}>
      <KindIcon kind={kind} />
      <span className="truncate">
        {of(kinds, kind) ?? kind} · <bdi>{title}</bdi>
      </span>
    </span>
  )
}

export const KindIcon = ({ kind, className }: { kind: string; className?: string }) => {
  const Icon = of<typeof Flag>(icons, kind) ?? FileText
  return <Icon aria-hidden="true" className={className} />
}

/** "Report", "Anuncio". */
export const useKindWord = (kind: string): string => of(useWords(words).kinds, kind) ?? kind

const tones: Record<string, 'accent' | 'warn' | 'ok' | 'off'> = {
  new: 'accent',
  reported: 'accent',
  confirmed: 'accent',
  in_progress: 'warn',
  reserved: 'warn',
  solved: 'ok',
  available: 'ok',
}

/** How an object stands, as its `metadata.state` names it; fades over when it changes. `small` in strips. */
export const StateChip = ({
  state,
  small,
  className,
}: {
  state: string
  small?: boolean
  className?: string
}) => {
  const word = useStateWord(state)
  const [seen, setSeen] = useState({ state, changed: false })
  if (seen.state !== state) setSeen({ state, changed: true })
  return (
    <span
      key={state}
      className={classNames(
        styles.state,
        small && styles.small,
        seen.changed && styles.changed,
        styles[of(tones, state) ?? 'off'],
        className,
      )}
    >
      <span className="truncate">{word}</span>
    </span>
  )
}

/** "In progress", "Disponible". */
export const useStateWord = (state: string): string => of(useWords(words).states, state) ?? state
