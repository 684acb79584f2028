import { expect, test } from 'vitest'
import { call, tokenFor } from '../testing/api'
import { testDb } from '../testing/test-db'

await testDb()

test('two people talk', async () => {
  const ana = await tokenFor({ sub: 'ana', name: 'Ana Ruiz' })
  const bruno = await tokenFor({ sub: 'bruno', name: 'Bruno Díaz' })
  const me = await call('GET', '/api/me', { token: bruno })
  console.log(me.body)
  const dm = await call('POST', '/api/conversations', {
    token: ana,
    body: { type: 'dm', member_ids: [me.body.user.id] },
  })
  console.log(dm.status, JSON.stringify(dm.body, null, 1))
  const id = dm.body.conversation.id
  const sent = await call('POST', `/api/conversations/${id}/messages`, {
    token: ana,
    body: { client_message_id: 'a1', content: 'Hola' },
  })
  console.log(sent.status, sent.body)
  const again = await call('POST', `/api/conversations/${id}/messages`, {
    token: ana,
    body: { client_message_id: 'a1', content: 'Hola' },
  })
  expect(again.status).toBe(200)
  const inbox = await call('GET', `/api/conversations`, { token: bruno })
  console.log(inbox.status, JSON.stringify(inbox.body, null, 1))
  const msgs = await call('GET', `/api/conversations/${id}/messages?around=1`, { token: bruno })
  console.log(msgs.status, JSON.stringify(msgs.body))
  console.log(JSON.stringify(await call('GET', `/api/unread-count`, { token: bruno })))
  console.log(
    JSON.stringify(await call('POST', `/api/conversations/${id}/read`, { token: bruno, body: { seq: 2 } })),
  )
  console.log(JSON.stringify(await call('GET', `/api/conversations/${id}/events`, { token: bruno })))
  console.log(JSON.stringify(await call('GET', `/api/events`, { token: bruno })))
  expect(sent.status).toBe(201)
})
