'use client'
// Where one writes. Enter sends, except on a touch screen, where it adds a line; what is being composed by an input method
// is left alone.
import { Check, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, memo, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import { keys } from '@/lib/client/queries'
import { useCached } from '@/lib/client/use-cached'
import { useChat } from '@/lib/client/use-chat'
import { useDraft } from '@/lib/client/use-draft'
import { useSendMessage } from '@/lib/client/use-messages'
import { useTypist } from '@/lib/client/use-typing'
import { useWords } from '../../_ui/locale'
import { words } from '../words-conversation'
import styles from './composer.module.css'
import { ComposerMode } from './composer-mode'
import { lastEditable, replyDraft } from './composing'
import { DraftElsewhere, editsOf } from './later'
import { cleaned, isSendable, roomLeft } from './outgoing'
import { useQuoteWords } from './quote'
import { TypingNote } from './typing-note'
import { useDraftText } from './use-draft-text'
import { useEditText } from './use-edit-text'
import { useQuoted } from './use-quoted'
import { useReader } from './use-reader'

export type ComposerHandle = { focus: () => void }

type Props = {
  conversationId: string
  /** Nothing can be sent to a conversation that is not loaded; it can be written meanwhile. */
  isReady: boolean
  onSent: () => void
  /** The message that is to have other words; the draft waits meanwhile. */
  editing: string | null
  onEdit: (messageId: string | null) => void
  ref?: Ref<ComposerHandle>
}

export const Composer = memo(({ conversationId, isReady, onSent, editing, onEdit, ref }: Props) => {
  const says = useWords(words)
  const chat = useChat()
  const read = useReader()
  const field = useRef<HTMLTextAreaElement>(null)
  const [draft, setDraft] = useDraftText(conversationId, field)
  const elsewhere = useCached<string>(keys.draftElsewhere(conversationId))
  const edit = useEditText(editing, onEdit)
  const [replyTo, setReplyTo] = useDraft(replyDraft(conversationId))
  const quoted = useQuoteWords(useQuoted(isReady ? replyTo : ''))
  const isReply = replyTo !== '' && !edit
  const [text, setText] = edit ? [edit.text, edit.setText] : [draft, setDraft]
  const sendMessage = useSendMessage(conversationId)
  const tellTyping = useTypist(conversationId)
  const statusId = useId()
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), [])

  const left = roomLeft(text)
  const isTooLong = left !== null && left < 0
  const canSend = isReady && isSendable(text)

  const editId = edit?.id
  useEffect(() => {
    const { current } = field
    if (!editId || !current) return
    current.focus()
    toEnd(current)
  }, [editId])

  const send = () => {
    field.current?.focus()
    if (!canSend) return
    if (edit) {
      onEdit(null)
      void editsOf(chat).then(edits => edits.edit(edit.id, cleaned(text)))
      return
    }
    sendMessage(cleaned(text), replyTo || null)
    setText('')
    tellTyping('')
    setReplyTo('')
    onSent()
  }

  const editLast = () => {
    const ids = chat.queryClient.getQueryData<readonly string[]>(keys.messageIds(conversationId)) ?? []
    const last = lastEditable(ids, read, chat.viewer.id)
    if (last) onEdit(last)
    return last !== undefined
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // Safari ends a composition before it tells of its Enter; 229 is how it says whose key that was.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (event.key === 'Escape' && (edit || isReply)) {
      // Whoever listens further up, to close a pane, must not hear this one.
      event.stopPropagation()
      event.preventDefault()
      if (edit) onEdit(null)
      else setReplyTo('')
    } else if (event.key === 'ArrowUp' && isPlain && text === '' && !edit && !isReply) {
      if (editLast()) event.preventDefault()
    } else if (event.key === 'Enter') {
      const isMeant = event.ctrlKey || event.metaKey
      if (!isMeant && (event.shiftKey || event.altKey || isTouchScreen())) return
      event.preventDefault()
      send()
    }
  }

  return (
    <form
      className={styles.composer}
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      {edit && (
        <ComposerMode
          title={says.editing}
          line={edit.original}
          onClose={() => onEdit(null)}
          closeLabel={says.stopEditing}
        />
      )}
      {elsewhere && !edit && <DraftElsewhere {...{ conversationId, elsewhere, draft, setDraft }} />}
      {isReply && (
        <ComposerMode
          title={quoted.name === says.you ? says.replyingToSelf : says.replyingTo(quoted.name)}
          line={quoted.line}
          onClose={() => setReplyTo('')}
          closeLabel={says.stopReplying}
        />
      )}
      <div className={styles.box}>
        <div className={styles.field} data-text={text}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            placeholder={says.write}
            aria-label={edit ? says.editMessage : says.message}
            aria-invalid={isTooLong || undefined}
            aria-describedby={left === null ? undefined : statusId}
            onChange={({ target }) => {
              setText(target.value)
              if (!edit) tellTyping(target.value)
            }}
            onKeyDown={onKeyDown}
            // Where a draft was there before anybody came, browsers would have one write in front of it.
            onFocus={({ target }) => {
              if (target.selectionEnd === 0) toEnd(target)
            }}
          />
        </div>
        <button
          type="submit"
          className={styles.send}
          aria-label={edit ? says.save : says.send}
          title={edit ? says.save : says.send}
          aria-disabled={!canSend || undefined}
          // The field keeps the focus, and a phone its keyboard.
          onPointerDown={event => event.preventDefault()}
        >
          {edit ? <Check aria-hidden="true" /> : <SendHorizontal aria-hidden="true" />}
        </button>
      </div>
      <div className={styles.status}>
        <span id={statusId} role="status" className={isTooLong ? styles.tooLong : undefined}>
          {left !== null && (isTooLong ? says.tooLong(-left) : says.room(left))}
        </span>
        {left === null && (
          <>
            <TypingNote conversationId={conversationId} className={styles.typing} />
            <span className={styles.hint}>{edit ? says.editHint : says.hint}</span>
          </>
        )}
      </div>
    </form>
  )
})
Composer.displayName = 'Composer'

const toEnd = (field: HTMLTextAreaElement) => field.setSelectionRange(field.value.length, field.value.length)

const isTouchScreen = () => matchMedia('(pointer: coarse)').matches
