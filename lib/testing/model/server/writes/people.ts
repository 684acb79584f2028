// Who there is, what they are called and whom they block; and what their conversations are about.
import type { Report } from '../../../../contract/report'
import { type Tables, usersOf } from '../tables'
import type { Ledger } from './ledger'

export const peopleWrites = ({ tables, now, newId, append }: Ledger) => ({
  person(id: string) {
    tables.users.set(id, { id, external_id: id, name: id, avatar_url: null, created_at: now() })
  },

  /** With another name, or another picture. */
  changePerson(id: string, partial: { name: string } | { avatar_url: string | null }) {
    tables.users.set(id, { ...tables.users.get(id)!, ...partial })
    append({
      event: { event: 'user-updated', payload: { id, partial, originClientId: null } },
      audience: 'contacts',
      subjectId: id,
      lock: id,
    })
  },

  /** Whether what they read is told to others, and what others read to them. What they had read until now stays told. */
  showReads(id: string, receipts: boolean) {
    if (tables.keepers.has(id) === !receipts) return
    if (receipts) tables.keepers.delete(id)
    else tables.keepers.add(id)
    for (const talk of tables.talks.values()) {
      const seat = talk.seats.get(id)
      if (!seat?.isIn) continue
      const toldRead = receipts ? seat.toldRead : (seat.toldRead ?? seat.member.last_read_seq)
      talk.seats.set(id, { ...seat, withholdsReads: !receipts, toldRead })
    }
    append({
      event: { event: 'settings-updated', payload: { id, partial: { receipts }, originClientId: null } },
      audience: 'own',
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
