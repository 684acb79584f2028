// The endpoints of the contract as a page needs them: verb and address. What they take and answer is known to the compiler,
// and so is a verb or an address that is not the contract's; the schemas stay on the server.
import type * as block from '../contract/block'
import type * as conversation from '../contract/conversation'
import type * as directory from '../contract/directory'
import type * as draft from '../contract/draft'
import type { Endpoint } from '../contract/endpoint'
import type * as events from '../contract/events'
import type * as flag from '../contract/flag'
import type * as invitation from '../contract/invitation'
import type * as joining from '../contract/joining'
import type * as member from '../contract/member'
import type * as message from '../contract/message'
import type * as moderation from '../contract/moderation'
import type * as presence from '../contract/presence'
import type * as reaction from '../contract/reaction'
import type * as report from '../contract/report'
import type * as session from '../contract/session'
import type * as typing from '../contract/typing'
import type * as user from '../contract/user'

/** `of` is never there: it carries the type. */
export type Route<E extends Endpoint> = { method: E['method']; path: E['path']; of?: E }

const route = <E extends Endpoint>(method: E['method'], path: E['path']): Route<E> => ({ method, path })

export const getMe = route<typeof user.getMe>('GET', '/api/me')
export const getBlocks = route<typeof block.getBlocks>('GET', '/api/blocks')
export const addBlock = route<typeof block.addBlock>('PUT', '/api/blocks/:userId')
export const removeBlock = route<typeof block.removeBlock>('DELETE', '/api/blocks/:userId')
export const patchMe = route<typeof user.patchMe>('PATCH', '/api/me')
export const createFlag = route<typeof flag.createFlag>('POST', '/api/flags')
export const getConcerns = route<typeof moderation.getConcerns>('GET', '/api/moderation/concerns')
export const createAct = route<typeof moderation.createAct>('POST', '/api/moderation/concerns/:id/acts')
export const getActs = route<typeof moderation.getActs>('GET', '/api/moderation/acts')
export const getUsers = route<typeof user.getUsers>('GET', '/api/users')
export const createSession = route<typeof session.createSession>('POST', '/api/session')
export const deleteSession = route<typeof session.deleteSession>('DELETE', '/api/session')
export const getConversations = route<typeof conversation.getConversations>('GET', '/api/conversations')
export const getDirectory = route<typeof directory.getDirectory>('GET', '/api/directory')
export const createConversation = route<typeof conversation.createConversation>('POST', '/api/conversations')
export const getConversation = route<typeof conversation.getConversation>('GET', '/api/conversations/:id')
export const patchConversation = route<typeof conversation.patchConversation>(
  'PATCH',
  '/api/conversations/:id',
)
export const getConversationEvents = route<typeof events.getConversationEvents>(
  'GET',
  '/api/conversations/:id/events',
)
export const getMembers = route<typeof member.getMembers>('GET', '/api/conversations/:id/members')
export const patchMember = route<typeof member.patchMember>('PATCH', '/api/conversations/:id/members/:userId')
export const addMembers = route<typeof joining.addMembers>('POST', '/api/conversations/:id/members')
export const removeMember = route<typeof member.removeMember>(
  'DELETE',
  '/api/conversations/:id/members/:userId',
)
export const getInvitations = route<typeof invitation.getInvitations>(
  'GET',
  '/api/conversations/:id/invitations',
)
export const createInvitation = route<typeof invitation.createInvitation>(
  'POST',
  '/api/conversations/:id/invitations',
)
export const deleteInvitation = route<typeof invitation.deleteInvitation>(
  'DELETE',
  '/api/conversations/:id/invitations/:invitationId',
)
export const acceptInvitation = route<typeof invitation.acceptInvitation>('POST', '/api/invitations/:token')
export const markRead = route<typeof member.markRead>('POST', '/api/conversations/:id/read')
export const markDelivered = route<typeof member.markDelivered>('POST', '/api/conversations/:id/delivered')
export const setTyping = route<typeof typing.setTyping>('POST', '/api/conversations/:id/typing')
export const setPresence = route<typeof presence.setPresence>('POST', '/api/presence')
export const getPresence = route<typeof presence.getPresence>('GET', '/api/presence')
export const putDraft = route<typeof draft.putDraft>('PUT', '/api/conversations/:id/draft')
export const getDrafts = route<typeof draft.getDrafts>('GET', '/api/drafts')
export const patchMembership = route<typeof member.patchMembership>(
  'PATCH',
  '/api/conversations/:id/membership',
)
export const explainUnread = route<typeof conversation.explainUnread>('GET', '/api/conversations/:id/unread')
export const readAll = route<typeof member.readAll>('POST', '/api/read')
export const getMessages = route<typeof message.getMessages>('GET', '/api/conversations/:id/messages')
export const sendMessage = route<typeof message.sendMessage>('POST', '/api/conversations/:id/messages')
export const addReaction = route<typeof reaction.addReaction>('PUT', '/api/messages/:id/reactions/:emoji')
export const removeReaction = route<typeof reaction.removeReaction>(
  'DELETE',
  '/api/messages/:id/reactions/:emoji',
)
export const getReactions = route<typeof reaction.getReactions>('GET', '/api/messages/:id/reactions')
export const getMessage = route<typeof message.getMessage>('GET', '/api/messages/:id')
export const editMessage = route<typeof message.editMessage>('PATCH', '/api/messages/:id')
export const deleteMessage = route<typeof message.deleteMessage>('DELETE', '/api/messages/:id')
export const getReport = route<typeof report.getReport>('GET', '/api/reports/:external_id')
export const openReportConversation = route<typeof conversation.openReportConversation>(
  'POST',
  '/api/reports/:external_id/conversation',
)
