// The order of every write to a conversation: lock it, then check in a fresh snapshot, then write, the event last.
import type { Tx } from '../../db/client'
import { notFound } from './error'
import { db, nudge } from './instance'

/**
 * Runs `action` with the conversation locked to the commit, so that seq order is commit order. What `action` reads comes
 * after the lock and sees everything that was committed before it. Errors: not_found, and whatever `action` throws,
 * which takes everything back.
 */
export const inConversation = async <T>(id: string, action: (tx: Tx) => Promise<T>): Promise<T> => {
  const result = await db().begin(async tx => {
    const [conversation] = await tx`select id from conversations where id = ${id} for update`
    if (!conversation) throw notFound()
    return action(tx)
  })
  nudge()
  return result as T
}
