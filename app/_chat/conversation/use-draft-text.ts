'use client'
// The text in the composer. It is the field's own, since a cache tells of changes a moment later and a field must not lag
// behind its keys; the draft in the cache follows it, and fills it while nobody is writing in it.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { keys } from '@/lib/client/queries'
import { useChat } from '@/lib/client/use-chat'
import { useDraft } from '@/lib/client/use-draft'

export const useDraftText = (
  conversationId: string,
  field: RefObject<HTMLTextAreaElement | null>,
): [string, (text: string) => void] => {
  const chat = useChat()
  const [draft, setDraft] = useDraft(conversationId)
  const [text, setText] = useState(draft)
  const isTouched = useRef(false)
  const take = (next: string) => {
    isTouched.current = true
    setText(next)
    setDraft(next)
  }
  // What was written while the page was not yet alive stands in the field, and nobody was told.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what stood there when the page came to life.
  useEffect(() => {
    const written = field.current?.value
    if (written && written !== text) take(written)
  }, [])
  // It comes late after a reload, and changes when the same conversation is written in elsewhere: in the page, in another tab,
  // on another device. Who writes here is left alone until they go.
  useEffect(() => {
    const { current } = field
    const isWriting = isTouched.current && document.activeElement === current
    if (!isWriting) setText(draft)
    const follow = () => {
      isTouched.current = false
      setText(chat.queryClient.getQueryData<string>(keys.draft(conversationId)) ?? '')
    }
    current?.addEventListener('blur', follow)
    return () => current?.removeEventListener('blur', follow)
  }, [draft, field, chat, conversationId])
  return [text, take]
}
