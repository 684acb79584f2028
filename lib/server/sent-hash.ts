// What a message was when it was sent.
import { createHash } from 'node:crypto'

/** What a retry is compared by, even after the message was edited or deleted. */
export const hashOf = (content: string, replyTo: string | null) =>
  createHash('sha256')
    .update(`${replyTo ?? ''}\0${content}`)
    .digest()
