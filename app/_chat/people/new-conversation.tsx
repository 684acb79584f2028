'use client'
// Starting a conversation from anywhere in the inbox.
import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { StartDialog } from '../inbox/later'

const OpenContext = createContext<() => void>(() => {})

/** Opens the dialog in which one is started. */
export const useNewConversation = () => use(OpenContext)

export const NewConversationProvider = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useState(false)
  return (
    <OpenContext value={useCallback(() => setOpen(true), [])}>
      {children}
      {open && <StartDialog onClose={() => setOpen(false)} />}
    </OpenContext>
  )
}
