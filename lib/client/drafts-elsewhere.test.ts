// Drafts between tabs and devices of one person, over a server that keeps the last one and tells it to all of them.
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, test } from 'vitest'
import { at } from '../testing/cast'
import { createClock, type FakeClock } from '../testing/fake-clock'
import { createBrowser, type FakeTab } from '../testing/fake-world'
import { createCall } from './call'
import { createDrafts, wipeDrafts } from './drafts'
import { createDraftsElsewhere } from './drafts-elsewhere'
import type { Step } from './stream/feed'

let clock: FakeClock
/** What the server has, the log it tells, and what it was asked. */
let kept: Map<string, string>
let log: Step[]
let asked: string[]
let refuse: (() => Response) | null

const tell = (event: string, partial: object, originClientId: string, conversation_id = 'plaza') => {
  const prev = at(log.length + 1)
  const payload = { id: 'ana', conversation_id, partial, originClientId }
  log.push({ prev, cursor: at(log.length + 2), event: { event, payload } })
}

const serve = async ({
  method,
  path,
  body,
  headers,
}: {
  method: string
  path: string
  body?: unknown
  headers?: unknown
}) => {
  const id = path.split('/').at(-2)!
  if (method === 'GET') {
    asked.push('GET')
    const drafts = [...kept].map(([conversation_id, content]) => ({ conversation_id, content }))
    return Response.json({ drafts, more: false, cursor: at(log.length + 1) })
  }
  const { content } = JSON.parse(String(body))
  asked.push(content)
  if (refuse) return refuse()
  if ((kept.get(id) ?? '') !== content) {
    if (content) kept.set(id, content)
    else kept.delete(id)
    tell('draft-updated', { content }, new Headers(headers as HeadersInit).get('x-client-id') ?? '', id)
  }
  return new Response(null, { status: 204 })
}

/** A message of hers from whatever device. */
const sent = (originClientId: string) => {
  kept.delete('plaza')
  tell('message-created', { sender_id: 'ana', type: 'text' }, originClientId)
}
/** Something that she did to the group, which the log tells in a message of its own. */
const did = (originClientId: string) =>
  tell('message-created', { sender_id: 'ana', type: 'system' }, originClientId)

beforeEach(() => {
  clock = createClock()
  kept = new Map()
  log = []
  asked = []
  refuse = null
})

const browserOf = () => createBrowser({ clock, latency: () => 10, serve: serve as never })
type Browser = ReturnType<typeof browserOf>

let tabs = 0
const opened = (browser: Browser, viewerId = 'ana') => {
  const tab: FakeTab = browser.openTab()
  const clientId = `tab-${++tabs}`
  const { world } = tab
  const drafts = createDrafts(world, new QueryClient(), viewerId)
  const call = createCall({ world, viewerId, clientId, onSignedOut: () => {} })
  let leave = () => {}
  const onLeave = (listener: () => void) => {
    leave = listener
    return () => {
      leave = () => {}
    }
  }
  const offered = new Map<string, string>()
  const offers = {
    get: (id: string) => offered.get(id) ?? '',
    set: (id: string, text: string) => offered.set(id, text),
  }
  const elsewhere = createDraftsElsewhere({ world, call, viewerId, clientId, drafts, offers, onLeave })
  let heard = log.length
  drafts.restore()
  return {
    tab,
    clientId,
    elsewhere,
    leave: () => leave(),
    see: (id = 'plaza') => drafts.get(id),
    /** What was written elsewhere, beside what is written here. */
    offer: () => offers.get('plaza'),
    write(text: string, id = 'plaza') {
      drafts.set(id, text)
      elsewhere.drafted(id)
    },
    /** Takes what the stream has brought since. */
    hear() {
      elsewhere.hear(log.slice(heard))
      heard = log.length
    },
  }
}
type Opened = ReturnType<typeof opened>
const awake = async (browser = browserOf()) => {
  const one = opened(browser)
  one.elsewhere.wake()
  await clock.advance(100)
  return one
}
const settle = async (...all: Opened[]) => {
  await clock.advance(5000)
  for (const one of all) one.hear()
}

