// Nothing that was told of a deleted message keeps its words.
import type { StoredEvent } from '../../../../contract/events'
import type { SharedMessage } from '../../../../contract/message'
import type { Entry } from '../tables'

export const unsay = (entry: Entry, id: string) => {
  const { event, payload } = entry.event
  const isOwn = payload.id === id && 'content' in payload.partial
  const brought = withoutWords('related' in payload ? payload.related : undefined, id)
  if (isOwn || brought)
    entry.event = {
      event,
      payload: {
        ...payload,
        ...(isOwn ? { partial: emptied(payload.partial) } : {}),
        ...(brought ? { related: brought } : {}),
      },
    } as StoredEvent
  const own = withoutWords(entry.own?.related, id)
  if (own) entry.own = { ...entry.own, related: own }
}

const emptied = <T extends object>(one: T): T => ({ ...one, content: '' })

const withoutWords = (related: object | undefined, id: string) => {
  const { messages } = (related ?? {}) as { messages?: SharedMessage[] }
  return messages && { ...related, messages: messages.map(one => (one.id === id ? emptied(one) : one)) }
}
