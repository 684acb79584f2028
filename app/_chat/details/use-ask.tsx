'use client'
// Asking something about a conversation: `ask` opens the dialog for it, `dialog` goes somewhere into the page.
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import type { Conversation } from '@/lib/contract/conversation'
import { untilThere } from '../until-there'
import type { Asked } from './asked'

const askedDialog = () => untilThere(() => import('./asked-dialog')).then(module => module.AskedDialog)
const AskedDialog = dynamic(askedDialog, { ssr: false })

export const useAsk = (conversation: Conversation): { ask: (asked: Asked) => void; dialog: ReactNode } => {
  const [asked, ask] = useState<Asked | null>(null)
  // The page does not wait for it, and who opens one does not either.
  useEffect(() => void askedDialog(), [])
  const dialog = asked && <AskedDialog asked={asked} conversation={conversation} onClose={() => ask(null)} />
  return { ask, dialog }
}
