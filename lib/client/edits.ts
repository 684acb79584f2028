// What the viewer makes of messages: at once in the cache, and at the server again and again until it has said yes or no. A
// deletion is held back for a while, in which it can be taken back.
import { backoff } from './backoff'
import { changeEdit, dropEdit, insertEdit } from './cache/edits'
import type { Edit } from './cache/state'
import { entriesOf, read } from './cache/table'
import { isPassing, type Refusal } from './call'
import { owedDeletions } from './deletions'
import { deleteMessage, editMessage } from './endpoints'
import type { Inside, Part } from './part'
import type { Timer } from './world'

/** For so long (ms) a deletion can be taken back. */
export const regret = 10_000

export type Edits = Part & {
  /** Gives a message other words. Words that it has already, or none, change nothing. */
  edit(messageId: string, content: string): void
  /** Deletes a message after a while, or as soon as another is deleted, the tab is hidden or closed, or the viewer signs out. */
  remove(messageId: string): void
  /** Takes back a deletion that is held. */
  undo(messageId: string): void
  /** The viewer has seen that a change was refused. */
  dismiss(messageId: string): void
}

export const createEdits = ({ world, store, call }: Inside): Edits => {
  const owed = owedDeletions(world, store.get().viewerId)
  const busy = new Map<string, Promise<void>>()
  const timers = new Map<string, Timer>()
  let attempt = 0
  let stopped = false

  const editOf = (id: string) => read(store.get().tables.edits, id)?.value
  const all = () => entriesOf(store.get().tables.edits).map(([, { value }]) => value)
  const stands = (edit: Edit, change: Parameters<typeof changeEdit>[2]) =>
    store.commit(changeEdit(store.get(), edit, change))

  const later = (id: string, run: () => void, wait: number) => {
    world.clearTimer(timers.get(id))
    timers.set(id, world.setTimer(run, wait))
  }

  const begin = (id: string, content: string | null) => {
    const message = read(store.get().tables.messages, id)?.value
    if (!message) return
    const { conversation_id } = message
    const at = new Date(world.now()).toISOString()
    const status = content === null ? 'held' : 'sending'
    store.commit(
      insertEdit(store.get(), {
        message_id: id,
        conversation_id,
        content,
        at,
        status,
        reason: null,
        answered: null,
      }),
    )
  }

  const tell = (id: string) => {
    const edit = editOf(id)
    const isOwed = edit && edit.answered === null && edit.status !== 'held' && edit.status !== 'failed'
    if (!isOwed || stopped || busy.has(id)) return
    world.clearTimer(timers.get(id))
    if (!world.online()) return stands(edit, { status: 'waiting' })
    busy.set(
      id,
      ask(edit).then(refusal => {
        busy.delete(id)
        if (stopped) return
        if (refusal && isPassing(refusal)) {
          stands(edit, { status: 'waiting' })
          return later(id, () => tell(id), refusal.retryAfter ?? backoff(world, attempt++))
        }
        attempt = 0
        if (refusal) stands(edit, { status: 'failed', reason: refusal.detail })
        // It may have been changed once more meanwhile.
        tell(id)
      }),
    )
  }

  const ask = async (edit: Edit): Promise<Refusal | null> => {
    const { message_id: id, content } = edit
    const asked = { params: { id }, keepalive: true }
    if (content === null) {
      const answer = await call(deleteMessage, asked)
      if (answer.ok || !isPassing(answer)) owed.forget(id)
      if (!answer.ok) return answer
      stands(edit, { answered: '' })
    } else {
      const answer = await call(editMessage, { ...asked, body: { content } })
      if (!answer.ok) return answer
      stands(edit, { answered: answer.body.message.edited_at ?? '' })
    }
    return null
  }

  const release = (id: string) => {
    const edit = editOf(id)
    if (edit?.status === 'held') {
      owed.keep(id)
      stands(edit, { status: 'sending' })
    }
    tell(id)
  }
  const releaseAll = () => {
    for (const { message_id, status } of all()) if (status === 'held') release(message_id)
  }
  let unheard = world.onChange(change => change === 'hidden' && releaseAll())

  return {
    edit(id, text) {
      const content = text.trim()
      const standing = editOf(id)
      const isSaid = read(store.get().tables.messages, id)?.value.content === content
      if (!content || (isSaid && !standing)) return
      if (isSaid && standing?.status === 'failed') return store.commit(dropEdit(store.get(), id))
      begin(id, content)
      tell(id)
    },
    remove(id) {
      releaseAll()
      begin(id, null)
      later(id, () => release(id), regret)
    },
    undo(id) {
      if (editOf(id)?.status !== 'held') return
      world.clearTimer(timers.get(id))
      store.commit(dropEdit(store.get(), id))
    },
    dismiss(id) {
      if (editOf(id)?.status === 'failed') store.commit(dropEdit(store.get(), id))
    },
    wake() {
      if (stopped) unheard = world.onChange(change => change === 'hidden' && releaseAll())
      stopped = false
      for (const { message_id } of all()) tell(message_id)
    },
    stop() {
      if (stopped) return
      releaseAll()
      stopped = true
      unheard()
      for (const timer of timers.values()) world.clearTimer(timer)
    },
    async flush() {
      releaseAll()
      await Promise.all(busy.values())
    },
  }
}
