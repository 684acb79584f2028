// What people are called and whom they block, and what becomes of the reports that they talk about.
import { everyone, names, type Stage } from '../stage'

export const peopleDeeds = ({ writes, below, pick, chance, reportIds }: Stage) => ({
  renamePerson: () => writes.renamePerson(pick(everyone), `name ${below(99)}`),
  block: () => writes.block(pick(names), pick(everyone), chance(0.6)),
  retitle: () => writes.changeReport(pick(reportIds), { title: `title ${below(99)}` }),
  takeAway: () => writes.changeReport(pick(reportIds), { gone_at: pick([null, '2026-01-02T00:00:00.000Z']) }),
})
