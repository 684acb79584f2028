// A reaction that the viewer wants, or wants no more, is so at once.
import { shownMessage } from '../../../client/cache/reacting'
import type { State } from '../../../client/cache/state'
import { type Check, written } from './written'

export const checkWishes = (before: State, after: State, check: Check) => {
  for (const [id, { value }] of written(before, after, 'wishes')) {
    const shown = shownMessage(after, id)
    for (const [emoji, isReacted] of Object.entries(value)) {
      if (!shown || shown.deleted_at !== null) continue
      check(shown.reacted.includes(emoji) === isReacted, `${emoji} on ${id} is not as it was wished`)
      const { count = 0 } = shown.reactions.find(one => one.emoji === emoji) ?? {}
      check(count > 0 || !isReacted, `${emoji} on ${id} is the viewer’s and nobody’s`)
    }
  }
}