describe('what is written', () => {
  test('is told when the keys rest, once, and shows in another tab and on another device', async () => {
    const here = browserOf()
    const [one, sibling, phone] = [await awake(here), await awake(here), await awake()]
    asked = []
    for (const text of ['H', 'Ho', 'Hol']) {
      one.write(text)
      await clock.advance(500)
    }
    expect(asked).toEqual([])
    await settle(one, sibling, phone)
    expect([asked, sibling.see(), phone.see()]).toEqual([['Hol'], 'Hol', 'Hol'])
  })

  test.each([
    ['its writer leaves the field', (one: Opened) => one.leave()],
    ['the tab is hidden or closed', (one: Opened) => one.tab.hide()],
  ])('is told at once when %s', async (_, go) => {
    const one = await awake()
    one.write('Hola')
    go(one)
    await clock.advance(50)
    expect(kept.get('plaza')).toBe('Hola')
  })

  test('here is not overwritten by what was written elsewhere, and wins by being told later', async () => {
    const [one, phone] = [await awake(), await awake()]
    phone.write('from the phone')
    phone.leave()
    await clock.advance(2000)
    one.write('from here')
    one.hear()
    expect(one.see()).toBe('from here')
    await settle(one, phone)
    expect([one.see(), phone.see(), kept.get('plaza')]).toEqual(Array(3).fill('from here'))
  })

  test('at once in two places ends as the same in both', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('from here')
    phone.write('from the phone')
    for (const tab of [one, phone]) tab.leave()
    await settle(one, phone)
    await settle(one, phone)
    expect(one.see()).toBe(kept.get('plaza'))
    expect(phone.see()).toBe(kept.get('plaza'))
  })

  test('and erased again, or longer than a message may be, is told to nobody', async () => {
    const one = await awake()
    asked = []
    one.write('Hola')
    one.write('')
    one.write('x'.repeat(5001), 'long')
    one.write('m1', 'plaza/reply')
    await settle(one)
    one.elsewhere.forget()
    one.elsewhere.wake()
    await settle(one)
    expect([asked, one.see('long').length]).toEqual([['GET'], 5001])
  })
})

describe('what was written elsewhere meanwhile', () => {
  test('is offered beside what is not told yet, and beside what is being written', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('from here')
    phone.write('from the phone')
    await clock.advance(900)
    one.hear()
    expect([one.see(), one.offer()]).toEqual(['from here', ''])
    await clock.advance(2000)
    for (const tab of [one, phone]) tab.hear()
    expect([one.see(), one.offer()]).toEqual(['from here', 'from the phone'])
    phone.write('from the phone, and on')
    await settle(one, phone)
    expect([one.see(), one.offer()]).toEqual(['from here', 'from the phone, and on'])
    // And again after the connection was lost.
    one.elsewhere.forget()
    one.elsewhere.wake()
    await settle(one, phone)
    expect([one.see(), one.offer()]).toEqual(['from here', 'from the phone, and on'])
  })

  test('is offered, too, where another tab of the same browser has heard of it sooner', async () => {
    const here = browserOf()
    const [one, sibling, phone] = [await awake(here), await awake(here), await awake()]
    one.write('from here')
    await settle(one, sibling)
    phone.write('from the phone')
    await settle(sibling, one)
    expect([one.see(), one.offer(), sibling.offer()]).toEqual(['from here', 'from the phone', ''])
  })

  test('is taken over where the field was left, and so is one that goes on from what was here', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('Hola')
    one.leave()
    await settle(one, phone)
    phone.write('Hola, Bruno')
    await settle(one, phone)
    expect([one.see(), one.offer(), phone.offer()]).toEqual(['Hola, Bruno', '', ''])
  })

  test('is no offer of one’s own earlier words, whatever comes back late', async () => {
    const browser = browserOf()
    const one = await awake(browser)
    one.write('Hola')
    await clock.advance(1500)
    one.write('Hola, Bruno')
    one.hear()
    await settle(one)
    expect([one.see(), one.offer()]).toEqual(['Hola, Bruno', ''])
    browser.believe(false)
    one.write('Hola, Bruno, ¿qué tal?')
    await clock.advance(2000)
    one.tab.kill()
    browser.believe(true)
    const next = await awake(browser)
    await settle(next)
    expect([next.see(), next.offer()]).toEqual(['Hola, Bruno, ¿qué tal?', ''])
  })

  test('is no offer any more once it is sent there, erased, or the same as here', async () => {
    for (const end of ['sent', 'erased', 'same']) {
      const [one, phone] = [await awake(), await awake()]
      one.write('from here')
      await settle(one)
      phone.write('from the phone')
      await settle(one)
      expect(one.offer()).toBe('from the phone')
      if (end === 'sent') sent(phone.clientId)
      else phone.write(end === 'erased' ? '' : 'from here')
      await settle(one)
      expect(one.offer()).toBe('')
      kept.clear()
    }
  })

  test('stays an offer when what was written here is sent', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('from here')
    await settle(one)
    phone.write('from the phone')
    await settle(one)
    one.write('')
    sent(one.clientId)
    await settle(one, phone)
    expect([one.see(), one.offer()]).toEqual(['', 'from the phone'])
  })
})

