'use client'
// Where one writes. Enter sends, except on a touch screen, where it adds a line; what is being composed by an input method
// is left alone.
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, memo, useId, useRef } from 'react'
import { useSendMessage } from '@/lib/client/use-messages'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './composer.module.css'
import { cleaned, isSendable, roomLeft } from './outgoing'
import { useDraftText } from './use-draft-text'

type Props = {
  conversationId: string
  /** Nothing can be sent to a conversation that is not loaded; it can be written meanwhile. */
  isReady: boolean
  onSent: () => void
}

export const Composer = memo(({ conversationId, isReady, onSent }: Props) => {
  const { message, write, send: sendWord, hint, room, tooLong } = useWords(words)
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraftText(conversationId, field)
  const sendMessage = useSendMessage(conversationId)
  const statusId = useId()

  const left = roomLeft(text)
  const isTooLong = left !== null && left < 0
  const canSend = isReady && isSendable(text)

  const send = () => {
    field.current?.focus()
    if (!canSend) return
    sendMessage(cleaned(text))
    setText('')
    onSent()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // Safari ends a composition before it tells of its Enter; 229 is how it says whose key that was.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
    const isMeant = event.ctrlKey || event.metaKey
    if (!isMeant && (event.shiftKey || event.altKey || isTouchScreen())) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className={styles.composer}
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <div className={styles.box}>
        <div className={styles.field} data-text={text}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            placeholder={write}
            aria-label={message}
            aria-invalid={isTooLong || undefined}
            aria-describedby={left === null ? undefined : statusId}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <button
          type="submit"
          className={styles.send}
          aria-label={sendWord}
          title={sendWord}
          aria-disabled={!canSend || undefined}
          // The field keeps the focus, and a phone its keyboard.
          onPointerDown={event => event.preventDefault()}
        >
          <SendHorizontal aria-hidden="true" />
        </button>
      </div>
      <div className={styles.status}>
        <span id={statusId} role="status" className={isTooLong ? styles.tooLong : undefined}>
          {left !== null && (isTooLong ? tooLong(-left) : room(left))}
        </span>
        {left === null && <span className={styles.hint}>{hint}</span>}
      </div>
    </form>
  )
})
Composer.displayName = 'Composer'

const isTouchScreen = () => matchMedia('(pointer: coarse)').matches
