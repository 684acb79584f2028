'use client'
// From a quote to what it quotes, however far up that stands, and back to where one was.
import { Undo2 } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createLookUps } from '@/lib/client/look-ups'
import { useChat } from '@/lib/client/use-chat'
import { classNames } from '../../_ui/class-names'
import { useWords } from '../../_ui/locale'
import { words as after } from '../words-actions'
import { words } from '../words-conversation'
import styles from './log.module.css'
import { Pill } from './pill'
import type { RowsHandle, Standing } from './use-log-scroll'
import { useReader } from './use-reader'

type Props = {
  conversationId: string
  ids: readonly string[]
  /** The ids of the history's end. */
  newest: readonly string[]
  /** As in Rows. */
  from: number
  count: number
  wish: { id: string | null; from: string | null }
  rows: RefObject<RowsHandle | null>
  /** The message that somebody is on their way to: where another place begins. */
  goal: RefObject<string | null>
  /** What is shown is another part of the history. */
  isAway: boolean
  standing: Standing
  /** How many are unread further down. */
  unseen: number
  onNewest: () => void
}

export const Jumps = (props: Props) => {
  const { conversationId, ids, from, count, wish, rows, goal, isAway, standing } = props
  const isAtEnd = !isAway && standing === 'end'
  const chat = useChat()
  const read = useReader()
  const says = useWords(words)
  const { backToPlace } = useWords(after)
  const [sought, setSought] = useState(goal.current)
  /** The messages from which one has jumped, the last one last. */
  const [trail, setTrail] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState<'notThere' | 'loadFailed' | null>(null)
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  const go = useCallback(
    async (id: string) => {
      goal.current = id
      setSought(id)
      setTrouble(null)
      const { ids, from, count, newest } = latest.current
      if (ids.slice(from, from + count).includes(id)) return
      if (newest.indexOf(id) > 0) return chat.goBack(conversationId)
      const message = read(id) ?? (await chat.part(createLookUps).message(id))
      const isHere = message?.conversation_id === conversationId
      if (goal.current !== id || (isHere && (await chat.goTo(conversationId, message.seq)))) return
      goal.current = null
      setSought(null)
      setTrouble(isHere ? 'loadFailed' : 'notThere')
    },
    [chat, conversationId, goal, read],
  )

  // Who has come to the newest is not on the way any more. Before the wish, which may be older than this part.
  useEffect(() => {
    if (isAtEnd) setTrail([])
  }, [isAtEnd])

  useEffect(() => {
    if (wish.id === null) return
    const { from } = wish
    if (from !== null) setTrail(held => [...held, from])
    void go(wish.id)
  }, [wish, go])

  const index = sought === null ? -1 : ids.indexOf(sought) - from
  const isThere = index >= 0 && index < count
  useEffect(() => {
    if (!isThere || !rows.current) return
    goal.current = null
    setSought(null)
    rows.current.virtualizer.scrollToIndex(index, { align: 'center' })
    flash(rows.current.scroller, sought!)
  }, [isThere, index, sought, rows, goal])

  return (
    <>
      {trouble && (
        <span role="status" className={styles.note}>
          {says[trouble]}
        </span>
      )}
      {trail.length > 0 && (
        <button
          type="button"
          className={classNames(styles.pill, styles.bare)}
          aria-label={backToPlace}
          title={backToPlace}
          onClick={() => {
            setTrail(trail.slice(0, -1))
            void go(trail.at(-1)!)
          }}
        >
          <Undo2 aria-hidden="true" />
        </button>
      )}
      <Pill count={props.unseen} isFar={standing === 'far'} isAway={isAway} onPress={props.onNewest} />
    </>
  )
}

/** Until a row is there and measured, in frames. */
const patience = 60

/** It lights up for a second, and has the focus: whoever goes by keyboard goes on from there. */
const flash = (log: HTMLElement | null, id: string, left = patience) => {
  requestAnimationFrame(() => {
    const bubble = log?.querySelector<HTMLElement>(`[data-message="${id}"]`)
    if (!bubble) return left > 0 && flash(log, id, left - 1)
    bubble.focus({ preventScroll: true })
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    bubble.animate(
      [
        { outline: '2px solid var(--accent)', outlineOffset: '2px' },
        {
          outline: '2px solid',
          outlineColor: isStill ? 'var(--accent)' : 'transparent',
          outlineOffset: '2px',
        },
      ],
      { duration: 1000, easing: 'ease-in' },
    )
  })
}
