'use client'
// What was asked for without waiting: if the server refuses, that shows.
import { useCallback, useState } from 'react'
import type { Done } from '@/lib/client/chat'
import { Dialog } from '../../_ui/dialog'
import { useWords } from '../../_ui/locale'
import { Problem } from '../details/problem'
import { words } from '../words-own'

/** `problem` is to be rendered: why the last thing did not come about, or nothing. */
export const useDoing = () => {
  const { notChanged } = useWords(words)
  const [detail, setDetail] = useState<string | null>(null)
  const onDoing = useCallback(async (doing: Promise<Done>) => {
    const done = await doing
    if (!done.ok) setDetail(done.detail)
  }, [])
  const problem = detail !== null && (
    <Dialog title={notChanged} onClose={() => setDetail(null)}>
      <Problem detail={detail} />
    </Dialog>
  )
  return { onDoing, problem }
}
