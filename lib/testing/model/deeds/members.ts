// Who founds a group, comes in, goes, and is what in it; and how it is called.
import { isMember, present, type Talk } from '../server/tables'
import { everyone, names, type Stage } from '../stage'

export const memberDeeds = ({
  tables,
  writes,
  next,
  below,
  pick,
  chance,
  reportIds,
  anyIn,
  talkOfTheDay,
}: Stage) => ({
  found() {
    writes.found({
      type: 'group',
      visibility: pick(['public', 'private']),
      history: pick(['all', 'since-joining']),
      report_id: pick([null, ...reportIds]),
      name: 'new',
      people: [...new Set([pick(names), pick(everyone), pick(everyone)])],
    })
  },

  comeIn() {
    const talk = talkOfTheDay()
    const person = chance(0.7) ? pick(names) : pick(everyone)
    if (talk.row.type === 'dm' || isMember(talk, person)) return
    // Adding somebody again takes a click, and so longer than a removal takes to get its position.
    const isLeaving = tables.outbox.some(
      ({ event, subjectId, lock }) =>
        event.event === 'member-removed' && subjectId === person && lock === talk.row.id,
    )
    if (isLeaving) return
    const by = chance(0.5) && present(talk).length > 0 ? anyIn(talk) : person
    writes.add(talk, person, by, pick(['added', 'added', 'invited']))
  },

  rename(talk: Talk, person: string) {
    if (talk.row.type !== 'group') return
    const what = next()
    if (what < 0.4) writes.rename(talk, person, { name: `name ${below(9)}` })
    else if (what < 0.5) writes.rename(talk, person, { icon: pick(['🏠', '🌳', null]) })
    else if (what < 0.75) writes.rename(talk, person, { visibility: pick(['public', 'private']) })
    else writes.rename(talk, person, { history: pick(['all', 'since-joining']) })
  },

  promote(talk: Talk, person: string) {
    if (talk.row.type === 'group')
      writes.promote(talk, person, pick(['owner', 'admin', 'member']), anyIn(talk))
  },

  remove(talk: Talk, person: string) {
    if (talk.row.type === 'group' && (present(talk).length > 1 || chance(0.1)))
      writes.remove(talk, person, pick([person, person, anyIn(talk), anyIn(talk), null]))
  },
})
