import { expect, test } from 'vitest'
import { at, report, user } from '../../testing/cast'
import { applyEvent } from './apply-event'
import { draftOf } from './draft'
import { landPeople } from './land'
import { emptyState, versionId } from './state'
import { read } from './table'

const about = (version: number, price: number) => report({ version, metadata: { price } })
const priceIn = (state: ReturnType<typeof emptyState>, version: number) =>
  read(state.tables.versions, versionId({ report_id: 'report', version }))?.value.metadata.price

test('R1 what a report was stays known when it becomes another', () => {
  const answer = { users: [user('carla')], report: about(1, 850), cursor: at(4) }
  const held = landPeople(emptyState('ana'), answer).state
  const draft = draftOf(held)
  const partial = { metadata: { price: 800 }, version: 2 }
  applyEvent(draft, {
    event: { event: 'report-updated', payload: { id: 'report', partial, originClientId: null } },
    position: 5,
  })
  expect([priceIn(draft.state, 1), priceIn(draft.state, 2)]).toEqual([850, 800])
  expect(read(draft.state.tables.reports, 'report')?.value.metadata).toEqual({ price: 800 })
  // An older answer that lands late tells of another version, and takes nothing back.
  const late = landPeople(draft.state, { ...answer, cursor: at(4) }).state
  expect(read(late.tables.reports, 'report')?.value.version).toBe(2)
})
