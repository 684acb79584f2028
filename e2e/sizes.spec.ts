// What a first visit costs: script, requests and page; and that none of it grows with the inbox.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findEmbedded } from '../db/embedded.mjs'
import { seedLarge } from '../db/seed/large'
import { FILE } from '../scripts/sizes.mjs'
import { eventually } from './browser/eventually'
import { conversations } from './browser/messenger'
import { twoPeople } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { tokenFor } from './client'

const kb = 1024
let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

/** What a page fetches until its list is there: bytes of each kind as if gzipped, and what it asks of the API. */
const visit = async (token: string) => {
  const device = await on.device({ token })
  const responses: Response[] = []
  device.context.on('response', response => responses.push(response))
  const { page } = await device.tab('/inbox')
  await conversations(page).getByRole('link').first().waitFor()
  const rows = await conversations(page).getByRole('link').count()
  const kinds = { script: 0, document: 0 }
  for (const response of responses) {
    const kind = response.request().resourceType()
    if (kind === 'script' || kind === 'document')
      kinds[kind] += gzipSync(await response.body(), { level: 9 }).length
  }
  /** So far: some of it comes a moment after the list. */
  const asked = () => device.line.requests.filter(line => line.includes('/api/') && !/api\/s/.test(line))
  return { ...kinds, rows, asked }
}

describe('what the build has written down', () => {
  const written = () => JSON.parse(readFileSync(FILE, 'utf8')) as { inbox: number; panel: number }

  test('the inbox loads at most 200 KB of script, React and Next with it', () => {
    expect(written().inbox).toBeGreaterThan(50 * kb)
    expect(written().inbox).toBeLessThanOrEqual(200 * kb)
  })
  test('the panel is at most 60 KB beyond React and React Query', () => {
    expect(written().panel).toBeGreaterThan(5 * kb)
    expect(written().panel).toBeLessThanOrEqual(60 * kb)
  })
  test('and a browser fetches no less, and at most 265 KB with what comes once the list lives', async () => {
    const { ana } = await twoPeople(on)
    const { script } = await visit(ana.token)
    expect(script).toBeGreaterThan(written().inbox - 5 * kb)
    // Of all, since what is moved from the first load into what follows is no saving.
    expect(script).toBeLessThan(265 * kb)
  })
})

test('an inbox of 10,000 conversations opens as one of 100 does', async () => {
  const url = (await findEmbedded(on.dataDir)) as string
  await seedLarge(url, { conversations: 10_000, messages: 50_000 })
  const [large, small] = await Promise.all(
    ['large', 'small'].map(sub =>
      visit(tokenFor({ sub, name: sub === 'large' ? 'Large Inbox' : 'Small Inbox' })),
    ),
  )
  // The newest conversations of both are alike, but for names and words.
  expect(large!.document).toBeLessThan(small!.document * 1.2)
  for (const { asked } of [large!, small!]) {
    // Whose presence is asked for, and in how many goes, is as the rows come into sight.
    await eventually(
      () => [...new Set(asked().map(line => line.replace(/ids=.*/, 'ids=')))].sort(),
      [
        'GET /api/conversations?filter=unread&limit=50',
        'GET /api/drafts',
        'GET /api/presence?ids=',
        'POST /api/presence',
      ],
    )
    expect(asked().length).toBeLessThan(10)
  }
  expect(large!.rows).toBeLessThan(60)
}, 300_000)
