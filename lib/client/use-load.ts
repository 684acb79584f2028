// How what a page has asked for stands.
import { useSyncExternalStore } from 'react'
import type { Load } from './chat'
import { useChat } from './use-chat'

/** `key` as in Chat.load. */
export const useLoad = (key: string): { load: Load; reload: () => void } => {
  const chat = useChat()
  const read = () => chat.load(key)
  return { load: useSyncExternalStore(chat.onLoads, read, read), reload: () => chat.reload(key) }
}
