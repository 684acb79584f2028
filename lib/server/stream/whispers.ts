// What is told to who is connected and stored nowhere: at once in this process, in all others by NOTIFY. One that is lost is
// missed by nobody, since it would be over in a moment.
import { LRUCache } from 'lru-cache'
import type { Sql } from '../../../db/client'
import { frame } from './sse'

/** Somebody is writing in a conversation, or has ceased to. */
export type Typing = { conversationId: string; userId: string; isTyping: boolean }

/** How long it holds (ms). Clients say it anew every three seconds while it goes on. */
const expiresInMs = 6000
/** The same again within this (ms) is told to nobody, nor is it when somebody begins a third time. */
const repeatMs = 1000
/** What is said within this (ms) goes out together. */
const gatherMs = 20
/** NOTIFY takes less than 8,000 bytes: this many are 5,600. */
const most = 64
const channel = 'tertulia_whispers'

export type Whispers = ReturnType<typeof createWhispers>

type Given = {
  sql: Sql
  /** Hears what other processes say. */
  listen: (channel: string, hear: (said: string) => void) => void
  /** To who is connected here. */
  tell: (typing: Typing[]) => void
}

export const createWhispers = ({ sql, listen, tell }: Given) => {
  const self = crypto.randomUUID()
  const lately = new LRUCache<string, { isTyping: boolean; begun: number }>({ max: 10_000, ttl: repeatMs })
  let gathered = new Map<string, Typing>()
  let timer: NodeJS.Timeout | null = null

  const say = (typing: Typing) => {
    const key = `${typing.conversationId}/${typing.userId}`
    const { isTyping, begun } = lately.get(key) ?? { isTyping: !typing.isTyping, begun: 0 }
    if (isTyping === typing.isTyping || (typing.isTyping && begun === 2)) return
    // It is forgotten a second after the first of it, whatever came then.
    const ttl = lately.getRemainingTTL(key) || repeatMs
    lately.set(key, { isTyping: typing.isTyping, begun: begun + Number(typing.isTyping) }, { ttl })
    tell([typing])
    // Only how they stand by then: later words take the place of earlier ones.
    gathered.delete(key)
    gathered.set(key, typing)
    timer ??= setTimeout(pass, gatherMs)
  }

  const pass = () => {
    timer = null
    const all = [...gathered.values()]
    gathered = new Map()
    while (all.length)
      sql`select pg_notify(${channel}, ${written(self, all.splice(0, most))})`.catch(() => {})
  }

  listen(channel, said => {
    const heard = read(said)
    if (heard && heard.from !== self) tell(heard.typing)
  })

  return {
    say,
    stop() {
      if (timer) clearTimeout(timer)
    },
  }
}

/** As a member of the conversation hears it. */
export const typingFrame = ({ conversationId, userId, isTyping }: Typing): Buffer =>
  frame(
    'typing-updated',
    JSON.stringify({
      event: 'typing-updated',
      payload: {
        id: userId,
        conversation_id: conversationId,
        partial: { is_typing: isTyping, expires_in_ms: isTyping ? expiresInMs : 0 },
      },
    }),
  )

const written = (from: string, typing: Typing[]) =>
  JSON.stringify([
    from,
    ...typing.map(({ conversationId, userId, isTyping }) => [conversationId, userId, isTyping ? 1 : 0]),
  ])

/** Null for what a process of another version says in words of its own. */
const read = (said: string): { from: string; typing: Typing[] } | null => {
  try {
    const [from, ...typing] = JSON.parse(said) as [string, ...[string, string, 0 | 1][]]
    return {
      from,
      typing: typing.map(([conversationId, userId, is]) => ({ conversationId, userId, isTyping: is === 1 })),
    }
  } catch {
    return null
  }
}
