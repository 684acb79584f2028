// How somebody is, in words. Pure: `now` and the zone come in.
import type { Known } from '@/lib/client/presences'
import type { Locale } from '../../_ui/locale-of'
import { dayLabel, dayNumber } from '../../_ui/time-labels'
import { words } from '../words-presence'

/** Null where it is not known, or what there is to say depends on the time and that is not known. */
export const presenceWords = (
  known: Known,
  now: number | null,
  locale: Locale,
  zone?: string,
): string | null => {
  const says = words[locale]
  if (!known) return null
  if (known.status !== 'offline') return says[known.status]
  if (known.last_seen_at === null || now === null) return null
  const at = Date.parse(known.last_seen_at)
  const minutes = Math.floor((now - at) / 60_000)
  // A clock that runs behind the server's may have it in the future.
  if (minutes < 1) return says.seenNow
  if (minutes < 60) return says.seenMinutes(minutes)
  if (minutes < 12 * 60 || dayNumber(at, zone) === dayNumber(now, zone))
    return says.seenHours(Math.floor(minutes / 60))
  if (dayNumber(now, zone) - dayNumber(at, zone) === 1) return says.seenYesterday
  return says.seenOn(dayLabel(at, now, locale, zone))
}