describe('without a connection', () => {
  test('what is written stays, and is told when it is back', async () => {
    const browser = browserOf()
    const one = await awake(browser)
    browser.believe(false)
    one.elsewhere.forget()
    one.write('Hola')
    await clock.advance(60_000)
    expect(kept.size).toBe(0)
    browser.believe(true)
    one.elsewhere.wake()
    await settle(one)
    expect([one.see(), kept.get('plaza')]).toEqual(['Hola', 'Hola'])
  })

  test('it outlives its tab, and so does that the server has not heard of it', async () => {
    const browser = browserOf()
    const one = await awake(browser)
    browser.believe(false)
    one.write('Hola')
    await clock.advance(2000)
    one.tab.kill()
    browser.believe(true)
    const next = await awake(browser)
    await settle(next)
    expect([next.see(), kept.get('plaza')]).toEqual(['Hola', 'Hola'])
  })

  test('what was sent or erased elsewhere meanwhile is gone at the next load', async () => {
    const browser = browserOf()
    const one = await awake(browser)
    one.write('Hola')
    await settle(one)
    one.tab.kill()
    kept.delete('plaza')
    const next = await awake(browser)
    await settle(next)
    expect([next.see(), kept.size]).toEqual(['', 0])
  })

  test('a refusal that passes loses nothing', async () => {
    const [one, phone] = [await awake(), await awake()]
    refuse = () => Response.json({}, { status: 429, headers: { 'Retry-After': '20' } })
    one.write('Hola')
    await settle(one)
    refuse = null
    phone.write('from the phone')
    phone.leave()
    await settle(one, phone)
    expect(one.see()).toBe('Hola')
    await clock.advance(20_000)
    await settle(one, phone)
    expect([kept.get('plaza'), phone.see()]).toEqual(['Hola', 'Hola'])
  })
})

describe('what is sent', () => {
  test('ends the draft everywhere, without another request', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('Hola')
    await settle(one, phone)
    asked = []
    one.write('')
    sent(one.clientId)
    one.hear()
    await settle(one, phone)
    expect([one.see(), phone.see(), asked]).toEqual(['', '', []])
  })

  test('late does not take what is written by then', async () => {
    const [one, phone] = [await awake(), await awake()]
    one.write('the next one')
    await settle(one, phone)
    sent(one.clientId)
    await settle(one, phone)
    await settle(one, phone)
    expect([one.see(), phone.see(), kept.get('plaza')]).toEqual(Array(3).fill('the next one'))
  })
})

test('what she does to the group sends nothing: what she is writing there stays, on all devices', async () => {
  const [one, phone] = [await awake(), await awake()]
  one.write('Hola')
  await settle(one, phone)
  did(phone.clientId)
  did(one.clientId)
  await settle(one, phone)
  await settle(one, phone)
  expect([one.see(), phone.see(), kept.get('plaza')]).toEqual(Array(3).fill('Hola'))
})

test('nothing of it stays in the browser when its viewer goes', async () => {
  const one = await awake()
  one.write('Hola')
  await settle(one)
  one.elsewhere.stop()
  wipeDrafts(one.tab.world)
  expect(one.tab.world.storage?.length).toBe(0)
  expect(one.tab.left()).toMatchObject({ timers: 0, listeners: 0, requests: 0 })
})
