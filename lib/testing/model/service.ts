// What the server makes of what somebody does in a tab; some of it is refused for no reason that the tab could know.
import type { OwnWants } from '../../client/cache/state'
import type { SharedMessage } from '../../contract/message'
import type { Refused } from './server/answers'
import { isMember, iso, visibleFrom, visibleIn } from './server/tables'
import type { Stage } from './stage'
import type { Service } from './tab/tab'

export const serviceFor = ({ tables, writes, chance, talks, isShut }: Stage, viewerId: string): Service => ({
  post(id, key, content, replyTo) {
    const talk = tables.talks.get(id)!
    const quoted = visibleIn(talk, viewerId).find(one => one.id === replyTo)
    if (!tables.keys.has(`${viewerId} ${key}`)) {
      if (!isMember(talk, viewerId) || (replyTo && !quoted) || chance(0.1)) return { refused: 404 }
      if (isShut(talk)) return { refused: 403 }
    }
    return writes.send(talk, viewerId, key, content, quoted)
  },

  mark(id, seq): Refused | null {
    const talk = tables.talks.get(id)!
    if (!isMember(talk, viewerId) || seq > talk.row.seq || chance(0.1)) return { refused: 422 }
    writes.read(talk, viewerId, seq)
    return null
  },

  react(id, emoji, isReacted) {
    const talk = talks().find(({ messages }) => messages.some(one => one.id === id))!
    const message = talk.messages.find(one => one.id === id)!
    const isHidden = message.seq < visibleFrom(talk, viewerId)
    if (!isMember(talk, viewerId) || isHidden || message.deleted_at !== null || chance(0.1))
      return { refused: 404 }
    if (isShut(talk)) return { refused: 403 }
    return writes.react(talk, message, viewerId, emoji, isReacted)
  },

  amend(id, messageId, content): SharedMessage | Refused {
    const talk = tables.talks.get(id)!
    const found = () => talk.messages.find(one => one.id === messageId)!
    const isHidden = found().seq < visibleFrom(talk, viewerId)
    if (!isMember(talk, viewerId) || isHidden || chance(0.1)) return { refused: 404 }
    if (content === null) {
      if (found().deleted_at === null) writes.erase(talk, found())
    } else if (isShut(talk)) return { refused: 403 }
    else if (found().deleted_at !== null) return { refused: 409 }
    else if (found().content !== content) writes.edit(talk, found(), content)
    return found()
  },

  set(id, wants: OwnWants): Refused | null {
    const talk = tables.talks.get(id)!
    if (!isMember(talk, viewerId) || chance(0.1)) return { refused: 404 }
    const { settings } = talk.seats.get(viewerId)!
    const at = iso(tables.now)
    const since = (is: string | null, want?: string | null) => (want === undefined ? is : want && (is ?? at))
    writes.set(talk, viewerId, {
      pinned_at: since(settings.pinned_at, wants.pinned_at),
      archived_at: since(settings.archived_at, wants.archived_at),
      marked_unread_at: since(settings.marked_unread_at, wants.marked_unread_at),
      muted_until: wants.muted_until === undefined ? settings.muted_until : wants.muted_until,
    })
    return null
  },
})
