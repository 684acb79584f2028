'use client'
// On top of everything: that there is no connection, or that what was missed is on its way. Short troubles pass unsaid.
import { useEffect, useState } from 'react'
import { useConnection } from '@/lib/client/use-connection'
import { Banner } from '../../_ui/banner'

const unsaidMs = 2_000

/** `start`: in a narrow pane the words begin at its edge. */
export const ConnectionBanner = ({ start }: { start?: boolean }) => {
  const { state, troubledSince } = useConnection()
  const lasts = useLasts(troubledSince)
  return (
    <Banner
      start={start}
      state={!lasts || state === 'live' ? null : state === 'catching-up' ? state : 'offline'}
    />
  )
}

/** Whether what began then has gone on for long enough to be told. */
const useLasts = (since: number | null): boolean => {
  const [told, setTold] = useState<number | null>(null)
  useEffect(() => {
    if (since === null) return
    const timer = setTimeout(() => setTold(since), Math.max(0, since + unsaidMs - Date.now()))
    return () => clearTimeout(timer)
  }, [since])
  return since !== null && told === since
}
