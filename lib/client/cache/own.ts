// What the viewer sets of a conversation for themself is so at once, and stays so until the server has said it too.
import type { Membership } from '../../contract/member'
import { place } from './apply-event'
import { draftOf, get, type Outcome, outcomeOf, put } from './draft'
import { shown } from './patches/conversation'
import { kept } from './same'
import type { OwnWants, State } from './state'

/** What is not given stays as it was wanted before. */
export const wantOwn = (state: State, conversationId: string, wants: OwnWants): Outcome =>
  changed(state, conversationId, held => ({ ...held, ...wants }))

/**
 * What was asked for is wanted no more: it was refused, or granted so long ago that it has been told. What was meanwhile wanted
 * otherwise stays.
 */
export const unwantOwn = (state: State, conversationId: string, asked: OwnWants): Outcome =>
  changed(state, conversationId, held =>
    Object.fromEntries(
      Object.entries(held).filter(([key, want]) => want !== asked[key as keyof Membership & keyof OwnWants]),
    ),
  )

const changed = (state: State, id: string, change: (held: OwnWants) => OwnWants): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'conversations', id)
  if (held) {
    put(draft, 'conversations', id, kept(held, shown({ ...held, wants: change(held.wants ?? {}) })))
    place(draft, id)
  }
  return outcomeOf(draft)
}
