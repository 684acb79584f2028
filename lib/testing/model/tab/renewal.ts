// A new snapshot of all that is open, asked for piece by piece; the log is not followed meanwhile.
import type { Outcome } from '../../../client/cache/draft'
import {
  landBlocks,
  landConversation,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
} from '../../../client/cache/land'
import { carried } from '../../../client/cache/pending'
import { listId, renewed, type State } from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import { isRefused, type Refused } from '../server/answers'
import type { Desk } from './desk'

export const createRenewal = (desk: Desk, { ensure }: { ensure: (id: string) => void }) => {
  const { viewerId, answers, limit, open, lists } = desk
  /** Whose passages have been asked for anew. */
  let passages = new Set<string>()
  /** Whether it has been asked whom the viewer blocks. */
  let hasBlocks = false

  const piece = <A>(
    from: () => A | Refused,
    land: (into: State, answer: A) => Outcome,
    conversationId?: string,
  ) =>
    desk.ask({
      key: `renewal:${conversationId ?? ''}`,
      must: true,
      read: from,
      land: (answer: A | Refused) => {
        if (isRefused(answer)) open.delete(conversationId!)
        else desk.fresh = land(desk.fresh!, answer).state
        nextPiece()
      },
    })

  const nextPiece = () => {
    const { tables } = desk.fresh!
    const list = [...lists.values()].find(asked => !read(tables.lists, listId(asked)))
    const missing = [...open].find(id => {
      const held = read(tables.conversations, id)
      return !held || (held.truth.membership && !(read(tables.windows, id) && read(tables.memberLists, id)))
    })
    const away = entriesOf(desk.state.tables.passages).find(([id]) => open.has(id) && !passages.has(id))
    if (list)
      piece(
        () => answers.inbox(viewerId, list, limit),
        (into, page) => landInbox(into, list, page),
      )
    else if (missing) pieceOf(missing)
    else if (away) {
      const [id, { at }] = away
      passages.add(id)
      piece(
        () => answers.messages(viewerId, id, limit, { around: at }),
        (into, answer) => landPassage(into, id, answer, { around: at }),
        id,
      )
    } else if (!hasBlocks) {
      hasBlocks = true
      piece(() => answers.blocks(viewerId), landBlocks)
    } else finish()
  }

  const pieceOf = (id: string) => {
    const { conversations, windows } = desk.fresh!.tables
    if (!read(conversations, id))
      piece(
        () => answers.conversation(viewerId, id),
        (into, answer) => landConversation(into, id, answer),
        id,
      )
    else if (!read(windows, id))
      piece(
        () => answers.messages(viewerId, id, limit),
        (into, answer) => landMessages(into, id, answer),
        id,
      )
    else
      piece(
        () => answers.members(viewerId, id, limit),
        (into, answer) => landMembers(into, id, answer),
        id,
      )
  }

  const finish = () => {
    const next = carried(desk.fresh!, desk.state)
    desk.fresh = null
    desk.told = []
    desk.become(next, 'a new snapshot')
    for (const id of open) ensure(id)
  }

  return {
    renew() {
      desk.waiting = null
      desk.requests = desk.requests.filter(({ key }) => key !== 'catch-up')
      desk.fresh = renewed(desk.state)
      passages = new Set()
      hasBlocks = false
      nextPiece()
    },
  }
}
