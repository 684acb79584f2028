import { afterEach, describe, expect, test } from 'vitest'
import type { Sending } from '../client/chat'
import { createEdits } from '../client/edits'
import { createLookUps } from '../client/look-ups'
import { keys } from '../client/queries'
import type { Conversation } from '../contract/conversation'
import type { Member } from '../contract/member'
import type { Message } from '../contract/message'
import { dm, group, type Made, must, people, publicGroup, remove, say } from './make'
import { openTab, type Tab, until } from './tab'
import { testDb } from './test-db'

// The whole client against the whole server, in one process: what a page would see.

await testDb()

const tabs: Tab[] = []
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close()
})
const open = async (who: Made, ids: string[] = [], options: Parameters<typeof openTab>[1] = {}) => {
  const tab = openTab(who, options)
  tabs.push(tab)
  tab.openInbox({ filter: 'all' })
  await until('the inbox is there', () => tab.see(keys.list({ filter: 'all' })))
  for (const id of ids) {
    tab.open(id)
    await until('the conversation is there', () => tab.load(`conversation:${id}`) === 'ready')
  }
  await until('it is live', () => tab.connection().state === 'live')
  return tab
}
const contents = (tab: Tab, id: string) =>
  (tab.see<string[]>(keys.messageIds(id)) ?? []).map(one => tab.see<Message>(keys.message(one))?.content)
const unread = (tab: Tab, id: string) =>
  tab.see<Conversation>(keys.conversation(id))?.membership?.unread_count

test('P19: a message is there at once, once, and becomes the server’s', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const { id } = await group(ana, [bruno])
  const [here, there, inbox] = [await open(ana, [id]), await open(bruno, [id]), await open(bruno)]
  here.send(id, '  Hola  ')
  expect(contents(here, id)).toEqual(['Hola'])
  expect(here.see<string[]>(keys.messageIds(id))).toEqual([expect.stringMatching(/^temp-/)])
  await until('it is settled', () => !here.see<string[]>(keys.messageIds(id))![0]!.startsWith('temp-'))
  await until('the other has it', () => contents(there, id).length === 1)
  expect(contents(here, id)).toEqual(['Hola'])
  expect(contents(there, id)).toEqual(['Hola'])
  await until('the inbox counts it', () => unread(inbox, id) === 1)
  there.markRead(id, there.see<Conversation>(keys.conversation(id))!.seq)
  expect(unread(there, id)).toBe(0)
  await until('the other device knows', () => unread(inbox, id) === 0)
  await until('the author sees it read', () => here.see<{ read: number }>(keys.receipts(id))!.read >= 2)
})

test('sends are in order, and a refusal is shown and can be discarded', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = conversation
  const here = await open(bruno, [id])
  for (const word of ['uno', 'dos', 'tres']) here.send(id, word)
  await until('all are settled', () =>
    here.see<string[]>(keys.messageIds(id))!.every(one => !one.startsWith('temp-')),
  )
  expect(contents(here, id)).toEqual(['uno', 'dos', 'tres'])
  await remove(ana, conversation, bruno)
  await until('it is gone', () => here.load(`conversation:${id}`) === 'gone')
  expect(here.see(keys.messageIds(id))).toBeUndefined()
  expect(here.see<string[]>(keys.list({ filter: 'all' }))).toEqual([])
})

test('A1: a refused send answers in the language that the page is read in, and follows the switch', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const { id } = await dm(ana, bruno)
  let language = 'es'
  let isThere = true
  const network = (_: unknown, go: () => Promise<Response>) =>
    isThere ? go() : Promise.reject(new TypeError('Failed to fetch'))
  const here = await open(bruno, [id], { network, world: { language: () => language } })
  await must('PUT', `/api/blocks/${bruno.id}`, { token: ana.token })
  const reasonOf = async (text: string) => {
    here.send(id, text)
    const name = here
      .see<string[]>(keys.messageIds(id))!
      .find(one => here.see<Message>(keys.message(one))?.content === text)!
      .replace('temp-', '')
    await until('it is refused', () => here.see<Sending>(keys.sending(name))?.status === 'failed')
    return here.see<Sending>(keys.sending(name))!.reason
  }
  expect(await reasonOf('uno')).toBe('No puedes escribir a esta persona.')
  language = 'en'
  expect(await reasonOf('two')).toBe('You cannot write to this person.')
  isThere = false
  expect(await here.leave(id)).toMatchObject({
    status: 0,
    detail: expect.stringMatching(/^The server could not/),
  })
  language = 'es-MX'
  expect(await here.leave(id)).toMatchObject({ status: 0, detail: expect.stringMatching(/^No se ha podido/) })
})

