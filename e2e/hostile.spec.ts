// What people write to break things: it is text, it stays in its bubble, and the page's policy has nothing to report.
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './browser/eventually'
import { itemOf, log, messagesWith, say, texts } from './browser/messenger'
import { tabsOn, writes } from './browser/scene'
import { type Stage, stage } from './browser/stage'
import { group, person as meet } from './client'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
// Among the faults are violations of the policy, errors of the page and of the console.
afterEach(async () => expect(await on.clear()).toEqual([]))
afterAll(() => on?.close())

const markup =
  '<script>globalThis.owned = 1</script><img src=x onerror="globalThis.owned = 2"><svg onload=owned=3>'
const links = [
  'javascript:globalThis.owned=4',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>owned=5</script>',
  'vbscript:owned',
  'file:///etc/passwd',
  'https://example.com/a"onmouseover="owned=6',
]
const bidi = '\u202Etxet desrever\u202C and \u2066an open isolate, \u202Ba right-to-left embedding'
const stacked = `Z${'\u0300\u0301\u0302\u0303\u0308'.repeat(60)} and T${'\u0323\u0324\u0325'.repeat(60)}`
const endless = 'w'.repeat(5000)
const endlessLink = `https://example.com/${'a'.repeat(1900)}`
const invisible = '\u200B\u200B\u2060text\u200B\uFEFF'
const emoji = '👩‍👩‍👧‍👦'.repeat(200)
const lines = Array.from({ length: 400 }, (_, n) => `${n}`).join('\n')
const tabsAndSpaces = `a${' '.repeat(3000)}b\t\t\tc`

const code = [
  '`https://example.com/not-a-link` and ``a `tick` in it``',
  `unclosed \`${markup}`,
  `\`${bidi}\` stands beside this`,
  `שלום \`foo(\u202Ebar)\` עולם`,
  `\`\`\`\n${markup}\n${'x'.repeat(400)}\n\`\`\`\nafter it`,
].join('\n')

const all: [string, string][] = [
  ['markup', markup],
  ['links', links.join(' ')],
  ['bidi overrides', bidi],
  ['stacked marks', stacked],
  ['5,000 characters without a space', endless],
  ['an endless link', endlessLink],
  ['invisible characters', invisible],
  ['joined emoji', emoji],
  ['400 lines', lines],
  ['spaces', tabsAndSpaces],
  ['templates', '{{constructor.constructor("owned=7")()}} \x24{owned=8} %3Cscript%3E &lt;b&gt; ]]>'],
  ['code', code],
  ['5,000 backticks', '`'.repeat(5000)],
  ['fences that never end', Array.from({ length: 98 }, (_, n) => '`'.repeat(n + 1)).join(' ')],
  ['half an entity', '&#x3C;script&#x3E; </div></textarea><!--'],
]

/** What sticks out of what it should stand in, in words. */
const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const out: string[] = []
    // Spaces at a line's end may hang over it: there is nothing of them to see.
    const wordsIn = (text: Element) => {
      const found: DOMRect[] = []
      const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
      while (nodes.nextNode()) {
        const node = nodes.currentNode as Text
        for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + word.length)
          found.push(...range.getClientRects())
        }
      }
      return found
    }
    const wide = (what: string, one: Element) => {
      if (one.scrollWidth > one.clientWidth + 1) out.push(`${what}: ${one.scrollWidth} in ${one.clientWidth}`)
    }
    wide('the page', document.documentElement)
    const area = document.querySelector('[role="log"]')!
    wide('the log', area)
    const { left, right } = area.getBoundingClientRect()
    for (const text of area.querySelectorAll('[dir="auto"]')) {
      const bubble = text.parentElement!
      const box = bubble.getBoundingClientRect()
      if (box.left < left || box.right > right) out.push('a bubble leaves the log')
      for (const rect of wordsIn(text))
        if (rect.left < box.left - 1 || rect.right > box.right + 1) out.push('words leave their bubble')
    }
    return [...new Set(out)]
  })

