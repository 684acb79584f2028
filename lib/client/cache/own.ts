// What the viewer sets of a conversation for themself is so at once. Each change is laid over what the server said until it is
// refused, or answered and told by the log, too.
import { place } from './apply-event'
import { draftOf, get, type Outcome, outcomeOf, put } from './draft'
import { without } from './patches/asked'
import { shown } from './patches/conversation'
import { kept } from './same'
import type { OwnAsk, OwnWants, State } from './state'

/** `request`: which one says it to the server, of those of this conversation. What it was to say otherwise before it says no more. */
export const askOwn = (state: State, conversationId: string, request: number, wants: OwnWants): Outcome =>
  changed(state, conversationId, asked => [
    ...asked.map(one =>
      one.request === request ? { ...one, wants: without(one.wants, Object.keys(wants)) } : one,
    ),
    { request, wants, told: [], isAnswered: state.lacks === 'answered' },
  ])

/** The server has said yes to it; the log tells it sooner or later. */
export const answeredOwn = (state: State, conversationId: string, request: number): Outcome =>
  changed(state, conversationId, asked =>
    asked.map(one => (one.request === request ? { ...one, isAnswered: true } : one)),
  )

/** What a request asked for is over: refused, or granted so long ago that it has been told. */
export const endOwn = (state: State, conversationId: string, request: number): Outcome =>
  changed(state, conversationId, asked => asked.filter(one => one.request !== request))

const changed = (
  state: State,
  id: string,
  change: (asked: readonly OwnAsk[]) => readonly OwnAsk[],
): Outcome => {
  const draft = draftOf(state)
  const held = get(draft, 'conversations', id)
  if (held) {
    put(draft, 'conversations', id, kept(held, shown({ ...held, asked: change(held.asked) })))
    place(draft, id)
  }
  return outcomeOf(draft)
}
