// A change of the viewer's to a message, laid over it until the server has told it.
import type { Message } from '../../../contract/message'
import type { Edit } from '../state'

/** The message as the viewer is to see it: what they have changed is changed, unless it was refused. */
export const edited = (message: Message, edit: Edit | undefined): Message => {
  if (!edit || edit.status === 'failed' || message.deleted_at !== null) return message
  const { content, at } = edit
  return content === null
    ? { ...message, content: '', metadata: {}, reactions: [], reacted: [], deleted_at: at }
    : { ...message, content, edited_at: at }
}

/** Whether the message itself says what was changed, so that nothing need be laid over it. */
export const isTold = ({ deleted_at, edited_at }: Message, { content, answered }: Edit): boolean =>
  content === null ? deleted_at !== null : answered !== null && (deleted_at ?? edited_at ?? '') >= answered
