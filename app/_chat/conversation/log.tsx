'use client'
// The messages of a conversation, ten or ten thousand: its end, or another part of its history, until that reaches the end.
import dynamic from 'next/dynamic'
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useExtent, usePassage } from '@/lib/client/use-messages'
import type { Conversation } from '@/lib/contract/conversation'
import { announcer, jumps } from './later'
import styles from './log.module.css'
import { useMessageKey } from './message-key'
import { Rows } from './rows'
import { countAfter, dividerAt, newestSeq } from './unseen'
import type { RowsHandle, Standing } from './use-log-scroll'
import { usePlace } from './use-place'
import { useReader } from './use-reader'
import { useSeen } from './use-seen'

export type LogHandle = { toNewest: () => void }

const Announcer = dynamic(announcer, { ssr: false })
const Jumps = dynamic(jumps, { ssr: false })

export const Log = ({
  conversation,
  newest,
  compose,
  href,
  linked = null,
  ref,
}: {
  conversation: Conversation
  href?: string
  /** The message that is to be shown first, and whenever it comes to be another one. */
  linked?: string | null
  /** The ids of its end. */
  newest: readonly string[]
  /** Where one writes takes a message over. */
  compose: (mode: 'reply' | 'edit', messageId: string) => void
  ref?: Ref<LogHandle>
}) => {
  const { id, membership } = conversation
  const chat = useChat()
  const read = useReader()
  const nameOf = useMessageKey()
  const passage = usePassage(id)
  const ids = passage?.ids ?? newest
  const older = useExtent(passage ? 'before' : 'messages', id)
  const newer = useExtent('after', id)
  const place = usePlace(ids, nameOf)
  const rows = useRef<RowsHandle>(null)
  const [standing, setStanding] = useState<Standing>('end')
  /** The message that somebody wants to go to, and the one from which they go. Who takes them there may come later. */
  const [wish, setWish] = useState({ id: linked, from: null as string | null })
  /** While they are on their way. */
  const goal = useRef(linked)
  const [followed, setFollowed] = useState(linked)
  if (linked !== followed) {
    setFollowed(linked)
    if (linked) setWish({ id: linked, from: null })
  }

  const [opened] = useState(() => ({
    lastRead: membership?.last_read_seq ?? 0,
    newest: newestSeq({ ids: newest, read }),
  }))
  const dividerId = useDivider(ids, opened.lastRead, older.hasMore, passage !== undefined)

  // The outermost ones loaded are held back while there is more beyond them: a row must know its neighbours, or it would
  // change its height when they are loaded.
  const from = older.hasMore && ids.length > 1 ? 1 : 0
  const count = Math.max(0, ids.length - from - (newer.hasMore ? 1 : 0))

  const unread = membership?.unread_count ?? 0
  /** Who goes to the end by a press or a key leaves what lies between unread no longer. */
  const hasSkipped = useRef(false)
  const mayRead = (upTo: number) =>
    hasSkipped.current ||
    !older.hasMore ||
    (read(ids[0]!)?.seq ?? 0) <= upTo + 1 ||
    unread <= countAfter({ ids, read }, upTo, chat.viewer.id)
  const { seen, look } = useSeen({
    conversationId: id,
    rows,
    place,
    ids: from ? ids.slice(from) : ids,
    from: opened.lastRead,
    mayRead,
  })

  const wantsFocus = useRef(false)
  const toNewest = useCallback(
    (focus = false) => {
      hasSkipped.current = true
      goal.current = null
      wantsFocus.current = focus
      if (passage) return chat.goBack(id)
      rows.current?.toEnd()
      if (focus) rows.current?.focus()
    },
    [chat, id, passage],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it has come to another place.
  useEffect(() => {
    if (wantsFocus.current) rows.current?.focus()
    wantsFocus.current = false
  }, [place])
  useImperativeHandle(ref, () => ({ toNewest }), [toNewest])

  const isAway = passage !== undefined
  const unseen =
    isAway || !mayRead(seen)
      ? unread
      : standing === 'end'
        ? 0
        : countAfter({ ids, read }, seen, chat.viewer.id)
  return (
    <div className={styles.stage}>
      <Rows
        key={place}
        ref={rows}
        conversation={conversation}
        ids={ids}
        from={from}
        count={count}
        nameOf={nameOf}
        older={older}
        newer={newer}
        onMore={side => (isAway ? chat.goOn(id, side) : chat.loadOlder(id))}
        dividerId={dividerId}
        startAt={ids.includes(goal.current!) ? goal.current : place === 0 ? dividerId : null}
        at={passage?.at}
        onStand={setStanding}
        onMove={look}
        toNewest={toNewest}
        onWish={setWish}
        compose={compose}
        href={href}
      />
      <Announcer ids={newest} from={opened.newest} />
      <div className={styles.pillFrame}>
        <Jumps
          conversationId={id}
          ids={ids}
          newest={newest}
          from={from}
          count={count}
          wish={wish}
          rows={rows}
          goal={goal}
          isAway={isAway}
          standing={standing}
          unseen={unseen}
          onNewest={() => toNewest(true)}
        />
      </div>
    </div>
  )
}

/** Where the "New" line stands: found once, and kept until the conversation is left. */
const useDivider = (
  ids: readonly string[],
  lastRead: number,
  hasOlder: boolean,
  isAway: boolean,
): string | null => {
  const read = useReader()
  const { viewer } = useChat()
  const [found, setFound] = useState(() =>
    dividerAt({ ids, read }, { lastRead, viewerId: viewer.id, hasOlder }),
  )
  // It may lie above what was loaded at first.
  if (found === undefined && !isAway) {
    const now = dividerAt({ ids, read }, { lastRead, viewerId: viewer.id, hasOlder })
    if (now !== undefined) setFound(now)
  }
  return found ?? null
}
