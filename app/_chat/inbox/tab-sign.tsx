'use client'
// What can be seen of the messenger while another tab is in front: the title and the icon say what is unread.
import { useEffect } from 'react'
import { useConversation } from '@/lib/client/use-conversation'
import { useUnreadTotal } from '@/lib/client/use-unread-total'
import { shortCount } from '../../_ui/badge'
import { useNow } from '../../_ui/use-now'
import { useTitle } from '../conversation-title'
import { useOpenId } from './navigation'
import { iconCount, iconWith } from './tab-icon'

export const TabSign = () => {
  const total = useUnreadTotal(useNow() ?? Number.NEGATIVE_INFINITY)
  const title = useTitle(useConversation(useOpenId() ?? ''))
  const name = title ? `${title} · Tertulia` : 'Tertulia'
  const shown = total > 0 ? `(${shortCount(total)}) ${name}` : name
  useEffect(() => {
    document.title = shown
  }, [shown])
  const count = total > 0 ? iconCount(total) : null
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!link || !count) return
    const { href } = link
    link.href = iconWith(count)
    return () => {
      link.href = href
    }
  }, [count])
  useEffect(
    () => () => {
      document.title = 'Tertulia'
    },
    [],
  )
  return null
}
