// What an event makes of the list of members and of one member. Read pointers only grow, whatever order they come in.
import type { Member } from '../../../contract/member'
import { same } from '../same'
import type { HeldMember, HeldMemberList, State, Told } from '../state'
import { isSentBy } from '../unread'

/**
 * The list after somebody came or went. Who comes joins at the end, which is in the list only when it is whole. `record`: what
 * is held of that member; one that is newer than the event says that they have come back since.
 */
export const patchMemberList = (
  held: HeldMemberList,
  { event, position }: Told,
  lacks: State['lacks'],
  record?: HeldMember,
): HeldMemberList => {
  if (event.event !== 'member-added' && event.event !== 'member-removed') return held
  if (position === null || (position <= held.position && lacks !== 'position')) return held
  const { id } = event.payload
  const next = { ...held, position: Math.max(held.position, position) }
  const isIn = held.value.includes(id)
  const others = () => held.value.filter(other => other !== id)
  if (event.event === 'member-removed')
    return isIn && !(record && record.position >= position) ? { ...next, value: others() } : next
  if (!isIn && held.next !== null) return next
  return held.value.at(-1) === id ? next : { ...next, value: [...others(), id] }
}

/** A member after an event; null once they are gone. */
export const patchMember = (
  held: HeldMember,
  { event, position }: Told,
  lacks: State['lacks'],
): HeldMember | null => {
  const { user_id } = held.value
  const isNews = position === null || position > held.position || lacks === 'position'
  const next = { ...held, position: Math.max(held.position, position ?? 0) }
  switch (event.event) {
    case 'member-added':
      return isNews && event.payload.id === user_id
        ? { ...next, value: furthest(added(event.payload.partial), held.value) }
        : held
    case 'member-removed':
      return isNews && event.payload.id === user_id ? null : held
    case 'member-updated':
      return isNews && event.payload.id === user_id
        ? { ...next, value: { ...held.value, ...event.payload.partial } }
        : held
    case 'receipt-updated':
      return event.payload.id === user_id ? further(held, event.payload.partial, lacks) : held
    case 'message-created': {
      const { seq } = event.payload.partial
      const marks = { last_read_seq: seq, last_delivered_seq: seq }
      return isSentBy(event.payload.partial, user_id) ? further(held, marks, lacks) : held
    }
    default:
      return held
  }
}

type Marks = Pick<Member, 'last_read_seq' | 'last_delivered_seq'>

/** The member of a `member-added`, without what the event says of the whole crowd. */
export const added = ({
  conversation_id,
  user_id,
  role,
  joined_at,
  last_read_seq,
  last_delivered_seq,
}: Member): Member => ({
  conversation_id,
  user_id,
  role,
  joined_at,
  last_read_seq,
  last_delivered_seq,
})

/** Who comes back starts above all they had read before, so pointers grow even then. */
export const furthest = (value: Member, marks: Marks): Member => ({
  ...value,
  last_read_seq: Math.max(value.last_read_seq, marks.last_read_seq),
  last_delivered_seq: Math.max(value.last_delivered_seq, marks.last_delivered_seq),
})

/** Of whom it is not told what they have read (0), it is not told by a message either: the next answer does. */
const further = (held: HeldMember, marks: Marks, lacks: State['lacks']): HeldMember => {
  const isWithheld = held.value.last_read_seq === 0 && lacks !== 'withheld'
  const value = furthest(held.value, isWithheld ? { ...marks, last_read_seq: 0 } : marks)
  return same(held.value, value) ? held : { ...held, value }
}
