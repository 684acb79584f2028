// Members, and the first of them to join, in the end.
import { memberId } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import { memberFor, present } from '../server/tables'
import type { Ended } from './differences'

export const compareMembers = ({ tab: { state, viewerId }, tables, compare }: Ended) => {
  for (const [id, { value, next }] of entriesOf(state.tables.memberLists)) {
    const [seq = 0, order = 0] = next?.split('.').map(Number) ?? []
    const seats = present(tables.talks.get(id)!).filter(
      seat => next === null || seat.joinedSeq < seq || (seat.joinedSeq === seq && seat.joinOrder <= order),
    )
    compare(
      `members ${id}`,
      value,
      seats.map(({ member }) => member.user_id),
    )
    for (const seat of seats) {
      const member = memberFor(seat, viewerId, tables)
      const { user_id } = member
      compare(`member ${user_id} of ${id}`, read(state.tables.members, memberId(id, user_id))?.value, member)
      compare(`member ${user_id} is known`, read(state.tables.users, user_id) !== undefined, true)
    }
  }
}
