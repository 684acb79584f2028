'use client'
// Times as the reader reads them. The server knows neither their zone nor their clock, so it renders them without words.
import { useLocale } from './locale'
import { dayLabel, inboxTime, moment, timeOfDay } from './time-labels'
import { useMounted, useNow } from './use-now'

/** `at`: as on the wire, RFC 3339. */
type Props = { at: string; className?: string }

/** 10:42 */
export const TimeOfDay = ({ at, className }: Props) => {
  const locale = useLocale()
  const mounted = useMounted()
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={mounted ? moment(ms, locale) : undefined} className={className}>
      {mounted && timeOfDay(ms, locale)}
    </time>
  )
}

/** 10:42, Yesterday, Mon, 12 Nov */
export const InboxTime = ({ at, className }: Props) => {
  const locale = useLocale()
  const now = useNow()
  const ms = Date.parse(at)
  return (
    <time dateTime={at} title={now === null ? undefined : moment(ms, locale)} className={className}>
      {now !== null && inboxTime(ms, now, locale)}
    </time>
  )
}

/** Today, Yesterday, Monday, Monday 9 November */
export const DayLabel = ({ at, className }: Props) => {
  const locale = useLocale()
  const now = useNow()
  return (
    <time dateTime={at} className={className}>
      {now !== null && dayLabel(Date.parse(at), now, locale)}
    </time>
  )
}
