'use client'
// Why something is unread, asked for anew whenever the conversation changes. An answer that a later question has overtaken is dropped.
import { useCallback, useEffect, useRef, useState } from 'react'
import { createUnreadReasons, type UnreadReasons } from '@/lib/client/unread-reasons'
import { useChat } from '@/lib/client/use-chat'
import type { Conversation } from '@/lib/contract/conversation'

export const useUnreadReasons = (conversation: Conversation) => {
  const { explain, isHere } = useChat().part(createUnreadReasons)
  const [reasons, setReasons] = useState<UnreadReasons | null>(null)
  const [isFailed, setFailed] = useState(false)
  const turn = useRef(0)

  const ask = useCallback(async () => {
    const mine = ++turn.current
    setFailed(false)
    const done = await explain(conversation.id)
    if (turn.current !== mine) return
    setFailed(!done.ok)
    if (done.ok) setReasons(done.value)
    // Another one whenever something is said, read or deleted in it.
  }, [explain, conversation])
  useEffect(() => void ask(), [ask])

  return { reasons, isFailed, isHere, ask }
}
