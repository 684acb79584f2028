// Drafts on the viewer's other tabs and devices: what is written here is told to the server when the keys rest, and what was
// written elsewhere is taken over. What is being written here stays, and the other text is offered beside it. The last writer, by
// the server's order, wins.
import { codePoints } from '../contract/code-points'
import { backoff } from './backoff'
import { placeOf } from './cache/place'
import { type Call, isPassing } from './call'
import { type Drafts, namesIn } from './drafts'
import { getDrafts, putDraft } from './endpoints'
import { object, oneOf, string } from './shape'
import type { Step } from './stream/feed'
import type { Timer, World } from './world'

/** What a message may hold (code points). */
const most = 5000
/** Told when no key was touched for so long (ms). */
const restMs = 1000
/** What an earlier page has left untold waits so long (ms): another tab may be about to tell something newer. */
const leftMs = 3000

const draftUpdated = object({
  event: oneOf('draft-updated'),
  payload: object({ id: string, conversation_id: string, partial: object({ content: string }) }),
})
/** What is told of what somebody did ends no draft: they have sent nothing. */
const messageCreated = object({
  event: oneOf('message-created'),
  payload: object({
    conversation_id: string,
    partial: object({ sender_id: string, type: oneOf('text', 'image', 'file') }),
  }),
})

export type DraftsElsewhere = {
  /** The viewer has changed a draft here. */
  drafted(conversationId: string): void
  hear(steps: readonly Step[]): void
  /** The connection is back: what is not known is asked for, what is owed is told. */
  wake(): void
  /** Events may have been missed. */
  forget(): void
  stop(): void
}

type Given = {
  world: World
  call: Call
  viewerId: string
  clientId: string
  /** As this tab shows them. */
  drafts: Pick<Drafts, 'get' | 'set'>
  /** By conversation, what was written elsewhere while this was; '' where there is nothing to offer. */
  offers: { get(conversationId: string): string; set(conversationId: string, text: string): void }
  /** Called when the viewer leaves a field; returns the way to stop. */
  onLeave: (listener: () => void) => () => void
}

