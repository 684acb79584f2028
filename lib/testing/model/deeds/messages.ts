// What people say, say otherwise, take back and react to.
import { type Talk, visibleIn } from '../server/tables'
import { emojis, type Stage } from '../stage'

export const messageDeeds = ({ writes, newKey, below, pick, chance, isShut }: Stage) => {
  /** One that somebody sees, mostly of the last few, if it stands. */
  const any = (talk: Talk, person: string) => {
    const messages = visibleIn(talk, person)
    const message = chance(0.3) ? pick(messages) : messages[messages.length - 1 - below(4)]
    return message?.deleted_at === null ? message : undefined
  }

  return {
    say(talk: Talk, person: string) {
      if (isShut(talk)) return
      const key = newKey()
      const visible = visibleIn(talk, person)
      const quoted = visible.length > 0 && chance(0.3) ? pick(visible) : null
      writes.send(talk, person, key, `text ${key}`, quoted)
    },
    edit(talk: Talk, person: string) {
      const message = pick(visibleIn(talk, person))
      if (isShut(talk)) return
      if (message?.deleted_at === null && message.type === 'text')
        writes.edit(talk, message, `edit ${below(99)}`)
    },
    erase(talk: Talk, person: string) {
      const message = any(talk, person)
      if (message) writes.erase(talk, message)
    },
    react(talk: Talk, person: string) {
      const message = any(talk, person)
      if (message && !isShut(talk)) writes.react(talk, message, person, pick(emojis), chance(0.6))
    },
  }
}
