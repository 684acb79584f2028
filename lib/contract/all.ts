// Every endpoint and entity of the contract under its name, for what walks over all of them.
import * as block from './block'
import * as conversation from './conversation'
import * as directory from './directory'
import * as draft from './draft'
import type { Endpoint } from './endpoint'
import { problem } from './errors'
import * as events from './events'
import * as flag from './flag'
import * as invitation from './invitation'
import * as joining from './joining'
import * as member from './member'
import * as message from './message'
import * as moderation from './moderation'
import * as presence from './presence'
import * as reaction from './reaction'
import * as report from './report'
import * as session from './session'
import * as typing from './typing'
import * as user from './user'

const nouns: Record<string, unknown> = {
  ...block,
  ...conversation,
  ...directory,
  ...draft,
  ...events,
  ...flag,
  ...invitation,
  ...joining,
  ...member,
  ...message,
  ...moderation,
  ...presence,
  ...reaction,
  ...report,
  ...session,
  ...typing,
  ...user,
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'answers' in value && 'path' in value

export const endpoints: Record<string, Endpoint> = Object.fromEntries(
  Object.entries(nouns).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1])),
)

export const entities = {
  user: user.user,
  settings: user.settings,
  report: report.report,
  reportVersion: report.reportVersion,
  conversation: conversation.conversation,
  listing: directory.listing,
  invitation: invitation.invitation,
  member: member.member,
  membership: member.membership,
  message: message.message,
  presence: presence.presence,
  reaction: reaction.reaction,
  block: block.block,
  flag: flag.flag,
  concern: moderation.concern,
  act: moderation.act,
  happening: message.happening,
  problem,
}