describe.each([
  ['on a wide screen', { width: 1280, height: 720 }],
  ['on a phone', { width: 320, height: 640 }],
])('%s', (_, viewport) => {
  test('hostile content is text in its bubble', async () => {
    const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
    const conversation = await group(on.place, [ana, bruno], 'Hostile')
    const device = await on.device(bruno, { viewport })
    const [page] = (await tabsOn(device, conversation, 1)) as [Page]
    for (const [name, content] of all) {
      await writes(on, ana, conversation, content)
      await writes(on, ana, conversation, `After ${name}`)
      await eventually(() => messagesWith(page, `After ${name}`).count(), 1)
      await log(page).press('End')
      const shown = (await texts(page)).at(-2)
      // Of code only the fences go, and the line ends at them.
      const bare = (text = '') => (name === 'code' ? text.replace(/[`\n]/g, '') : text)
      expect({ name, shown: bare(shown) }).toEqual({ name, shown: bare(content.trim()) })
      expect({ name, out: await sticksOut(page) }).toEqual({ name, out: [] })
    }
    expect(await page.evaluate(() => (globalThis as { owned?: unknown }).owned)).toBeUndefined()
    expect(
      await log(page).evaluate(
        one => one.querySelectorAll('script, img, svg[onload], iframe, [onerror]').length,
      ),
    ).toBe(0)
    const code = await log(page).evaluate(one =>
      [...one.querySelectorAll('code')].map(({ textContent, childElementCount }) => ({
        text: textContent.slice(0, 30),
        childElementCount,
      })),
    )
    expect(code).toContainEqual({ text: 'https://example.com/not-a-link', childElementCount: 0 })
    expect(code).toContainEqual({ text: markup.slice(0, 30), childElementCount: 0 })
    const hrefs = await log(page).evaluate(one =>
      [...one.querySelectorAll('a')].map(link => ({
        href: link.protocol,
        rel: link.rel,
        target: link.target,
      })),
    )
    for (const { href, rel, target } of hrefs) {
      expect(['http:', 'https:', 'mailto:']).toContain(href)
      expect(rel).toMatch(/noopener/)
      expect(target).toBe('_blank')
    }
  })
})

test('the witness of what sticks out sees it', async () => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const conversation = await group(on.place, [ana, bruno], 'Hostile')
  const [page] = (await tabsOn(await on.device(bruno), conversation, 1)) as [Page]
  await writes(on, ana, conversation, endless)
  await eventually(() => messagesWith(page, 'wwww').count(), 1)
  await page.evaluate(() => {
    const text = document.querySelector<HTMLElement>('[role="log"] [dir="auto"]')!
    for (const one of [text, ...text.querySelectorAll<HTMLElement>('*')]) one.style.whiteSpace = 'nowrap'
  })
  expect(await sticksOut(page)).not.toEqual([])
})

test('a bidi override ends with its bubble: time and state stand where they always do', async () => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const conversation = await group(on.place, [ana, bruno], 'Hostile')
  const [page] = (await tabsOn(await on.device(ana), conversation, 1)) as [Page]
  for (const text of ['plain text of the same kind', '\u202Eplain text of the same kind'])
    await say(page, text)
  await eventually(() => messagesWith(page, 'plain text').count(), 2)
  const times = await page.evaluate(() =>
    [...document.querySelectorAll('[role="log"] [dir="auto"] time')].map(time => {
      const box = time.closest('[dir="auto"]')!.getBoundingClientRect()
      const { right } = time.getBoundingClientRect()
      return Math.round(box.right - right)
    }),
  )
  expect(times).toHaveLength(2)
  expect(times[0]).toBe(times[1])
})

test('hostile names of people and groups are text too, and stay in their rows', async () => {
  const ana = await meet(on.place, `${markup}`.slice(0, 90), { sub: 'hostile-one' })
  const bruno = await on.person('Bruno')
  const named = await group(on.place, [ana, bruno], `${bidi} ${stacked}`.slice(0, 100))
  await group(on.place, [ana, bruno], 'w'.repeat(100))
  await writes(on, ana, named, markup)
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 320, height: 640 },
  ]) {
    const device = await on.device(bruno, { viewport })
    const { page } = await device.tab('/inbox')
    await itemOf(page, 'www').waitFor()
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide).toBe(0)
    await page.goto(`${device.line.url}/inbox/${named}`)
    await eventually(() => messagesWith(page, 'script').count(), 1)
    expect(await sticksOut(page)).toEqual([])
    expect(await page.evaluate(() => (globalThis as { owned?: unknown }).owned)).toBeUndefined()
  }
})
