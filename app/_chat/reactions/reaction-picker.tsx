'use client'
// The few emojis that nearly always do, and behind them all there are, with a search and what was used last.
import { EmojiPicker, type EmojiPickerListComponents } from 'frimousse'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { oneEmoji } from '../../_ui/emoji'
import { useLocale, useWords } from '../../_ui/locale'
import { besides } from '../../_ui/placement'
import { isTouched } from '../is-touched'
import { words } from '../words-reactions'
import { common } from './common'
import { emojisIn } from './emojis'
import styles from './picker.module.css'
import { recentIn, remember } from './recent'

/** As many as fit beside each other on a phone of 320 px. */
const columns = 8
const steps: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowRight: 1 }

type Props = {
  button: RefObject<HTMLElement | null>
  /** What it is for, where that is not to react. */
  label?: string
  /** All there are at once: the few were offered elsewhere. */
  whole?: boolean
  reacted: readonly string[]
  onReact: (emoji: string, isReacted: boolean) => void
  onClose: () => void
}

/** Rendered only while open, beside its button. */
export const ReactionPicker = ({ button, label, whole = false, reacted, onReact, onClose }: Props) => {
  const { react, more } = useWords(words)
  const { viewer } = useChat()
  const [isWhole, setWhole] = useState(whole)
  const ref = useBeside(button, onClose)
  const close = () => {
    onClose()
    button.current?.focus()
  }
  useEffect(() => {
    if (isWhole && isTouched()) ref.current!.focus()
  }, [isWhole, ref])
  const choose = (emoji: string, isReacted: boolean) => {
    if (isReacted) remember(viewer.id, emoji)
    close()
    onReact(emoji, isReacted)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Whoever listens further up for Escape, to close a pane, must not hear this one.
    event.stopPropagation()
    const step = steps[event.key]
    if (step && !isWhole) {
      const all = [...event.currentTarget.querySelectorAll('button')]
      all[all.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
    } else if (event.key !== 'Escape') return
    else close()
    event.preventDefault()
  }
  return (
    // It stands in the log, which reads out what comes into it: this is for whoever opened it.
    <div
      ref={ref}
      role="dialog"
      aria-label={label ?? react}
      aria-live="off"
      popover="manual"
      tabIndex={-1}
      className={styles.picker}
      onKeyDown={onKeyDown}
    >
      {isWhole ? (
        <All onChoose={emoji => choose(emoji, true)} recent={recentIn(viewer.id)} />
      ) : (
        <div className={styles.common}>
          {common.map((emoji, at) => (
            <EmojiButton
              key={emoji}
              emoji={emoji}
              isOn={reacted.includes(emoji)}
              isFirst={at === 0}
              onChoose={() => choose(emoji, !reacted.includes(emoji))}
            />
          ))}
          <button
            type="button"
            className={styles.more}
            aria-label={more}
            title={more}
            onClick={() => setWhole(true)}
          >
            <Plus aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}

const EmojiButton = ({
  emoji,
  isOn,
  isFirst,
  onChoose,
}: {
  emoji: string
  isOn?: boolean
  isFirst?: boolean
  onChoose: () => void
}) => (
  <button
    type="button"
    className={styles.emoji}
    aria-pressed={isOn}
    data-autofocus={isFirst || undefined}
    onClick={onChoose}
  >
    {emoji}
  </button>
)

const parts: Partial<EmojiPickerListComponents> = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className={styles.heading}>
      {category.label}
    </div>
  ),
  // The library counts from 0, and ARIA from 1. By the number of a row it also finds it, except the first.
  Row: ({ 'aria-rowindex': at, ...props }) => (
    <div {...props} {...{ 'aria-rowindex': at || undefined }} className={styles.row} />
  ),
  Emoji: ({ emoji, 'aria-colindex': at, ...props }) => (
    <button type="button" {...props} {...{ 'aria-colindex': (at ?? 0) + 1 }} className={styles.emoji}>
      {emoji.emoji}
    </button>
  ),
}

const All = ({ recent, onChoose }: { recent: readonly string[]; onChoose: (emoji: string) => void }) => {
  const { search, searchHint, recently, loading, none } = useWords(words)
  const locale = useLocale()
  const [asked, setAsked] = useState('')
  // Whoever has a keyboard for emojis needs no name for one, nor for the tone of a hand.
  const typed = oneEmoji(asked)
  return (
    <EmojiPicker.Root
      key={locale}
      className={styles.all}
      columns={columns}
      locale={locale}
      resolveEmojiData={emojisIn}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
    >
      <EmojiPicker.Search
        // Under a finger it would bring up a keyboard over what is to be chosen from.
        autoFocus={!isTouched()}
        // At the very beginning it cannot have it yet: the popover opens a moment later.
        data-autofocus={!isTouched() || undefined}
        className={styles.search}
        // Of no form: the one around it is not to be sent by searching.
        form="none"
        aria-label={search}
        placeholder={searchHint}
        value={asked}
        onChange={event => setAsked(event.target.value)}
        onKeyDown={event => {
          if (typed === null || event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          onChoose(typed)
        }}
      />
      {typed !== null && (
        <div className={styles.recent}>
          <EmojiButton emoji={typed} onChoose={() => onChoose(typed)} />
        </div>
      )}
      {asked === '' && recent.length > 0 && (
        <section className={styles.recent} aria-label={recently}>
          <h3 className={styles.heading}>{recently}</h3>
          <div className={styles.row}>
            {recent.map(emoji => (
              <EmojiButton key={emoji} emoji={emoji} onChoose={() => onChoose(emoji)} />
            ))}
          </div>
        </section>
      )}
      <EmojiPicker.Viewport className={styles.viewport}>
        <EmojiPicker.Loading className={styles.said}>{loading}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={styles.said}>{typed === null && none}</EmojiPicker.Empty>
        <EmojiPicker.List aria-label={search} components={parts} />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  )
}

/** In the top layer beside a button, placed anew when it grows; a press elsewhere closes it. */
const useBeside = (button: RefObject<HTMLElement | null>, onLeave: () => void) => {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = ref.current!
    if (!box.matches(':popover-open')) box.showPopover()
    const place = () => {
      if (!button.current) return
      const { top, left } = besides(
        button.current.getBoundingClientRect(),
        { width: box.offsetWidth, height: box.offsetHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
      )
      box.style.top = `${top}px`
      box.style.left = `${left}px`
    }
    place()
    box.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    const sized = new ResizeObserver(place)
    sized.observe(box)
    // A phone's keyboard takes half of the window, and is no reason to go.
    window.addEventListener('resize', place)
    return () => {
      sized.disconnect()
      window.removeEventListener('resize', place)
    }
  }, [button])

  useEffect(() => {
    const outside = ({ target }: Event) => {
      if (!ref.current?.contains(target as Node) && !button.current?.contains(target as Node)) onLeave()
    }
    document.addEventListener('pointerdown', outside, true)
    document.addEventListener('focusin', outside, true)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      document.removeEventListener('focusin', outside, true)
    }
  })
  return ref
}
