// How far people have read on other devices, and how they set a conversation for themselves there.
import type { Talk } from '../server/tables'
import type { Stage } from '../stage'

export const ownDeeds = ({ writes, below, settings }: Stage) => ({
  read: (talk: Talk, person: string) => writes.read(talk, person, talk.row.seq - below(3)),
  deliver: (talk: Talk, person: string) => writes.deliver(talk, person, talk.row.seq - below(3)),
  draft: (talk: Talk, person: string) => writes.draft(talk, person, `draft ${below(9)}`),
  set: (talk: Talk, person: string) => writes.set(talk, person, settings()),
})
