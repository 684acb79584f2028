// Times of the story, which is always told from now: "6d 19:20" is six days ago at that time of day, "40m" and "3h" are
// minutes and hours ago.

const form = /^(?:(\d+)d (\d\d):(\d\d)|(\d+)([mh]))$/

/** Milliseconds since 1970. The time of day is that of the machine. Errors: a text of neither form. */
export const when = (text: string, now: Date): number => {
  const [, days, hour, minute, count, unit] = text.match(form) ?? []
  if (count) return now.getTime() - Number(count) * (unit === 'h' ? 3_600_000 : 60_000)
  if (!days) throw new Error(`This is no time of the story: ${text}`)
  const day = new Date(now)
  day.setDate(day.getDate() - Number(days))
  return day.setHours(Number(hour), Number(minute), 0, 0)
}
