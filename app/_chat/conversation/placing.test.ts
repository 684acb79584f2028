import { expect, test } from 'vitest'
import { type Placed, placeOf } from './placing'

const zone = 'Europe/Madrid'
const said = (sender_id: string, time: string, type: Placed['type'] = 'text'): Placed => ({
  sender_id,
  type,
  created_at: `2026-11-${time}:00.000Z`,
})
const place = (previous?: Placed, message?: Placed, next?: Placed, divided = {}) =>
  placeOf({ previous, message: message!, next, ...divided }, zone)

test('what one person says within five minutes of each other is a group', () => {
  const [one, two, three] = [said('ana', '20T10:00'), said('ana', '20T10:05'), said('ana', '20T10:10')]
  expect(place(undefined, one, two)).toEqual({ isFirst: true, isLast: false, isNewDay: true })
  expect(place(one, two, three)).toEqual({ isFirst: false, isLast: false, isNewDay: false })
  expect(place(two, three, undefined)).toEqual({ isFirst: false, isLast: true, isNewDay: false })
})

test('a longer pause ends it, and so does another person', () => {
  const one = said('ana', '20T10:00')
  expect(place(one, said('ana', '20T10:06'))).toMatchObject({ isFirst: true })
  expect(place(undefined, one, said('ana', '20T10:06'))).toMatchObject({ isLast: true })
  expect(place(one, said('bruno', '20T10:01'))).toMatchObject({ isFirst: true })
  expect(place(undefined, one, said('bruno', '20T10:01'))).toMatchObject({ isLast: true })
})

test('a clock that runs ahead does not tear a group apart', () => {
  expect(place(said('ana', '20T10:02'), said('ana', '20T10:00'))).toMatchObject({ isFirst: false })
})

test('a day begins at midnight where the reader is, and a group ends there', () => {
  const before = said('ana', '20T22:58')
  const after = said('ana', '20T23:01')
  expect(place(before, after)).toEqual({ isFirst: true, isLast: true, isNewDay: true })
  expect(place(undefined, before, after)).toMatchObject({ isLast: true })
  expect(placeOf({ previous: before, message: after, next: undefined }, 'UTC')).toMatchObject({
    isFirst: false,
    isNewDay: false,
  })
})

test('an event between two messages parts them', () => {
  const event = said('ana', '20T10:01', 'system')
  expect(place(said('ana', '20T10:00'), event, said('ana', '20T10:02'))).toMatchObject({
    isFirst: true,
    isLast: true,
  })
  expect(place(event, said('ana', '20T10:02'))).toMatchObject({ isFirst: true })
})

test('the "New" line parts them too', () => {
  const [one, two] = [said('ana', '20T10:00'), said('ana', '20T10:01')]
  expect(place(one, two, undefined, { isDivided: true })).toMatchObject({ isFirst: true })
  expect(place(undefined, one, two, { isNextDivided: true })).toMatchObject({ isLast: true })
})

test('so does a change of what it is about', () => {
  const [one, two] = [said('ana', '20T10:00'), said('ana', '20T10:01')].map((message, at) => ({
    ...message,
    report_version: at + 1,
  }))
  expect(place(undefined, one, two)).toMatchObject({ isLast: true })
  expect(place(one, two)).toMatchObject({ isFirst: true })
})
