// What must hold of a tab in the end, when everything has its position and has been told: it is what a fresh fetch gives.
import { same } from '../../../client/cache/same'
import type { Answers } from '../server/answers'
import type { Tables } from '../server/tables'
import type { Tab } from '../tab/tab'
import { compareConversations, compareLists } from './final-conversations'
import { compareMembers } from './final-members'
import { compareMessages, compareParts } from './final-messages'
import { comparePeople } from './final-people'
import { compareUnsettled } from './final-unsettled'

/** Notes what is not as it should be. */
export type Compare = (what: string, is: unknown, should: unknown) => void

/** A tab and the server that it is held against. */
export type Ended = { tab: Tab; tables: Tables; answers: Answers; compare: Compare }

/** Where a tab is not what a fresh fetch gives, in words. */
export const differences = (tab: Tab, tables: Tables, answers: Answers): string[] => {
  const wrong: string[] = []
  const compare: Compare = (what, is, should) => {
    if (!same(is, should)) wrong.push(`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`)
  }
  const ended = { tab, tables, answers, compare }
  compare('cursor', tab.state.cursor, answers.cursor())
  compareConversations(ended)
  compareLists(ended)
  compareParts(ended)
  compareMessages(ended)
  compareMembers(ended)
  comparePeople(ended)
  compareUnsettled(ended)
  return wrong
}