test('P2: the answer is lost: the echo settles it, the retry makes no second one', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const { id } = await group(ana, [bruno])
  let lost = 0
  const here = await open(ana, [id], {
    network: async ({ path, init }, go) => {
      const response = await go()
      if (init.method === 'POST' && path.endsWith('/messages') && lost++ === 0)
        throw new TypeError('Failed to fetch')
      return response
    },
  })
  here.send(id, 'Hola')
  await until('it is settled', () => !here.see<string[]>(keys.messageIds(id))![0]!.startsWith('temp-'))
  here.send(id, 'Otra')
  await until('both are', () =>
    here.see<string[]>(keys.messageIds(id))!.every(one => !one.startsWith('temp-')),
  )
  expect(contents(here, id)).toEqual(['Hola', 'Otra'])
  expect(lost).toBeGreaterThan(0)
})

test('P18: a page of history that lands after events went by swallows none of them', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = conversation
  await say(bruno, conversation, 'antes')
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  const here = await open(ana, [], {
    network: async ({ path }, go) => {
      const response = await go()
      if (/messages\?/.test(path)) await held
      return response
    },
  })
  here.open(id)
  await new Promise(done => setTimeout(done, 100))
  await say(bruno, conversation, 'mientras')
  await until('the event went by', () => unread(here, id) === 2)
  release()
  await until('the page has landed', () => here.load(`conversation:${id}`) === 'ready')
  expect(contents(here, id)).toEqual(['antes', 'mientras'])
})

const reactions = (tab: Tab, id: string) => {
  const { reactions = [], reacted = [] } = tab.see<Message>(keys.message(id)) ?? {}
  return [reactions.map(({ emoji, count }) => `${emoji} ${count}`), reacted]
}

test('a reaction is there at once, everywhere soon, and on, off, on ends in the last wish', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = await say(bruno, conversation)
  const asked: string[] = []
  const [here, sibling, there] = [
    await open(ana, [conversation.id], {
      network: ({ init }, go) => {
        if (init.method === 'PUT' || init.method === 'DELETE') asked.push(init.method)
        return go()
      },
    }),
    await open(ana, [conversation.id]),
    await open(bruno, [conversation.id]),
  ]
  const done = here.react(id, '👍', true)
  expect(reactions(here, id)).toEqual([['👍 1'], ['👍']])
  expect(await done).toEqual({ ok: true, value: null })
  await until('the other tab has it', () => reactions(sibling, id)[1]!.length === 1)
  await until('the other person has it', () => reactions(there, id)[0]!.length === 1)
  expect(reactions(there, id)).toEqual([['👍 1'], []])

  there.react(id, '👍', true)
  const toggles = [false, true, false, true, false].map(isReacted => here.react(id, '👍', isReacted))
  expect(reactions(here, id)[1]).toEqual([])
  await Promise.all(toggles)
  for (const tab of [here, sibling, there])
    await until('all see the last wish', () => reactions(tab, id)[0]![0] === '👍 1')
  expect([reactions(here, id), reactions(there, id)]).toEqual([
    [['👍 1'], []],
    [['👍 1'], ['👍']],
  ])
  // What was wanted in between was never asked for.
  expect(asked.length).toBeLessThan(5)
  const { message } = await must('GET', `/api/messages/${id}`, { token: ana.token })
  expect([message.reacted, message.reactions[0].user_ids]).toEqual([[], [bruno.id]])
})

test('a reaction whose answer is lost is asked for again, and one that is refused falls back', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = await say(bruno, conversation)
  let lost = 0
  const here = await open(ana, [conversation.id], {
    network: async ({ init }, go) => {
      const response = await go()
      if (init.method === 'PUT' && lost++ === 0) throw new TypeError('Failed to fetch')
      return response
    },
  })
  expect(await here.react(id, '👍', true)).toEqual({ ok: true, value: null })
  expect(reactions(here, id)).toEqual([['👍 1'], ['👍']])
  const refused = here.react(id, 'x', true)
  expect(reactions(here, id)[1]).toEqual(['👍', 'x'])
  expect(await refused).toMatchObject({ ok: false, status: 422 })
  expect(reactions(here, id)).toEqual([['👍 1'], ['👍']])
})

