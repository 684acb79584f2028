// Why a conversation says that something is unread: which messages, above which pointer, set by whom and when.
import { expect, test } from 'vitest'
import { group, type Made, must, people, say } from '../testing/make'
import { testDb } from '../testing/test-db'

await testDb()

type Place = { id: string }

const explained = ({ token }: Made, { id }: Place) =>
  must('GET', `/api/conversations/${id}/unread`, { token })
const by = (tab: string) => ({ 'x-client-id': tab })

test('it names the first 20 that count, and the pointer with its tab and its time', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await group(ana, [bruno])
  const at = `/api/conversations/${talk.id}`
  expect(await explained(bruno, talk)).toMatchObject({
    unread_count: 0,
    messages: [],
    users: [],
    last_read_seq: 1,
    read_at: null,
    read_by_client: null,
  })
  const said = []
  for (let n = 0; n < 23; n++) said.push(await say(ana, talk, `${n}`))
  const before = Date.now()
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 3 }, headers: by('phone') })
  const why = await explained(bruno, talk)
  expect(why).toMatchObject({ unread_count: 21, last_read_seq: 3, read_by_client: 'phone' })
  expect(why.messages).toEqual(said.slice(2, 22))
  expect(why.users.map(({ id }: Place) => id)).toEqual([ana.id])
  expect(Math.abs(Date.parse(why.read_at) - before)).toBeLessThan(10_000)

  // What moves nothing leaves it; what one says oneself reads.
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 2 }, headers: by('desk') })
  expect(await explained(bruno, talk)).toMatchObject({ read_by_client: 'phone', read_at: why.read_at })
  await must('POST', `${at}/messages`, {
    token: bruno.token,
    body: { client_message_id: 'mine', content: 'x' },
    headers: by('desk'),
  })
  expect(await explained(bruno, talk)).toMatchObject({
    unread_count: 0,
    messages: [],
    last_read_seq: 25,
    read_by_client: 'desk',
  })
  expect(await explained(ana, talk)).toMatchObject({ unread_count: 1, read_by_client: null })
})

test('who leaves and comes back starts anew', async () => {
  const [ana, bruno] = await people('Ana', 'Bruno')
  const talk = await group(ana, [bruno])
  const at = `/api/conversations/${talk.id}`
  await say(ana, talk)
  await must('POST', `${at}/read`, { token: bruno.token, body: { seq: 2 }, headers: by('phone') })
  await must('DELETE', `${at}/members/${bruno.id}`, { token: ana.token })
  await must('POST', `${at}/members`, { token: ana.token, body: { user_ids: [bruno.id] } })
  expect(await explained(bruno, talk)).toMatchObject({
    last_read_seq: 5,
    read_at: null,
    read_by_client: null,
  })
})
