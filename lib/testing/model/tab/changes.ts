// What is made of messages that are there: other words, none, and reactions. One request a message at a time.
import { changeEdit, insertEdit } from '../../../client/cache/edits'
import { granted, wish } from '../../../client/cache/reacting'
import type { Edit } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import type { Message, SharedMessage } from '../../../contract/message'
import { isRefused, type Refused } from '../server/answers'
import type { Desk } from './desk'

/** What the server makes of a reaction. */
export type React = (
  messageId: string,
  emoji: string,
  isReacted: boolean,
) => { message: Message; seq: number } | Refused

/** What it makes of other words for a message, or of none: it is deleted. */
export type Amend = (
  conversationId: string,
  messageId: string,
  content: string | null,
) => SharedMessage | Refused

export const createReacting = (desk: Desk, react: React) => {
  /** The next wish about a message. */
  const pump = (messageId: string) => {
    const key = `react:${messageId}`
    const [next] = Object.entries(read(desk.state.tables.wishes, messageId)?.value ?? {})
    if (!next || desk.isAsked(key)) return
    const [emoji, isReacted] = next
    desk.ask({
      key,
      must: true,
      read: () => react(messageId, emoji, isReacted),
      land: (answer: ReturnType<React>) =>
        desk.commit(
          granted(desk.state, { messageId, emoji, isReacted }, isRefused(answer) ? null : answer),
          'answer to a reaction',
        ),
    })
  }

  desk.pumps.push(() => {
    for (const [messageId] of entriesOf(desk.state.tables.wishes)) pump(messageId)
  })

  return {
    react(messageId: string, emoji: string, isReacted: boolean) {
      desk.commit(wish(desk.state, messageId, emoji, isReacted), 'reacts')
      pump(messageId)
    },
  }
}

export const createEditing = (desk: Desk, amend: Amend) => {
  const pump = (edit: Edit) => {
    const { message_id: id, conversation_id, content, at } = edit
    const isBusy = desk.requests.some(({ key }) => key.startsWith(`edit:${id}:`))
    if (edit.answered !== null || edit.status === 'failed' || isBusy) return
    const stands = (change: Parameters<typeof changeEdit>[2], how: string) =>
      desk.commit(changeEdit(desk.state, edit, change), how)
    desk.ask({
      key: `edit:${id}:${at}`,
      must: false,
      read: () => amend(conversation_id, id, content),
      land: (answer: Message | Refused) => {
        if (isRefused(answer)) stands({ status: 'failed' }, 'a change is refused')
        else stands({ answered: content === null ? '' : (answer.edited_at ?? '') }, 'answer to a change')
      },
      lost: () => stands({ status: 'waiting' }, 'a change waits'),
    })
  }

  desk.pumps.push(() => {
    for (const [, { value }] of entriesOf(desk.state.tables.edits)) pump(value)
  })

  return {
    /** Other words for a message, or none. */
    change(id: string, content: string | null) {
      const message = read(desk.state.tables.messages, id)?.value
      if (!message) return
      const { conversation_id } = message
      const edit: Edit = {
        message_id: id,
        conversation_id,
        content,
        at: String(desk.nextOrder()),
        status: 'sending',
        reason: null,
        answered: null,
      }
      desk.commit(insertEdit(desk.state, edit), content === null ? 'deletes' : 'edits')
      desk.pump()
    },
  }
}
