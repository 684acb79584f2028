// What must hold of a tab at every step: that what it holds makes sense in itself, and that nothing has gone back.
import type { State } from '../../../client/cache/state'
import type { Tables } from '../server/tables'
import type { How } from '../tab/desk'
import type { Tab } from '../tab/tab'
import { backwards } from './backwards'
import { bubbles } from './bubbles'
import { checkAsked, checkCounts, checkLists } from './sound-conversations'
import { checkMembers } from './sound-members'
import { checkLeft, checkNamed, checkParts } from './sound-messages'
import { checkWishes } from './sound-wishes'
import type { Check } from './written'

/** What a step has made senseless, in words. */
export const unsound = (before: State, after: State, tab: Tab, tables: Tables, how: How): string[] => {
  const wrong: string[] = []
  const check: Check = (holds, what) => {
    if (!holds) wrong.push(what)
  }
  checkLists(before, after, check)
  checkParts(before, after, check)
  checkMembers(before, after, check)
  checkNamed(before, after, check)
  checkCounts(before, after, tables, how, check)
  checkAsked(before, after, tab, check)
  checkWishes(before, after, check)
  if (how.how !== 'a new snapshot') wrong.push(...backwards(before, after, how.position))
  checkLeft(before, after, check)
  if (before.tables.pending !== after.tables.pending || before.tables.windows !== after.tables.windows)
    wrong.push(...bubbles(before, after, tab, tables, how))
  return wrong
}