export const createDraftsElsewhere = (given: Given): DraftsElsewhere => {
  const { world, call, viewerId, clientId, drafts, offers, onLeave } = given
  const told = toldDrafts(world, viewerId)
  /** What this tab knew the server to hold: another tab of this browser may have heard of the next one sooner. */
  const known = new Map(told.ids().map(id => [id, told.get(id)]))
  const knows = (id: string, content: string) => {
    told.set(id, content)
    known.set(id, content)
  }
  /** Changed here since the server was last told. */
  const owed = new Set<string>()
  /** Changed here since its field was last left. */
  const writing = new Set<string>()
  const busy = new Set<string>()
  const timers = new Map<string, Timer>()
  /** By conversation, the position of the last event about it. */
  const heardAt = new Map<string, number>()
  let asked: 'nothing' | 'asking' | 'all' = 'nothing'
  let isFirst = true
  let attempt = 0
  let unlisten: (() => void) | null = null

  const owe = (id: string, ms: number) => {
    owed.add(id)
    world.clearTimer(timers.get(id))
    if (unlisten)
      timers.set(
        id,
        world.setTimer(() => void tell(id), ms),
      )
  }

  const tell = async (id: string): Promise<void> => {
    world.clearTimer(timers.get(id))
    if (!owed.has(id) || busy.has(id) || !unlisten || !world.online()) return
    const content = drafts.get(id)
    // Longer than anything that can be sent: it stays here until it is shorter.
    if (codePoints(content) > most) return
    owed.delete(id)
    if (content === told.get(id)) return
    const before = heardAt.get(id)
    busy.add(id)
    const answer = await call(putDraft, { params: { id }, body: { content }, keepalive: true })
    busy.delete(id)
    if (answer.ok) {
      attempt = 0
      // What was heard meanwhile says it already, or something newer.
      if (heardAt.get(id) === before) knows(id, content)
      if (owed.has(id)) owe(id, restMs)
      return
    }
    // It is not lost to what was heard meanwhile.
    if (!owed.has(id) && drafts.get(id) !== content) drafts.set(id, content)
    owed.add(id)
    if (isPassing(answer)) owe(id, answer.retryAfter ?? backoff(world, attempt++))
  }

  const tellAll = () => {
    for (const id of owed) void tell(id)
  }

  /** The server has this now. `isOwn`: from this tab, which may be further by now. */
  const take = (id: string, content: string, isOwn = false) => {
    const isNew = !isOwn && content !== (known.get(id) ?? '')
    knows(id, content)
    const mine = drafts.get(id)
    // Sent or erased elsewhere, or the same as here.
    if (!isOwn && (content === '' || content === mine)) offers.set(id, '')
    if (content === mine) return
    const isKept = owed.has(id) || offers.get(id) !== ''
    if (mine && content && isNew && (isKept || writing.has(id))) offers.set(id, content)
    else if (!isKept) drafts.set(id, content)
  }

  const ask = async () => {
    if (asked !== 'nothing') return
    asked = 'asking'
    const answer = await call(getDrafts)
    // Forgotten or stopped meanwhile: whoever wakes it asks again.
    if (asked !== 'asking') return
    asked = 'nothing'
    if (!answer.ok || !unlisten) return
    asked = 'all'
    const position = placeOf(answer.body.cursor)?.position ?? 0
    const there = new Map(
      answer.body.drafts.map(({ conversation_id, content }) => [conversation_id, content]),
    )
    for (const id of new Set([...there.keys(), ...told.ids(), ...drafted(world, viewerId)])) {
      const content = there.get(id)
      if (content === undefined && answer.body.more) continue
      // Written by an earlier page, or before drafts were told at all.
      if (isFirst && drafts.get(id) !== told.get(id)) owe(id, leftMs)
      if ((heardAt.get(id) ?? 0) <= position) take(id, content ?? '')
    }
    isFirst = false
  }

  const heard = (id: string, content: string, cursor: string, isOwn: boolean) => {
    heardAt.set(id, placeOf(cursor)?.position ?? 0)
    take(id, content, isOwn)
  }
  const isOwn = (payload: object) => 'originClientId' in payload && payload.originClientId === clientId

  return {
    drafted(id) {
      // Which message one answers is kept beside the drafts, and stays here.
      if (id.includes('/')) return
      writing.add(id)
      owe(id, restMs)
    },
    hear(steps) {
      for (const { event, cursor } of steps)
        if (draftUpdated(event) && event.payload.id === viewerId)
          heard(event.payload.conversation_id, event.payload.partial.content, cursor, isOwn(event.payload))
        else if (messageCreated(event) && event.payload.partial.sender_id === viewerId) {
          const { conversation_id: id } = event.payload
          // What was sent here was another text than what is written here by now.
          if (isOwn(event.payload) && drafts.get(id) !== '') owe(id, restMs)
          heard(id, '', cursor, isOwn(event.payload))
        }
    },
    wake() {
      if (!unlisten) {
        const left = () => {
          writing.clear()
          tellAll()
        }
        const offs = [onLeave(left), world.onChange(change => change === 'hidden' && tellAll())]
        unlisten = () => {
          for (const off of offs) off()
        }
      }
      tellAll()
      void ask()
    },
    forget() {
      asked = 'nothing'
    },
    stop() {
      unlisten?.()
      unlisten = null
      asked = 'nothing'
      for (const timer of timers.values()) world.clearTimer(timer)
    },
  }
}

const drafted = ({ storage }: World, viewerId: string) => idsIn(storage, `tertulia:draft:${viewerId}:`)

/** Without what is no conversation's draft: which message one answers. */
const idsIn = (storage: World['storage'], prefix: string) =>
  namesIn(storage, prefix)
    .map(name => name.slice(prefix.length))
    .filter(id => !id.includes('/'))

/** What the server is known to hold, for all tabs of this browser and the pages after them. */
const toldDrafts = ({ storage }: World, viewerId: string) => {
  const prefix = `tertulia:draft-told:${viewerId}:`
  return {
    get: (id: string) => storage?.getItem(prefix + id) ?? '',
    set(id: string, content: string) {
      try {
        if (content) storage?.setItem(prefix + id, content)
        else storage?.removeItem(prefix + id)
      } catch {
        // Full or forbidden: it is told once more by the next page.
      }
    },
    ids: () => idsIn(storage, prefix),
  }
}
