'use client'
// Where a log begins: at the first message that is unread. If that stands above what is loaded, the history around it is fetched
// before anything is shown, or the end would be taken for read.
import { useEffect, useState } from 'react'
import { useChat } from '@/lib/client/use-chat'
import { usePassage } from '@/lib/client/use-messages'
import type { Conversation } from '@/lib/contract/conversation'
import { countAfter } from './unseen'
import { useReader } from './use-reader'

/** `failed`: it could not be had; it is asked for again after a while (ms), or by `retry`. */
const patience = 5000

export const useStart = (
  conversation: Conversation | undefined,
  newest: readonly string[] | undefined,
): { start: 'known' | 'coming' | 'failed'; retry: () => void } => {
  const chat = useChat()
  const read = useReader()
  const id = conversation?.id ?? ''
  const passage = usePassage(id)
  const [isKnown, setKnown] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(-1)

  const lastRead = conversation?.membership?.last_read_seq ?? 0
  const isAbove = () => {
    const first = newest?.[0] === undefined ? undefined : read(newest[0])
    if (passage || !first || first.seq <= lastRead + 1) return false
    const above = conversation!.membership!.unread_count
    return above > countAfter({ ids: newest!, read }, lastRead, chat.viewer.id)
  }
  const isComing = !isKnown && conversation !== undefined && newest !== undefined && isAbove()
  if (!isKnown && newest && !isComing) setKnown(true)

  useEffect(() => {
    if (!isComing) return
    let timer: ReturnType<typeof setTimeout>
    let isLive = true
    void chat.goTo(id, lastRead + 1).then(isThere => {
      if (!isLive || isThere) return
      setFailed(attempt)
      timer = setTimeout(() => setAttempt(attempt + 1), patience)
    })
    return () => {
      isLive = false
      clearTimeout(timer)
    }
  }, [chat, id, lastRead, isComing, attempt])

  const start = !isComing ? 'known' : failed === attempt ? 'failed' : 'coming'
  return { start, retry: () => setAttempt(attempt + 1) }
}
