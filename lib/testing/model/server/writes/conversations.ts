// A conversation begins, and is called otherwise.
import type { Happening } from '../../../../contract/message'
import { reportsOf, type Seat, type SharedRow, type Talk, toldMember, unset, usersOf } from '../tables'
import type { Ledger } from './ledger'
import { noteMeeting, strangers } from './meetings'
import type { MessageWrites } from './messages'

type Founding = Pick<SharedRow, 'type' | 'visibility' | 'report_id' | 'name'> &
  Partial<Pick<SharedRow, 'history'>> & { people: string[] }

export const conversationWrites = (
  { tables, now, newId, change, log }: Ledger,
  { tell }: Pick<MessageWrites, 'tell'>,
) => ({
  found({ people, ...look }: Founding): Talk {
    const id = newId('c')
    const at = now()
    const member = (user_id: string, order: number): Seat => ({
      member: {
        conversation_id: id,
        user_id,
        role: look.type === 'group' && order === 0 ? 'owner' : 'member',
        joined_at: at,
        last_read_seq: 1,
        last_delivered_seq: 1,
      },
      settings: unset,
      joinedSeq: 1,
      joinOrder: order,
      isIn: true,
      withholdsReads: tables.keepers.has(user_id),
      toldRead: tables.keepers.has(user_id) ? 1 : null,
      visibleFrom: 0,
    })
    const row: SharedRow = {
      id,
      history: 'all',
      ...look,
      icon: null,
      created_by: people[0]!,
      created_at: at,
      seq: 1,
      last_message_id: null,
      last_message_at: null,
      member_count: people.length,
      preview_member_ids: people.slice(0, 3),
    }
    const talk: Talk = { row, seats: new Map(people.map((one, n) => [one, member(one, n)])), messages: [] }
    const isNew = strangers(tables)
    tables.talks.set(id, talk)
    log(talk, 'conversation-created', id, {
      partial: { ...row, members: [...talk.seats.values()].map(toldMember) },
      related: { users: usersOf(tables, people), reports: reportsOf(tables, [look.report_id]) },
    })
    noteMeeting(tables, talk, people, isNew)
    return talk
  },

  rename(
    talk: Talk,
    by: string,
    partial: Partial<Pick<SharedRow, 'name' | 'icon' | 'visibility' | 'history'>>,
  ) {
    const changed = Object.entries(partial).filter(([key, value]) => talk.row[key as 'name'] !== value)
    if (changed.length === 0) return
    change(talk, Object.fromEntries(changed))
    log(talk, 'conversation-updated', talk.row.id, { partial: Object.fromEntries(changed) })
    for (const [key, value] of changed)
      tell(talk, by, { event: `${key}-changed`, [key]: value, by } as Happening)
  },
})