test('an edit and a deletion are seen at once, by the others soon, and what is refused comes back', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = conversation
  const [first, second] = [await say(ana, conversation, 'uno'), await say(ana, conversation, 'dos')]
  const [here, there, inbox] = [await open(ana, [id]), await open(bruno, [id]), await open(bruno)]
  await until('both are unread', () => unread(inbox, id) === 2)
  const edits = here.part(createEdits)
  expect(here.part(createEdits)).toBe(edits)
  edits.edit(first.id, 'Uno')
  expect(contents(here, id)).toEqual(['Uno', 'dos'])
  await until('the other sees it', () => contents(there, id)[0] === 'Uno')
  edits.remove(second.id)
  expect(contents(here, id)).toEqual(['Uno', ''])
  expect(contents(there, id)).toEqual(['Uno', 'dos'])
  await edits.flush()
  await until('the other sees it go', () => contents(there, id)[1] === '')
  await until('it is not unread any more', () => unread(inbox, id) === 1)
  await until('nothing is laid over it', () => !here.see(keys.editing(second.id)))

  // Its owner may not speak for bruno.
  const third = await say(bruno, conversation, 'tres')
  await until('it is here', () => contents(here, id).length === 3)
  edits.edit(third.id, 'Tres')
  expect(contents(here, id)).toEqual(['Uno', '', 'Tres'])
  await until('it is refused', () => contents(here, id)[2] === 'tres')
  expect(here.see(keys.editing(third.id))).toMatchObject({ status: 'failed', reason: expect.any(String) })
})

const textOf = (tab: Tab, id: string) => tab.see<Message>(keys.message(id))?.content

test('a message that is looked up follows its edits and its deletion, and is asked for until it is there', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const old = await say(bruno, conversation, 'uno')
  for (let n = 0; n < 60; n += 1) await say(bruno, conversation, `${n}`)
  let asked = 0
  const here = await open(ana, [conversation.id], {
    network: async ({ path }, go) => {
      if (path.startsWith('/api/messages/') && asked++ === 0) throw new TypeError('Failed to fetch')
      return go()
    },
  })
  expect(textOf(here, old.id)).toBeUndefined()
  const lookUps = here.part(createLookUps)
  const found = await lookUps.message(old.id)
  expect([found?.content, asked, textOf(here, old.id)]).toEqual(['uno', 2, 'uno'])
  await must('PATCH', `/api/messages/${old.id}`, { token: bruno.token, body: { content: 'Uno' } })
  await until('the edit is here', () => textOf(here, old.id) === 'Uno')
  await must('DELETE', `/api/messages/${old.id}`, { token: bruno.token })
  await until('the deletion is here', () => textOf(here, old.id) === '')
  const elsewhere = await say(bruno, await group(bruno, []), 'dos')
  expect(await lookUps.message(elsewhere.id)).toBeNull()
})

test('a passage far up is one request, goes on to the end, and comes back with a new snapshot', async () => {
  const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
  const conversation = await group(ana, [bruno])
  const { id } = conversation
  for (let n = 0; n < 160; n += 1) await say(bruno, conversation, `${n}`)
  const paths: string[] = []
  let isReset = false
  let cut = () => {}
  const here = await open(ana, [id], {
    network: async ({ path }, go) => {
      paths.push(path)
      if (!path.startsWith('/api/stream')) return go()
      if (isReset) {
        isReset = false
        const frame = 'event: reset\nid: \ndata: {"event":"reset","payload":{"reason":"unknown"}}\n\n'
        return new Response(frame, { headers: { 'content-type': 'text/event-stream' } })
      }
      const { body, headers } = await go()
      const line = new TransformStream()
      const ended = new AbortController()
      cut = () => ended.abort()
      void body!.pipeTo(line.writable, { signal: ended.signal }).catch(() => {})
      return new Response(line.readable, { headers })
    },
  })
  const passage = () => here.see<{ ids: string[]; at: number }>(keys.passage(id))
  paths.length = 0
  expect(await here.goTo(id, 20)).toBe(true)
  expect(paths.filter(path => path.includes('/messages'))).toEqual([expect.stringContaining('around=20')])
  expect(passage()).toMatchObject({ at: 20 })
  expect(textOf(here, passage()!.ids[0]!)).toBeDefined()
  isReset = true
  cut()
  await until('it is asked for anew', () => paths.filter(path => path.includes('around=20')).length === 2)
  await until('it is live again', () => here.connection().state === 'live')
  expect(passage()).toMatchObject({ at: 20 })
  here.goOn(id, 'before')
  await until(
    'it is at the beginning',
    () => here.see<{ hasMore: boolean }>(keys.extent('before', id))?.hasMore === false,
  )
  for (let n = 0; n < 4 && passage(); n += 1) {
    const before = passage()
    here.goOn(id, 'after')
    await until('it goes on', () => passage() !== before)
  }
  expect(passage()).toBeUndefined()
  expect(contents(here, id)).toHaveLength(160)
  here.goBack(id)
  expect(contents(here, id)).toHaveLength(160)
})

