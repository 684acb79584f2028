// What people are called and look like, what they show of themselves and whom they block; and what becomes of the reports that they
// talk about.
import { everyone, names, type Stage } from '../stage'

export const peopleDeeds = ({ tables, writes, below, pick, chance, reportIds }: Stage) => ({
  changePerson: () =>
    writes.changePerson(
      pick(everyone),
      chance(0.7) ? { name: `name ${below(99)}` } : { avatar_url: pick([null, `/${below(99)}.png`]) },
    ),
  /** One who looks on here as often as one who is only looked at. */
  showReads() {
    const person = chance(0.7) ? pick(names) : pick(everyone)
    writes.showReads(person, chance(0.8) ? tables.keepers.has(person) : chance(0.5))
  },
  block: () => writes.block(pick(names), pick(everyone), chance(0.6)),
  retitle: () => writes.changeReport(pick(reportIds), { title: `title ${below(99)}` }),
  takeAway: () => writes.changeReport(pick(reportIds), { gone_at: pick([null, '2026-01-02T00:00:00.000Z']) }),
})
