// What is sent from a tab: one after the other in each conversation, tried again or discarded where it was refused.
import {
  changePending,
  confirmPending,
  discardPending,
  insertPending,
  pendingIn,
} from '../../../client/cache/pending'
import { entriesOf, read } from '../../../client/cache/table'
import type { Message } from '../../../contract/message'
import { isRefused, type Refused } from '../server/answers'
import type { Desk } from './desk'

/** What the server makes of a send. */
export type Post = (
  conversationId: string,
  key: string,
  content: string,
  replyTo: string | null,
) => Message | Refused

export const createSends = (desk: Desk, post: Post) => {
  const sent = new Map<string, { conversationId: string; content: string; isDiscarded: boolean }>()

  /** The next of a conversation's sends that is not waiting for the viewer. */
  const pump = (conversationId: string) => {
    const key = `send:${conversationId}`
    const pending = pendingIn(desk.state, conversationId).find(({ status }) => status !== 'failed')
    if (!pending || desk.isAsked(key)) return
    const { client_message_id, content, reply_to_id } = pending
    const stands = (status: 'waiting' | 'failed') =>
      desk.commit(changePending(desk.state, client_message_id, { status, reason: null }), `send is ${status}`)
    desk.ask({
      key,
      must: false,
      read: () => post(conversationId, client_message_id, content, reply_to_id),
      land: (answer: Message | Refused) => {
        if (isRefused(answer)) stands('failed')
        else desk.commit(confirmPending(desk.state, answer), 'answer to a send')
      },
      lost: () => stands('waiting'),
    })
  }

  desk.pumps.push(() => {
    for (const [, { value }] of entriesOf(desk.state.tables.pending)) pump(value.conversation_id)
  })

  return {
    sent,
    send(id: string, key: string, content: string, reply_to_id: string | null = null) {
      sent.set(key, { conversationId: id, content, isDiscarded: false })
      const pending = {
        client_message_id: key,
        conversation_id: id,
        content,
        reply_to_id,
        created_at: '',
        order: desk.nextOrder(),
      }
      desk.commit(insertPending(desk.state, { ...pending, status: 'sending', reason: null }), 'sends')
      pump(id)
    },
    retry(key: string) {
      if (read(desk.state.tables.pending, key)?.value.status !== 'failed') return
      desk.commit(changePending(desk.state, key, { status: 'sending', reason: null }), 'retries')
    },
    discard(key: string) {
      if (read(desk.state.tables.pending, key)?.value.status !== 'failed') return
      sent.get(key)!.isDiscarded = true
      desk.commit(discardPending(desk.state, key), 'discards')
    },
  }
}
