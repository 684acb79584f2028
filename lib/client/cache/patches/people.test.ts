// People and reports: the later position wins, and of a report the higher version.
import { expect, test } from 'vitest'
import { frozen, report, told, user } from '../../../testing/cast'
import { patchReport, patchUser } from './people'

const named = (name: string, position: number) =>
  told('user-updated', { id: 'ana', partial: { name } }, position)
const titled = (title: string, version: number | undefined, position: number) =>
  told('report-updated', { id: 'report', partial: { title, ...(version && { version }) } }, position)

const ana = frozen({ value: user('ana'), position: 9 })
const listing = frozen({ value: report({ version: 3 }), position: 9 })

test('a person has the name that came last', () => {
  expect(patchUser(ana, named('Ana María', 10), undefined).value).toEqual(user('ana', 'Ana María'))
  expect(patchUser(ana, named('Ana María', 9), undefined)).toBe(ana)
  expect(patchUser(frozen({ ...ana, value: user('bruno') }), named('Ana', 10), undefined).value.name).toBe(
    'bruno',
  )
})

test('control: without position an older name wins', () => {
  expect(patchUser(ana, named('Ana María', 8), 'position').value.name).toBe('Ana María')
})

test('a report is of its highest version, whatever the order', () => {
  expect(patchReport(listing, titled('Ático', 4, 8), undefined).value).toMatchObject({
    title: 'Ático',
    version: 4,
  })
  expect(patchReport(listing, titled('Ático', 3, 10), undefined)).toBe(listing)
  expect(patchReport(listing, titled('Ático', 2, 10), undefined)).toBe(listing)
  expect(patchReport(listing, titled('Ático', undefined, 10), undefined).value.title).toBe('Ático')
})

test('a report of which a version was not told is no further version by the next, but by being told whole', () => {
  const missed = frozen(patchReport(listing, titled('Ático', 5, 10), undefined))
  expect(missed.value).toMatchObject({ title: 'Ático', version: 3 })
  expect(patchReport(missed, titled('Ático', 5, 10), undefined)).toBe(missed)
  expect(patchReport(missed, titled('Dúplex', 6, 11), undefined).value).toMatchObject({
    title: 'Dúplex',
    version: 3,
  })
})

test('control: without its guard an older version wins', () => {
  expect(patchReport(listing, titled('Ático', 2, 10), 'position').value.title).toBe('Ático')
})
