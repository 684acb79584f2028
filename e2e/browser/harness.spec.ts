// The instruments of the browser tests, each shown to notice what it is there for.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axe } from './axe'
import { watchBubbles } from './bubbles'
import { eventually } from './eventually'
import { crash, freeze } from './lifecycle'
import { lightAndDark, wideAndNarrow } from './looks'
import { type Stage, stage } from './stage'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.clear())
afterAll(() => on?.close())

/** A page of the server's own, with its policy and without a life. */
const bare = '/there-is-nothing-here'

/** Until then React may still take away what a test puts in. */
const hydrated = (page: Page) =>
  page.waitForFunction(() => Object.keys(document.body).some(key => key.startsWith('__react')))

const openBare = async () => {
  const device = await on.device()
  device.tolerate(/status of 404/)
  const tab = await device.tab(bare)
  await hydrated(tab.page)
  return { device, tab, page: tab.page }
}

describe('the witness of flicker', () => {
  const withLog = async () => {
    const { page } = await openBare()
    await page.evaluate(() => {
      document.body.innerHTML = '<div role="log" aria-label="Messages"></div>'
    })
    return page
  }
  /** Does to the log's HTML what is in `steps`, each in a task of its own. */
  const change = (page: Page, ...steps: string[]) =>
    page.evaluate(async htmls => {
      for (const html of htmls) {
        document.querySelector('[role="log"]')!.innerHTML = html
        await new Promise(done => setTimeout(done, 5))
      }
    }, steps)

  test('sees one bubble that stays one', async () => {
    const page = await withLog()
    const { seen } = await watchBubbles(page, 'Hola')
    await change(page, '<p>Hola</p>', '<p>Hola</p><p>Sent</p>')
    expect(await seen()).toMatchObject({ now: 1, least: 1, most: 1 })
  })
  test('sees one that was two for a moment', async () => {
    const page = await withLog()
    const { seen } = await watchBubbles(page, 'Hola')
    await change(page, '<p>Hola</p>', '<p>Hola</p><p>Hola</p>', '<p>Hola</p>')
    expect(await seen()).toMatchObject({ now: 1, least: 1, most: 2 })
  })
  test('sees one that was gone for a moment', async () => {
    const page = await withLog()
    const { seen } = await watchBubbles(page, 'Hola')
    await change(page, '<p>Hola</p>', '', '<p>Hola</p>')
    expect(await seen()).toMatchObject({ now: 1, least: 0, most: 1 })
  })
})

describe('the faults of a tab', () => {
  test('are none where nothing is wrong', async () => {
    const { tab } = await openBare()
    expect(tab.faults()).toEqual([])
  })
  test.each<[string, () => void, RegExp]>([
    ['an inline handler', () => put('<b onclick="x"></b>').click(), /CSP: script-src/],
    ['an inline style', () => put('<style>b {}</style>'), /CSP: style-src/],
    ['a style attribute', () => put('<b style="color: red"></b>'), /CSP: style-src/],
    [
      'a frame from elsewhere',
      () => put('<iframe src="https://elsewhere.example"></iframe>'),
      /CSP: \S*-src/,
    ],
    ['an error nobody caught', () => void setTimeout(() => fail('unseen')), /unseen/],
    ['a complaint of React', () => console.error('Hydration failed'), /Hydration failed/],
  ])('have %s', async (_, act, fault) => {
    const { tab, page } = await openBare()
    await page.evaluate(`
      const fail = message => { throw new Error(message) }
      const put = html => {
        document.body.innerHTML = html
        return document.body.firstElementChild
      }
      ;(${act})()`)
    await expect.poll(() => tab.faults().join(), { timeout: 20_000 }).toMatch(fault)
  })
  test('forgive what the test did to the line', async () => {
    const { tab, page, device } = await openBare()
    await page.evaluate(() => fetch('http://127.0.0.1:1/').catch(() => {}))
    await expect.poll(() => tab.faults().join(), { timeout: 20_000 }).toMatch(/net::ERR|connect-src/)
    device.line.down()
    await page.evaluate(() => fetch('/api/health').catch(() => {}))
    expect(tab.faults().join()).not.toMatch(/net::ERR/)
  })
})

// Within a page.
declare const put: (html: string) => HTMLElement
declare const fail: (message: string) => never

