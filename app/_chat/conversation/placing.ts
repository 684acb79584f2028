// Where a message stands among its neighbours: whether it goes on with what the same person said, and where a day begins.
import type { Message } from '@/lib/contract/message'
import { dayNumber } from '../../_ui/time-labels'

export type Placed = Pick<Message, 'sender_id' | 'type' | 'created_at' | 'report_version'>

/** `isFirst` and `isLast` of what one person said in a row; `isNewDay`: a day begins with it. */
export type Place = { isFirst: boolean; isLast: boolean; isNewDay: boolean }

const longestPause = 5 * 60_000

/**
 * Neighbours are undefined at the ends of what is loaded. `isDivided`: the "New" line stands above it, `isNextDivided`: above
 * the next one. `zone` as in Intl; left out it is the reader's own.
 */
export const placeOf = (
  {
    previous,
    message,
    next,
    isDivided = false,
    isNextDivided = false,
  }: {
    previous: Placed | undefined
    message: Placed
    next: Placed | undefined
    isDivided?: boolean
    isNextDivided?: boolean
  },
  zone?: string,
): Place => ({
  isFirst: isDivided || !goesOn(previous, message, zone),
  isLast: isNextDivided || !goesOn(message, next, zone),
  isNewDay: !previous || !isSameDay(previous, message, zone),
})

const goesOn = (before: Placed | undefined, after: Placed | undefined, zone?: string) =>
  before !== undefined &&
  after !== undefined &&
  before.sender_id === after.sender_id &&
  before.type !== 'system' &&
  after.type !== 'system' &&
  // What it was about may have changed: then that stands between them.
  before.report_version === after.report_version &&
  // Either way round: an own message not yet sent bears the time of a clock that may run ahead.
  Math.abs(at(after) - at(before)) <= longestPause &&
  isSameDay(before, after, zone)

const isSameDay = (one: Placed, other: Placed, zone?: string) =>
  dayNumber(at(one), zone) === dayNumber(at(other), zone)

const at = ({ created_at }: Placed) => Date.parse(created_at)
