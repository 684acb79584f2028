// What people do, wherever they do it: it reaches the tabs here by the log alone.
import { present, type Talk } from '../server/tables'
import type { Stage } from '../stage'
import { hiddenDeeds } from './hidden'
import { memberDeeds } from './members'
import { messageDeeds } from './messages'
import { ownDeeds } from './own'
import { peopleDeeds } from './people'

export const createDeeds = (stage: Stage) => {
  const { pick, chance, talkOfTheDay, weighted } = stage
  const { say, edit, erase, react } = messageDeeds(stage)
  const { read, deliver, set, draft } = ownDeeds(stage)
  const { comeIn, found, rename, promote, remove } = memberDeeds(stage)
  const { stirOld } = hiddenDeeds(stage)
  const { changePerson, showReads, block, retitle, takeAway } = peopleDeeds(stage)

  const inTalk: [number, (talk: Talk, person: string) => unknown][] = [
    [10, say],
    [8, read],
    [4, deliver],
    [5, set],
    [0.5, draft],
    [2, edit],
    [3, erase],
    [3, react],
    [2.5, rename],
    [2, promote],
    [2.5, remove],
  ]

  const beSomewhere = () => {
    const talk = talkOfTheDay()
    const inside = present(talk)
    if (inside.length > 0) weighted(inTalk)(talk, pick(inside).member.user_id)
  }

  const happening: [number, () => unknown][] = [
    [78, beSomewhere],
    [5, stirOld],
    [14, comeIn],
    [2, () => stage.talks().length < 7 && found()],
    [2, changePerson],
    [2, showReads],
    [1, block],
    [1, retitle],
    [0.5, takeAway],
  ]

  return {
    /** Things happen at once. */
    happen() {
      do weighted(happening)()
      while (chance(0.5))
    },
  }
}
