// The list of members: of a conversation that the viewer is in, each once, and each of them there.
import { memberId, type State } from '../../../client/cache/state'
import { read } from '../../../client/cache/table'
import { type Check, written } from './written'

export const checkMembers = (before: State, after: State, check: Check) => {
  for (const [id, { value }] of written(before, after, 'memberLists')) {
    check(new Set(value).size === value.length, `members ${id} hold one twice`)
    check(
      value.every(one => read(after.tables.members, memberId(id, one))),
      `members ${id} name one who is not there`,
    )
    check(
      read(after.tables.conversations, id)?.truth.membership != null,
      `members ${id} are of a conversation that the viewer is not in`,
    )
  }
}
