// What people do, wherever they do it: it reaches the tabs here by the log alone.
import { present } from '../server/tables'
import type { Stage } from '../stage'
import { memberDeeds } from './members'
import { messageDeeds } from './messages'
import { ownDeeds } from './own'
import { peopleDeeds } from './people'

/** Things happen at once. */
export const createDeeds = (stage: Stage) => {
  const { next, pick, chance, talkOfTheDay, weighted } = stage
  const { say, edit, erase, react } = messageDeeds(stage)
  const { read, deliver, set } = ownDeeds(stage)
  const { comeIn, found, rename, promote, remove } = memberDeeds(stage)
  const { renamePerson, block, retitle, takeAway } = peopleDeeds(stage)

  const inTalk: Parameters<typeof weighted<typeof say>>[0] = [
    [10, say],
    [8, read],
    [4, deliver],
    [5, set],
    [2, edit],
    [3, erase],
    [3, react],
    [2, rename],
    [2, promote],
    [2.5, remove],
  ]

  const happening = () => {
    const what = next()
    if (what < 0.14) return comeIn()
    if (what < 0.16) return renamePerson()
    if (what < 0.165) return block()
    if (what < 0.175) return retitle()
    if (what < 0.18) return takeAway()
    if (what < 0.2 && stage.talks().length < 7) return found()
    const talk = talkOfTheDay()
    const inside = present(talk)
    if (inside.length > 0) weighted(inTalk)(talk, pick(inside).member.user_id)
  }

  return {
    happen() {
      do happening()
      while (chance(0.5))
    },
  }
}
