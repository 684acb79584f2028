// What can be done to a server in memory, by the rules of the contract: each write changes rows and leaves its event in the
// outbox. What changes nothing makes no event.
import type { Tables } from './tables'
import { conversationWrites } from './writes/conversations'
import { createLedger } from './writes/ledger'
import { memberWrites } from './writes/members'
import { messageWrites } from './writes/messages'
import { ownWrites } from './writes/own'
import { peopleWrites } from './writes/people'
import { reactionWrites } from './writes/reactions'

export type Writes = ReturnType<typeof createWrites>

/** `tick`: how many milliseconds pass with a write; none is possible. */
export const createWrites = (tables: Tables, tick: () => number) => {
  const ledger = createLedger(tables, tick)
  const messages = messageWrites(ledger)
  return {
    ...messages,
    ...reactionWrites(ledger),
    ...conversationWrites(ledger, messages),
    ...memberWrites(ledger, messages),
    ...ownWrites(ledger),
    ...peopleWrites(ledger),
  }
}
