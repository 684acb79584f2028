// What becomes of messages that are hidden from somebody who came later: to them the log goes on, and nothing is said.
import { present, type Talk, visibleIn } from '../server/tables'
import { emojis, type Stage } from '../stage'

/** What somebody sees and not everybody who is there does, if it stands. */
const hiddenFromSome = (talk: Talk, person: string) => {
  const from = Math.max(...present(talk).map(({ visibleFrom }) => visibleFrom))
  return visibleIn(talk, person).filter(({ seq, deleted_at }) => seq < from && deleted_at === null)
}

export const hiddenDeeds = ({ writes, talks, newKey, below, pick, chance }: Stage) => ({
  stirOld() {
    const late = talks().filter(talk => present(talk).some(({ visibleFrom }) => visibleFrom > 0))
    if (late.length === 0) return
    const talk = pick(late)
    const person = pick(present(talk)).member.user_id
    const message = pick(hiddenFromSome(talk, person))
    if (!message) return
    const what = pick(['edit', 'erase', 'react', 'react', 'answer'])
    if (what === 'erase') writes.erase(talk, message)
    else if (what === 'react') writes.react(talk, message, person, pick(emojis), chance(0.6))
    else if (what === 'answer') writes.send(talk, person, newKey(), 'an answer', message)
    else if (message.type === 'text') writes.edit(talk, message, `edit ${below(99)}`)
  },
})
