// The one place where stream, cache and sends meet: makes the tab's chat and hands it to everything beneath.
'use client'
import { type ReactNode, useEffect, useState } from 'react'
import type { Chat, Snapshot } from './chat'
import { createChat } from './create-chat'
import { ChatContext, useChat } from './use-chat'

type Props = { snapshot: Snapshot; children: ReactNode; onSignedOut?: () => void }

/**
 * One a page. `snapshot` is what the server rendered from; a later one is not looked at. `onSignedOut` is called when the
 * session is over, or somebody else's; unless it is given the page is loaded again, and the server says what comes then.
 */
export const ChatProvider = ({ snapshot, children, onSignedOut = reload }: Props) => {
  const [chat] = useState<Chat>(() => createChat(snapshot, { onSignedOut }))
  useEffect(() => chat.start(), [chat])
  return <ChatContext value={chat}>{children}</ChatContext>
}

const reload = () => window.location.reload()

/** Hands over what a page beneath the provider was rendered from. */
export const Handover = ({ snapshot, children }: { snapshot: Partial<Snapshot>; children: ReactNode }) => {
  const chat = useChat()
  useState(() => chat.land(snapshot))
  return children
}
