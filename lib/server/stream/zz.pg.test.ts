import { expect, test } from 'vitest'
import { ask, call, tokenFor } from '../../testing/api'
import { readStream } from '../../testing/stream-reader'
import { testDb } from '../../testing/test-db'

await testDb()

test('a long backlog arrives', async () => {
  const ana = await tokenFor({ sub: 'ana', name: 'Ana Ruiz' })
  const bruno = await tokenFor({ sub: 'bruno', name: 'Bruno Díaz' })
  const me = await call('GET', '/api/me', { token: bruno })
  const dm = await call('POST', '/api/conversations', { token: ana, body: { type: 'dm', member_ids: [me.body.user.id] } })
  const id = dm.body.conversation.id
  const content = 'x'.repeat(5000)
  for (let i = 0; i < 40; i++) await Promise.all(Array.from({ length: 25 }, (_, n) => call('POST', `/api/conversations/${id}/messages`, { token: ana, body: { client_message_id: `k${i}-${n}`, content } })))
  await new Promise(r => setTimeout(r, 300))
  let last = me.body.cursor
  for (let i = 0; i < 5; i++) {
    const s = readStream(await ask('GET', '/api/stream', { token: bruno, headers: { 'last-event-id': last } }), last)
    await new Promise(r => setTimeout(r, 50))
    await s.until(f => f.length > 1000).catch(e => console.log(e))
    console.log(i, s.frames.length, s.ended, s.lastEventId)
    last = s.lastEventId
  }
})
