'use client'
// A message that another one quotes. What the log shows brings its quotes along; the draft of a reply may outlive them, and
// then it is looked up.
import { useEffect, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { useMessage } from '@/lib/client/use-messages'
import type { Message } from '@/lib/contract/message'
import { lookUp } from './later'

/** Undefined while it is not known, null where there is nothing to see. An empty id is no message. */
export const useQuoted = (id: string): Message | null | undefined => {
  const chat = useChat()
  const held = useMessage(id)
  const [missing, setMissing] = useState('')
  const isSought = id !== '' && held === undefined
  useEffect(() => {
    if (!isSought) return
    let isLive = true
    void lookUp(chat, id).then(message => isLive && message === null && setMissing(id))
    return () => {
      isLive = false
    }
  }, [chat, id, isSought])
  return held ?? (id !== '' && missing === id ? null : undefined)
}
