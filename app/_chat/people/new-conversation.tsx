'use client'
// Starting a conversation from anywhere in the inbox.
import dynamic from 'next/dynamic'
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { untilThere } from '../until-there'

const startDialog = () => untilThere(() => import('./start-dialog')).then(module => module.StartDialog)
const StartDialog = dynamic(startDialog, { ssr: false })

const OpenContext = createContext<() => void>(() => {})

/** Opens the dialog in which one is started. */
export const useNewConversation = () => use(OpenContext)

export const NewConversationProvider = ({ children }: { children: ReactNode }) => {
  const [open, setOpen] = useState(false)
  // The inbox does not wait for it, and who opens it does not either.
  useEffect(() => void startDialog(), [])
  return (
    <OpenContext value={useCallback(() => setOpen(true), [])}>
      {children}
      {open && <StartDialog onClose={() => setOpen(false)} />}
    </OpenContext>
  )
}
