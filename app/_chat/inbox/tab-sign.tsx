'use client'
// What can be seen of the messenger while another tab is in front: the title and the icon say what is unread.
import { useEffect } from 'react'
import { useConversation } from '@/lib/client/use-conversation'
import { useUnreadTotal } from '@/lib/client/use-unread-total'
import { shortCount } from '../../_ui/badge'
import { useNow } from '../../_ui/use-now'
import { useTitle } from '../conversation-title'
import { useOpenId } from './navigation'

export const TabSign = () => {
  const total = useUnreadTotal(useNow() ?? Number.NEGATIVE_INFINITY)
  const title = useTitle(useConversation(useOpenId() ?? ''))
  const name = title ? `${title} · Tertulia` : 'Tertulia'
  const shown = total > 0 ? `(${shortCount(total)}) ${name}` : name
  useEffect(() => {
    document.title = shown
  }, [shown])
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!link || total === 0) return
    const { href } = link
    link.href = withDot
    return () => {
      link.href = href
    }
  }, [total])
  useEffect(
    () => () => {
      document.title = 'Tertulia'
    },
    [],
  )
  return null
}

/** app/icon.svg with a dot; a number could not be read at this size. */
const withDot = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="10" fill="#0b6875"/><g transform="translate(6 6)" fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round"><path stroke-width="1.9" d="M8 19.9a9 9 0 1 0-3.9-3.9L2.2 21.8Z"/><path stroke-width="2.9" d="M12 8.4h.01M8.6 13.6h.01M15.4 13.6h.01"/></g><circle cx="27" cy="9" r="9" fill="#e5352b" stroke="#fff" stroke-width="2.5"/></svg>`,
)}`