describe('the line', () => {
  const statusOf = (page: { evaluate<T>(run: string): Promise<T> }, path = '/api/health', init = '{}') =>
    page.evaluate<string>(`fetch('${path}', ${init}).then(async response => {
      await response.text()
      return String(response.status)
    }, error => error.name).catch(error => error.name)`)

  test('carries what it is given, and can be down and up again', async () => {
    const { page, device } = await openBare()
    expect(await statusOf(page)).toBe('200')
    device.line.down()
    expect(await statusOf(page)).toBe('TypeError')
    device.line.up()
    expect(await statusOf(page)).toBe('200')
    expect(device.line.requests).toContain('GET /api/health')
  })

  test('loses an answer to a request that the server has got', async () => {
    const ana = await on.person('Ana')
    const bruno = await on.person('Bruno')
    const device = await on.device(ana)
    device.tolerate(/status of 404/)
    const { page } = await device.tab(bare)
    const lost = device.line.meet(/^POST \/api\/conversations$/, 'lose-answer')
    const body = JSON.stringify({ type: 'dm', member_ids: [bruno.id] })
    const init = JSON.stringify({ method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(await statusOf(page, '/api/conversations', init)).toBe('TypeError')
    expect(lost.caught).toBeGreaterThan(0)
    const members = await on.sql`select from members where user_id = ${bruno.id}`
    expect(members).toHaveLength(1)
    lost.release()
    expect(await statusOf(page, '/api/conversations', init)).toBe('200')
  })

  test('loses a request that the server never gets', async () => {
    const ana = await on.person('Ana')
    const bruno = await on.person('Bruno')
    const device = await on.device(ana)
    device.tolerate(/status of 404/)
    const { page } = await device.tab(bare)
    device.line.meet(/^POST \/api\/conversations$/, 'lose-request')
    const body = JSON.stringify({ type: 'dm', member_ids: [bruno.id] })
    const init = JSON.stringify({ method: 'POST', body, headers: { 'content-type': 'application/json' } })
    expect(await statusOf(page, '/api/conversations', init)).toBe('TypeError')
    expect(await on.sql`select from members where user_id = ${bruno.id}`).toHaveLength(0)
  })

  test.each(['hold-request', 'hold-answer'] as const)('can %s until it is released', async fate => {
    const { page, device } = await openBare()
    const held = device.line.meet(/health/, fate)
    let answered = false
    const answer = statusOf(page).finally(() => {
      answered = true
    })
    await held.catches()
    expect(await statusOf(page, '/api/nothing')).toBe('404')
    expect(answered).toBe(false)
    held.release()
    expect(await answer).toBe('200')
  })

  test('counts streams, cuts them after so many bytes, and swallows them', async () => {
    const device = await on.device(await on.person('Ana'))
    device.tolerate(/status of 404/)
    const { page } = await device.tab(bare)
    const open = () =>
      page.evaluate(() => {
        const source = new EventSource('/api/stream')
        const heard: string[] = []
        Object.assign(globalThis, { source, heard })
        for (const name of ['open', 'ready', 'error'])
          source.addEventListener(name, () => heard.push(`${name}`))
      })
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
    const close = () => page.evaluate(() => (globalThis as unknown as { source: EventSource }).source.close())
    await open()
    await eventually(heard, ['open', 'ready'])
    expect(device.line.streams()).toBe(1)
    device.line.cut(/stream/)
    await eventually(heard, ['open', 'ready', 'error', 'open', 'ready'])
    await close()
    await eventually(() => device.line.streams(), 0)

    device.line.meet(/stream/, { cut: 10 }, 1)
    await open()
    await eventually(heard, ['open', 'error', 'open', 'ready'])
    device.line.swallowStreams()
    expect(device.line.streams()).toBe(1)
    expect(await statusOf(page)).toBe('200')
    await close()
  })

  test('freezes: nothing comes and nothing fails until it is up again', async () => {
    const { page, device } = await openBare()
    device.line.freeze()
    let answered = false
    const answer = statusOf(page).finally(() => {
      answered = true
    })
    await new Promise(done => setTimeout(done, 500))
    expect(answered).toBe(false)
    device.line.up()
    expect(await answer).toBe('200')
  })

  test('goes on to a server that was killed and is back elsewhere', async () => {
    const { page, device } = await openBare()
    await on.restart('kill9', async () => expect(await statusOf(page)).toBe('TypeError'))
    device.tolerate(/net::ERR/)
    expect(await statusOf(page)).toBe('200')
  })
})

describe('the life of a tab', () => {
  const ticking = async () => {
    const { page, device } = await openBare()
    // What it does is seen by the server, so that nobody needs to ask the tab.
    await page.evaluate(() => {
      const tick = () =>
        fetch('/api/health')
          .catch(() => {})
          .finally(() => setTimeout(tick, 50))
      void tick()
    })
    const ticks = () => device.line.requests.filter(line => line.includes('health')).length
    const stands = async () => {
      await new Promise(done => setTimeout(done, 500))
      const before = ticks()
      await new Promise(done => setTimeout(done, 1000))
      return ticks() === before
    }
    await eventually(() => ticks() > 3, true)
    const runs = async () => {
      const before = ticks()
      await eventually(() => ticks() > before, true)
    }
    return { page, device, stands, runs }
  }
  test('runs', async () => {
    const { runs } = await ticking()
    await runs()
  })
  test('is frozen, and goes on', async () => {
    const { page, stands, runs } = await ticking()
    const thaw = await freeze(page)
    expect(await stands()).toBe(true)
    await thaw()
    await runs()
  })
  test('ends in a crash', async () => {
    const { page, device, stands } = await ticking()
    await crash(page)
    expect(await stands()).toBe(true)
    expect(device.faults()).toEqual(['the page crashed'])
  })
})

test('axe finds a button without a name, under a policy that lets no script in', async () => {
  const { page, tab } = await openBare()
  const before = (await axe(page)).join('\n')
  expect(before).not.toMatch(/button-name/)
  await page.evaluate(() => document.querySelector('main, body')!.append(document.createElement('button')))
  expect((await axe(page)).join('\n')).toMatch(/^button-name: /m)
  expect(tab.faults()).toEqual([])
})

test('what is wrong in the dark alone, or at 320 px alone, is found, and the page is left as it was', async () => {
  const { page } = await openBare()
  const size = page.viewportSize()
  expect(await wideAndNarrow(page)).toEqual([])
  await page.evaluate(() => {
    const button = document.createElement('button')
    button.className = 'seeded'
    button.textContent = 'Seeded'
    document.querySelector('main')!.append(button)
    const rules =
      '.seeded { color: #000; background: #fff; @media (prefers-color-scheme: dark) { color: #eee } }'
    document.styleSheets[0]!.insertRule(rules)
  })
  expect((await lightAndDark(page)).map(one => one.split(':')[0])).toEqual(['color-contrast'])
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('.seeded')!
    button.style.color = '#000'
    button.style.minWidth = '400px'
  })
  expect(await axe(page)).toEqual([])
  expect((await wideAndNarrow(page)).join()).toMatch(/320/)
  expect(page.viewportSize()).toEqual(size)
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(false)
})
