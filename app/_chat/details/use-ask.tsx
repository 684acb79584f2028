'use client'
// Asking something about a conversation: `ask` opens the dialog for it, `dialog` goes somewhere into the page.
import { type ReactNode, useState } from 'react'
import type { Conversation } from '@/lib/contract/conversation'
import { AskedDialog } from '../inbox/later'
import type { Asked } from './asked'

export const useAsk = (conversation: Conversation): { ask: (asked: Asked) => void; dialog: ReactNode } => {
  const [asked, ask] = useState<Asked | null>(null)
  const dialog = asked && <AskedDialog asked={asked} conversation={conversation} onClose={() => ask(null)} />
  return { ask, dialog }
}
