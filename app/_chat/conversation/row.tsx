'use client'
// A message in its place: what stands above it (a day, the "New" line), and whether it begins or ends what somebody said.
import dynamic from 'next/dynamic'
import { memo, type Ref } from 'react'
import { useWords } from '../../_ui/locale'
import { DayLabel } from '../../_ui/time'
import { useMounted } from '../../_ui/use-now'
import { words } from '../words-conversation'
import { versionNote } from './later'
import styles from './message.module.css'
import { MessageItem } from './message-item'
import { placeOf } from './placing'
import { isSettled } from './unseen'
import { useReader } from './use-reader'
import { WaitingNote } from './waiting-note'

/** Few conversations need it. */
const VersionNote = dynamic(versionNote)

type Props = {
  id: string
  index: number
  previousId: string | undefined
  nextId: string | undefined
  isDivided: boolean
  isNextDivided: boolean
  measure: Ref<HTMLDivElement> | undefined
}

export const Row = memo(({ id, index, previousId, nextId, isDivided, isNextDivided, measure }: Props) => {
  const { new: isNew, newMessages } = useWords(words)
  const read = useReader()
  const isMounted = useMounted()
  const message = read(id)
  const previous = previousId === undefined ? undefined : read(previousId)
  const place =
    message &&
    placeOf(
      {
        previous,
        message,
        next: nextId === undefined ? undefined : read(nextId),
        isDivided,
        isNextDivided,
      },
      // The server does not know the reader's zone, and must not group otherwise than the page that takes over from it.
      isMounted ? undefined : 'UTC',
    )
  return (
    <div
      ref={measure}
      className={styles.row}
      data-index={index}
      data-first={place?.isFirst || undefined}
      data-last={place?.isLast || undefined}
    >
      {isMounted && place?.isNewDay && (
        <div className={styles.day}>
          <DayLabel at={message!.created_at} />
        </div>
      )}
      {isDivided && (
        // biome-ignore lint/a11y/useSemanticElements: an hr holds no text.
        <div className={styles.divider} role="separator" aria-label={newMessages}>
          {isNew}
        </div>
      )}
      {message && previous && previous.report_version !== message.report_version && (
        <VersionNote before={previous} after={message} />
      )}
      <MessageItem id={id} />
      {message?.report_version && nextId === undefined && <VersionNote before={message} />}
      {!isSettled(id) && <WaitingNote id={id} nextId={nextId} />}
    </div>
  )
})
Row.displayName = 'Row'