describe('joining', () => {
  const talked = async (look: Parameters<typeof publicGroup>[2] = {}) => {
    const [ana, bruno] = await people('Ana Ruiz', 'Bruno Díaz')
    const talk = await publicGroup(ana, [], look)
    for (let n = 0; n < 60; n += 1) await say(ana, talk, `${n}`)
    return { ana, bruno, talk }
  }
  const last = Array.from({ length: 49 }, (_, n) => `${n + 11}`)
  /** A tab that remembers what it asked for. */
  const asking = async (who: Made, ids: string[] = []) => {
    const paths: string[] = []
    const tab = await open(who, ids, {
      network({ path, init }, go) {
        paths.push(`${init.method ?? 'GET'} ${path}`)
        return go()
      },
    })
    paths.length = 0
    return { tab, paths }
  }
  const joins = ({ id }: { id: string }) => [`POST /api/conversations/${id}/members`]
  /** That it has what was said is acknowledged a while later, or a moment. */
  const askedOf = (paths: string[], { id }: { id: string }) =>
    paths.filter(path => path.includes(id) && !path.endsWith('/delivered'))

  test('who joins from the directory has the last fifty messages with the answer, and asks for nothing', async () => {
    const { ana, bruno, talk } = await talked()
    const { tab, paths } = await asking(bruno)
    expect(await tab.join(talk.id)).toEqual({ ok: true, value: null })
    expect(contents(tab, talk.id)).toEqual([...last, ''])
    expect(tab.see(keys.memberIds(talk.id))).toEqual([ana.id, bruno.id])
    expect(unread(tab, talk.id)).toBe(0)
    tab.open(talk.id)
    expect(tab.load(`conversation:${talk.id}`)).toBe('ready')
    await say(ana, talk, 'y más')
    await until('it goes on', () => contents(tab, talk.id).at(-1) === 'y más')
    expect(askedOf(paths, talk)).toEqual(joins(talk))
  })

  test('who looks at it from outside waits for the answer alone, and their other tab asks once', async () => {
    const { bruno, talk } = await talked()
    const { tab, paths } = await asking(bruno, [talk.id])
    const other = await asking(bruno)
    await tab.join(talk.id)
    expect(contents(tab, talk.id)).toEqual([...last, ''])
    await until('the row is there', () => unread(other.tab, talk.id) === 0)
    other.tab.open(talk.id)
    await until('it is open', () => other.tab.load(`conversation:${talk.id}`) === 'ready')
    expect(contents(other.tab, talk.id)).toEqual([...last, ''])
    expect(askedOf(paths, talk)).toEqual(joins(talk))
    expect(other.paths.filter(path => path.includes('/messages'))).toHaveLength(1)
  })

  test('S10: where what was before is hidden it opens with their coming', async () => {
    const { ana, bruno, talk } = await talked()
    await must('PATCH', `/api/conversations/${talk.id}`, {
      token: ana.token,
      body: { history: 'since-joining' },
    })
    const { tab } = await asking(bruno)
    await tab.join(talk.id)
    expect(contents(tab, talk.id)).toEqual([''])
  })

  test('an answer without it, or of no use, is followed by asking', async () => {
    const { bruno, talk } = await talked()
    const tab = await open(bruno, [talk.id], {
      async network({ path }, go) {
        const response = await go()
        if (!path.endsWith('/members')) return response
        const { joined, ...rest } = (await response.json()) as { joined: unknown }
        expect(joined).toBeDefined()
        return Response.json(rest)
      },
    })
    await tab.join(talk.id)
    await until('it is there', () => contents(tab, talk.id).length === 50)
  })
})

test('S12: of more than 50 members the marks are those of the last time they were asked for', async () => {
  const [ana, ...others] = await people(...Array.from({ length: 52 }, (_, n) => `Person ${n}`))
  const [bruno, carla] = others
  const conversation = await group(ana!, others)
  const { id } = conversation
  const here = await open(ana!, [id])
  const { seq } = await say(ana!, conversation, 'Hola')
  const mark = () => here.see<Member>(keys.member(id, carla!.id))!.last_read_seq
  await must('POST', `/api/conversations/${id}/read`, { token: carla!.token, body: { seq } })
  // What comes after it on the stream has come.
  const { id: later } = await say(bruno!, conversation, 'Leído')
  await until('the answer has come', () => here.see<Message>(keys.message(later)) !== undefined)
  expect(mark()).toBeLessThan(seq)
  here.reloadMembers(id)
  await until('the mark is known', () => mark() >= seq)
})
