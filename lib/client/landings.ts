// What a page brings with it, part by part, each landed as the answer that it is.
import {
  landBlocks,
  landConversation,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
  landPeople,
} from './cache/land'
import type { State } from './cache/state'
import type { Snapshot } from './chat'

export const landings = ({ inbox = [], blocks, conversation, report }: Partial<Snapshot>) => [
  // Read before the rest, so nothing of it is too old beside them.
  ...(blocks ? [(state: State) => landBlocks(state, blocks)] : []),
  ...inbox.map(
    ({ asked, page }) =>
      (state: State) =>
        landInbox(state, asked, page),
  ),
  ...(conversation ? conversationLandings(conversation) : []),
  ...(report ? [(state: State) => landPeople(state, report)] : []),
]

const conversationLandings = ({
  detail,
  messages,
  passage,
  members,
}: NonNullable<Snapshot['conversation']>) => {
  const { id } = detail.conversation
  return [
    (state: State) => landConversation(state, id, detail),
    ...(messages ? [(state: State) => landMessages(state, id, messages)] : []),
    ...(passage ? [(state: State) => landPassage(state, id, passage.page, passage)] : []),
    ...(members ? [(state: State) => landMembers(state, id, members)] : []),
  ]
}
