// Times in words, for a reader's language and zone. Pure: `now` and the zone come in. British order, since that is how the
// English of these pages is written.
import type { Locale } from './locale-of'

/** Milliseconds since 1970. `zone` as in Intl; left out, it is the reader's own. */
type At = number

const tags = { en: 'en-GB', es: 'es-ES' } as const
const days = {
  en: { today: 'Today', yesterday: 'Yesterday' },
  es: { today: 'Hoy', yesterday: 'Ayer' },
} as const

const shapes = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
  weekdayInFull: { weekday: 'long' },
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  dayInFull: { weekday: 'long', day: 'numeric', month: 'long' },
  dayOfYearInFull: { day: 'numeric', month: 'long', year: 'numeric' },
  moment: { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** 10:42 */
export const timeOfDay = (at: At, locale: Locale, zone?: string) => format('time', at, locale, zone)

/** For a row of the inbox: 10:42 of today, else Yesterday, Mon, 12 Nov, 12 Nov 2025. */
export const inboxTime = (at: At, now: At, locale: Locale, zone?: string): string => {
  const ago = dayNumber(now, zone) - dayNumber(at, zone)
  // A clock that runs behind the server's may have it in the future.
  if (ago <= 0) return timeOfDay(at, locale, zone)
  if (ago === 1) return days[locale].yesterday
  if (ago < 7) return format('weekday', at, locale, zone)
  return format(sameYear(at, now, zone) ? 'day' : 'dayOfYear', at, locale, zone)
}

/** Between the messages of two days: Today, Yesterday, Monday, Monday 16 November, 16 November 2025. */
export const dayLabel = (at: At, now: At, locale: Locale, zone?: string): string => {
  const ago = dayNumber(now, zone) - dayNumber(at, zone)
  if (ago <= 0) return days[locale].today
  if (ago === 1) return days[locale].yesterday
  if (ago < 7) return capital(format('weekdayInFull', at, locale, zone))
  return capital(format(sameYear(at, now, zone) ? 'dayInFull' : 'dayOfYearInFull', at, locale, zone))
}

/** Everything there is to say, for a tooltip. */
export const moment = (at: At, locale: Locale, zone?: string) => capital(format('moment', at, locale, zone))

/** Counts calendar days in a zone: two times are of the same day exactly when it is equal. */
export const dayNumber = (at: At, zone?: string): number => {
  const date = new Date(at)
  // Without Intl it is 20 times faster, and a long log asks this of each message.
  if (!zone) return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / aDay
  const [year, month, day] = numbers(date, zone)
  return Date.UTC(year, month - 1, day) / aDay
}

const aDay = 24 * 3600 * 1000

const sameYear = (one: At, other: At, zone?: string) => {
  const year = (at: At) => (zone ? numbers(new Date(at), zone)[0] : new Date(at).getFullYear())
  return year(one) === year(other)
}

const numbers = (date: Date, zone: string) =>
  formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }, zone)
    .format(date)
    .split('-')
    .map(Number) as [number, number, number]

const format = (shape: keyof typeof shapes, at: At, locale: Locale, zone?: string) =>
  formatter(tags[locale], shapes[shape], zone).format(at)

// Making one costs as much as a thousand uses of it.
const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (tag: string, options: Intl.DateTimeFormatOptions, zone?: string) => {
  const key = `${tag} ${zone} ${Object.entries(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: zone })
  formatters.set(key, known)
  return known
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
