// What becomes of a message that the server refuses.
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { conversation, detail, history, stateOf } from '../testing/cast'
import { createClock } from '../testing/fake-clock'
import { createBrowser } from '../testing/fake-world'
import { createBridge } from './bridge'
import { pendingIn } from './cache/pending'
import { createCall } from './call'
import { createOutbox } from './outbox'
import { createStore } from './store'

const refusedWith = async (status: number) => {
  const clock = createClock()
  const serve = async () => Response.json({ detail: 'No.' }, { status })
  const { world } = createBrowser({ clock, latency: () => 10, serve }).openTab()
  const state = stateOf(detail(9, conversation({ seq: 1 })), history(9, 1, []))
  const store = createStore(
    state,
    createBridge(new QueryClient(), () => 'idle'),
  )
  const call = createCall({ world, viewerId: 'ana', clientId: 'tab', onSignedOut: () => {} })
  const outbox = createOutbox({ world, store, call })
  outbox.send('plaza', 'hola')
  await clock.advance(100)
  outbox.stop()
  return pendingIn(store.get(), 'plaza')[0]
}

test.each([400, 404, 413, 422])('refused with %i it can never go out as it is', async status => {
  expect(await refusedWith(status)).toMatchObject({ status: 'failed', reason: 'No.', isFinal: true })
})

test.each([403, 409])('refused with %i it may be tried again', async status => {
  expect(await refusedWith(status)).toMatchObject({ status: 'failed', reason: 'No.', isFinal: false })
})

test.each([429, 500])('with %i it waits', async status => {
  expect(await refusedWith(status)).toMatchObject({ status: 'waiting', reason: null })
})
