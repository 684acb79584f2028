'use client'
// The text in the composer. It is the field's own, since a cache tells of changes a moment later and a field must not lag
// behind its keys; the draft in the cache follows it, and fills it while nobody is writing in it.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDraft } from '@/lib/client/use-draft'

export const useDraftText = (
  conversationId: string,
  field: RefObject<HTMLTextAreaElement | null>,
): [string, (text: string) => void] => {
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
  useEffect(() => {
    // It comes late after a reload, and changes when the same conversation is written in elsewhere in the page.
    const isWriting = isTouched.current && document.activeElement === field.current
    if (!isWriting) setText(draft)
  }, [draft, field])
  return [text, take]
}
