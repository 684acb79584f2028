// What people say, say otherwise, take back and react to.
import type { Talk } from '../server/tables'
import { emojis, type Stage } from '../stage'

export const messageDeeds = ({ writes, newKey, below, pick, chance }: Stage) => {
  /** One of the last few, if it stands. */
  const recent = ({ messages }: Talk) => {
    const message = messages[messages.length - 1 - below(4)]
    return message?.deleted_at === null ? message : undefined
  }

  return {
    say(talk: Talk, person: string) {
      const key = newKey()
      const quoted = talk.messages.length > 0 && chance(0.3) ? pick(talk.messages) : null
      writes.send(talk, person, key, `text ${key}`, quoted)
    },
    edit(talk: Talk) {
      const message = pick(talk.messages)
      if (message?.deleted_at === null && message.type === 'text')
        writes.edit(talk, message, `edit ${below(99)}`)
    },
    erase(talk: Talk) {
      const message = recent(talk)
      if (message) writes.erase(talk, message)
    },
    react(talk: Talk, person: string) {
      const message = recent(talk)
      if (message) writes.react(talk, message, person, pick(emojis), chance(0.6))
    },
  }
}
