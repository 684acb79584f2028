'use client'
// One person found.
import type { User } from '@/lib/contract/user'
import { Avatar } from '../../_ui/avatar'
import styles from './person-option.module.css'

export const PersonOption = ({
  id,
  user,
  at,
  active,
  note,
  onChoose,
}: {
  id: string
  user: User
  at: number
  /** The one that Enter chooses. */
  active: boolean
  /** Why this one cannot be chosen. */
  note: string | null
  onChoose: () => void
}) => (
  // The focus stays in the field, which takes the keys and names the active one.
  // biome-ignore lint/a11y/useFocusableInteractive: see above.
  // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
  <div
    id={id}
    role="option"
    aria-selected={active}
    aria-disabled={note !== null || undefined}
    data-at={at}
    className={styles.option}
    onPointerDown={event => event.preventDefault()}
    onClick={onChoose}
  >
    <Avatar user={user} size={32} />
    <bdi className={styles.name}>{user.name}</bdi>
    {note && <span className={styles.note}>{note}</span>}
  </div>
)
