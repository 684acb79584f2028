// What every write needs: the time, new ids, the next seq of a conversation, and the outbox that its event goes to.
import type { StoredEvent } from '../../../../contract/events'
import { type Entry, iso, type Seat, type SharedRow, type Tables, type Talk } from '../tables'

export type Ledger = ReturnType<typeof createLedger>

/** `tick`: how many milliseconds pass with a write; none is possible. */
export const createLedger = (tables: Tables, tick: () => number) => {
  let made = 0

  const append = (entry: Omit<Entry, 'own'> & { own?: Entry['own'] }) =>
    tables.outbox.push({ own: null, ...entry })

  return {
    tables,
    append,
    newId: (kind: string) => `${kind}${String(++made).padStart(4, '0')}`,

    now() {
      tables.now += tick()
      return iso(tables.now)
    },

    /** A conversation is different, and so at its next seq. */
    change(talk: Talk, row: Partial<SharedRow>) {
      talk.row = { ...talk.row, ...row, seq: talk.row.seq + 1 }
    },

    /** Tells the members of a conversation what has happened at its seq. `messageSeq`: of the earlier message that it is about. */
    log(
      talk: Talk,
      event: StoredEvent['event'],
      id: string,
      payload: object,
      { own = null, messageSeq }: { own?: Entry['own']; messageSeq?: number } = {},
    ) {
      const { id: conversation_id, seq } = talk.row
      const told = {
        event,
        payload: { id, conversation_id, seq, originClientId: null, ...payload },
      } as StoredEvent
      append({ event: told, audience: 'members', subjectId: id, own, lock: conversation_id, messageSeq })
    },

    seat(talk: Talk, userId: string, change: Partial<Seat>) {
      talk.seats.set(userId, { ...talk.seats.get(userId)!, ...change })
    },
  }
}
