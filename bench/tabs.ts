// The tabs of one person: how long until all of them have what was said after the one that reads the stream was gone, after
// the network was back, and after the server was; and how smoothly a long log scrolls.
import type { Page } from 'playwright'
import { painted, scrollOf } from '../e2e/browser/anchor'
import { eventually, eventuallyAll } from '../e2e/browser/eventually'
import { leaderOf } from '../e2e/browser/leader'
import { crash } from '../e2e/browser/lifecycle'
import { log, messagesWith } from '../e2e/browser/messenger'
import { imported, tabsOn, twoPeople, writes } from '../e2e/browser/scene'
import { type Stage, stage } from '../e2e/browser/stage'
import { type Figure, figure, percentile } from './figure'

export type Size = { rounds: number; tabs: number; messages: number; wheels: number }

type Scene = Awaited<ReturnType<typeof scene>>

const scene = async (on: Stage, count: number) => {
  const two = await twoPeople(on)
  const device = await on.device(two.bruno)
  const pages = await tabsOn(device, two.conversation, count)
  await eventually(async () => (await leaderOf(pages)) !== null, true)
  const leader = (await leaderOf(pages))!
  return { ...two, on, device, pages, leader, others: pages.filter(page => page !== leader) }
}

/** What is done to the tabs; resolves, with those that are left, at the moment from which they are able to go on. */
const troubles: Record<string, (scene: Scene) => Promise<Page[]>> = {
  async 'leader closed'({ leader, others }) {
    await leader.close()
    return others
  },
  async 'leader crashed'({ leader, others }) {
    await crash(leader)
    return others
  },
  async 'leader hung'({ leader, others }) {
    const hangs = leader.evaluate(() => {
      for (const end = Date.now() + 20_000; Date.now() < end; );
    })
    void hangs.catch(() => {})
    return others
  },
  async 'network back after 5 s'({ device, pages }) {
    device.line.down()
    await new Promise(resolve => setTimeout(resolve, 5000))
    device.line.up()
    return pages
  },
  async 'server back'({ on, pages }) {
    await on.restart('kill9')
    return pages
  },
}

/** Milliseconds from the trouble, or its end, until each tab that is left shows what was said then. */
const recovery = async (on: Stage, trouble: string, tabs: number) => {
  const all = await scene(on, tabs)
  await writes(on, all.ana, all.conversation, 'Before')
  await eventuallyAll(all.pages, page => messagesWith(page, 'Before').count(), 1)
  const left = await troubles[trouble]!(all)
  const began = performance.now()
  await writes(on, all.ana, all.conversation, 'After')
  await eventuallyAll(left, page => messagesWith(page, 'After').count(), 1)
  const ms = performance.now() - began
  await on.clear()
  return ms
}

/** Milliseconds between frames while the wheel turns through a long log, from its end up. */
const frames = async (on: Stage, messages: number, wheels: number) => {
  const { ana, bruno, conversation } = await twoPeople(on)
  await imported(
    on,
    conversation,
    ana,
    messages,
    n => `Line ${n}. ${'of the lamp in the street '.repeat(n % 7)}`,
  )
  const [page] = (await tabsOn(await on.device(bruno), conversation, 1)) as [Page]
  await eventually(async () => (await scrollOf(page)).left < 2, true)
  await page.evaluate(() => {
    const gaps: number[] = []
    Object.assign(globalThis, { gaps })
    const each = {
      last: performance.now(),
      frame(now: number) {
        gaps.push(now - each.last)
        each.last = now
        requestAnimationFrame(each.frame)
      },
    }
    requestAnimationFrame(each.frame)
  })
  await log(page).hover()
  for (let n = 0; n < wheels; n++) {
    await page.mouse.wheel(0, -600)
    await painted(page)
  }
  const gaps = await page.evaluate(() => (globalThis as unknown as { gaps: number[] }).gaps)
  await on.clear()
  return gaps
}

export const tabs = async ({ rounds, tabs: count, messages, wheels }: Size): Promise<Figure[]> => {
  const on = await stage()
  try {
    const figures: Figure[] = []
    for (const trouble of Object.keys(troubles)) {
      const took: number[] = []
      for (let round = 0; round < rounds; round++) took.push(await recovery(on, trouble, count))
      const at_most = trouble.startsWith('leader') ? 5000 : 2000
      figures.push(figure(`tabs: ${trouble}, all ${count} have it`, 'ms', took, rounds, { at_most }))
    }
    const scrolled: number[][] = []
    for (let round = 0; round < rounds; round++) scrolled.push(await frames(on, messages, wheels))
    const samples = scrolled.flat().length
    for (const p of [50, 99])
      figures.push(
        figure(
          `tabs: frame while ${messages} messages scroll, p${p}`,
          'ms',
          scrolled.map(gaps => percentile(gaps, p)),
          samples,
        ),
      )
    return figures
  } finally {
    await on.close()
  }
}
