// Who there is, what they are called and whom they block; and what their conversations are about.
import type { Report } from '../../../../contract/report'
import { type Tables, usersOf } from '../tables'
import type { Ledger } from './ledger'

export const peopleWrites = ({ tables, now, newId, append }: Ledger) => ({
  person(id: string) {
    tables.users.set(id, { id, external_id: id, name: id, avatar_url: null, created_at: now() })
  },

  renamePerson(id: string, name: string) {
    tables.users.set(id, { ...tables.users.get(id)!, name })
    append({
      event: { event: 'user-updated', payload: { id, partial: { name }, originClientId: null } },
      audience: 'contacts',
      subjectId: id,
      lock: id,
    })
  },

  block(viewerId: string, userId: string, holds: boolean) {
    const before = tables.blocks.get(viewerId) ?? new Map()
    if (before.has(userId) === holds) return
    const blocked_at = holds ? now() : null
    const others = [...before].filter(([id]) => id !== userId)
    tables.blocks.set(viewerId, new Map(blocked_at ? [...others, [userId, blocked_at]] : others))
    const related = { users: usersOf(tables, [userId]) }
    append({
      event: {
        event: 'block-updated',
        payload: { id: userId, partial: { blocked_at }, related, originClientId: null },
      },
      audience: 'own',
      subjectId: viewerId,
      lock: viewerId,
    })
  },

  report(owner_id: string) {
    const id = newId('r')
    const row = { kind: 'listing', title: id, url: `/${id}`, metadata: {}, version: 1, gone_at: null }
    publish(tables, { id, external_id: `x${id}`, owner_id, created_at: now(), ...row })
    return id
  },

  /** With another title, or as gone. */
  changeReport(id: string, change: { title: string } | { gone_at: string | null }) {
    const before = tables.reports.get(id) as Report
    const report = { ...before, ...change, version: before.version + 1 }
    publish(tables, report)
    const partial = { ...change, version: report.version }
    append({
      event: { event: 'report-updated', payload: { id, partial, originClientId: null } },
      audience: 'report',
      subjectId: id,
      lock: id,
    })
  },
})

const publish = (tables: Tables, report: Report) => {
  const { id, version, title, metadata, gone_at } = report
  tables.reports.set(id, report)
  tables.versions = [...tables.versions, { report_id: id, version, title, metadata, gone_at }]
}
