// What of a conversation comes after it is to be seen, in one piece: the actions of its messages and what they do.
import type { Chat } from '@/lib/client/chat'
import { untilThere } from '../until-there'

const actions = () => untilThere(() => import('./message-actions'))

export const messageActions = () => actions().then(({ MessageActions }) => MessageActions)

/** Edits and deletions of the viewer's. */
export const editsOf = async (chat: Chat) => chat.part((await actions()).createEdits)
