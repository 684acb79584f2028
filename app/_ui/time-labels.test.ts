import { expect, test } from 'vitest'
import { dayLabel, dayNumber, inboxTime, moment, timeOfDay } from './time-labels'

const madrid = 'Europe/Madrid'
const ms = (iso: string) => Date.parse(iso)
// A Sunday, 10:42 in Madrid.
const now = ms('2026-11-22T09:42:00Z')

test.each([
  ['2026-11-22T08:12:00Z', '09:12', '09:12'],
  ['2026-11-21T23:00:00Z', '00:00', '00:00'],
  ['2026-11-21T22:59:59Z', 'Yesterday', 'Ayer'],
  ['2026-11-20T23:00:00Z', 'Yesterday', 'Ayer'],
  ['2026-11-16T18:20:00Z', 'Mon', 'lun'],
  ['2026-11-15T18:20:00Z', '15 Nov', '15 nov'],
  ['2026-01-01T12:00:00Z', '1 Jan', '1 ene'],
  ['2025-12-31T22:59:00Z', '31 Dec 2025', '31 dic 2025'],
  // It is already 2026 in Madrid.
  ['2025-12-31T23:30:00Z', '1 Jan', '1 ene'],
  ['2026-11-22T23:30:00Z', '00:30', '00:30'],
  ['2026-11-22T09:42:59Z', '10:42', '10:42'],
])('an inbox row of %s says %s', (at, en, es) => {
  expect(inboxTime(ms(at), now, 'en', madrid)).toBe(en)
  expect(inboxTime(ms(at), now, 'es', madrid)).toBe(es)
})

test.each([
  ['2026-11-22T08:12:00Z', 'Today', 'Hoy'],
  ['2026-11-23T08:12:00Z', 'Today', 'Hoy'],
  ['2026-11-21T08:12:00Z', 'Yesterday', 'Ayer'],
  ['2026-11-16T18:20:00Z', 'Monday', 'Lunes'],
  ['2025-11-16T18:20:00Z', '16 November 2025', '16 de noviembre de 2025'],
])('a day of %s is %s', (at, en, es) => {
  expect(dayLabel(ms(at), now, 'en', madrid)).toBe(en)
  expect(dayLabel(ms(at), now, 'es', madrid)).toBe(es)
})

test('a day of this year, and a whole moment, in both languages', () => {
  const at = ms('2026-11-09T18:20:00Z')
  expect(dayLabel(at, now, 'en', madrid)).toMatch(/^Monday,? 9 November$/)
  expect(dayLabel(at, now, 'es', madrid)).toBe('Lunes, 9 de noviembre')
  expect(moment(at, 'en', madrid)).toMatch(/Monday,? 9 November 2026.* 19:20/)
  expect(moment(at, 'es', madrid)).toMatch(/Lunes, 9 de noviembre de 2026.* 19:20/)
})

test('midnight is 00, never 24', () => {
  expect(timeOfDay(ms('2026-11-21T23:05:00Z'), 'en', madrid)).toBe('00:05')
  expect(timeOfDay(ms('2026-11-21T23:05:00Z'), 'es', madrid)).toBe('00:05')
})

test('days are calendar days: the short and the long one of a time change are one day each', () => {
  for (const [night, before, after] of [
    ['2026-03-29', '2026-03-28T22:59:59Z', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '2026-10-24T21:59:59Z', '2026-10-25T23:00:00Z'],
  ] as const) {
    const noon = dayNumber(ms(`${night}T11:00:00Z`), madrid)
    expect(dayNumber(ms(before), madrid)).toBe(noon - 1)
    expect(dayNumber(ms(after), madrid)).toBe(noon + 1)
  }
})

test('the day depends on where the reader is', () => {
  const at = ms('2026-11-22T10:30:00Z')
  expect(dayNumber(at, 'Pacific/Kiritimati')).toBe(dayNumber(at, 'Pacific/Pago_Pago') + 2)
})

test("the reader's own zone gives what naming it gives", () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  for (let at = ms('2026-01-01T00:30:00Z'); at < ms('2027-01-01T00:00:00Z'); at += 7 * 3600 * 1000)
    expect(dayNumber(at)).toBe(dayNumber(at, zone))
})
