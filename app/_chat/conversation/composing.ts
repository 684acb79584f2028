// What one writes beside a new message: other words for an own one, or an answer to one.
import type { Message } from '@/lib/contract/message'
import { isSettled } from './unseen'

/** Where the message that is being answered is kept, beside the draft of the conversation: it survives as the draft does. */
export const replyDraft = (conversationId: string) => `${conversationId}/reply`

type Said = Pick<Message, 'sender_id' | 'type' | 'deleted_at'>

/** The newest message of the viewer's that can have other words. */
export const lastEditable = (
  ids: readonly string[],
  read: (id: string) => Said | undefined,
  viewerId: string,
): string | undefined =>
  ids.findLast(id => {
    const message = isSettled(id) ? read(id) : undefined
    return message?.sender_id === viewerId && message.type === 'text' && message.deleted_at === null
  })

/** As much of a message as a line has room for, and a good deal more; without what marks code in it. */
export const oneLine = (text: string) =>
  text
    .slice(0, 300)
    .replace(/`{3,}/g, ' ')
    .replace(/(`{1,2})([^`\n]+)\1/g, '$2')
    .replace(/\s+/g, ' ')
