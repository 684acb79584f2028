// What of a conversation comes after it is to be seen, in one piece: the actions of its messages and what they do.
import type { Chat } from '@/lib/client/chat'
import { untilThere } from '@/lib/client/until-there'
import { later } from '../later'

const actions = () => untilThere(() => import('./message-actions'))

const { part } = later(() => import('./message-actions'))

export const messageActions = () => actions().then(({ MessageActions }) => MessageActions)

export const announcer = () => actions().then(({ Announcer }) => Announcer)

export const jumps = () => actions().then(({ Jumps }) => Jumps)

export const versionNote = () => actions().then(({ VersionNote }) => VersionNote)

/** One message that the cache does not hold. */
export const lookUp = async (chat: Chat, id: string) => chat.part((await actions()).createLookUps).message(id)

/** Edits and deletions of the viewer's. */
export const editsOf = async (chat: Chat) => chat.part((await actions()).createEdits)

/** What stands in the place of what somebody blocked has said, and of the composer. */
export const Folded = part(parts => parts.Folded)
export const BlockedBar = part(parts => parts.BlockedBar)

/** Under a message that did not go out. */
export const FailedNote = part(parts => parts.FailedNote)

/** Above the field: what was written on another device meanwhile. */
export const DraftElsewhere = part(parts => parts.DraftElsewhere)
