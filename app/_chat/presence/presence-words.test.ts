import { expect, test } from 'vitest'
import { presenceWords } from './presence-words'

const now = Date.parse('2026-11-27T12:00:00.000Z')
const seen = (last_seen_at: string | null) => ({ status: 'offline', last_seen_at }) as const
const inBoth = (known: Parameters<typeof presenceWords>[0]) =>
  (['en', 'es'] as const).map(locale => presenceWords(known, now, locale, 'UTC'))

test.each([
  [{ status: 'online', last_seen_at: null } as const, 'Online', 'En línea'],
  [{ status: 'away', last_seen_at: null } as const, 'Away', 'Ausente'],
  [seen('2026-11-27T12:00:05.000Z'), 'Last seen just now', 'Última vez ahora mismo'],
  [seen('2026-11-27T11:55:00.000Z'), 'Last seen 5 min ago', 'Última vez hace 5 min'],
  [seen('2026-11-27T00:30:00.000Z'), 'Last seen 11 h ago', 'Última vez hace 11 h'],
  [seen('2026-11-26T22:00:00.000Z'), 'Last seen yesterday', 'Última vez ayer'],
  [seen('2026-11-24T22:00:00.000Z'), 'Last seen on Tuesday', 'Última vez el martes'],
])('%o', (known, en, es) => expect(inBoth(known)).toEqual([en, es]))

test('of whom nothing is known nothing is said, and nothing that needs a clock without one', () => {
  expect(presenceWords(null, now, 'en')).toBeNull()
  expect(presenceWords(seen(null), now, 'en')).toBeNull()
  expect(presenceWords(seen('2026-11-27T11:55:00.000Z'), null, 'en')).toBeNull()
})
