// How the tab is connected, and what the viewer is writing.
import { useSyncExternalStore } from 'react'
import type { Connection } from './chat'
import { useChat } from './use-chat'

const unknown: Connection = { state: 'connecting', troubledSince: null }

export const useConnection = (): Connection => {
  const chat = useChat()
  return useSyncExternalStore(chat.onConnection, chat.connection, () => unknown)
}
