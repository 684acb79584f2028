'use client'
// What a moderator has done, when and why.
import type { Act } from '@/lib/contract/moderation'
import { useWords } from '../../_ui/locale'
import { InboxTime } from '../../_ui/time'
import { words } from '../words-moderation'
import styles from './moderation.module.css'

/** `about`: also whom it was about. */
export const ActLine = ({
  act,
  nameOf,
  about,
}: {
  act: Act
  nameOf: (id: string) => string
  about?: boolean
}) => {
  const says = useWords(words)
  return (
    <div className={styles.act}>
      <p className={styles.line}>
        <bdi className={styles.strong}>{says.did[act.act](nameOf(act.moderator_id))}</bdi>
        <InboxTime at={act.created_at} className={styles.quiet} />
      </p>
      {about && (
        <p className={styles.quiet}>
          <bdi>{says.about(nameOf(act.user_id))}</bdi>
        </p>
      )}
      <p className={styles.words}>{act.why}</p>
    </div>
  )
}
