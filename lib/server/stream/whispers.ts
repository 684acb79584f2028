// What is told to who is connected and stored nowhere: at once in this process, in all others by NOTIFY. One that is lost is
// missed by nobody, since it would be over in a moment.
import type { Sql } from '../../../db/client'
import { frame } from './sse'

/** Somebody is writing in a conversation, or has ceased to. */
export type Typing = { conversationId: string; userId: string; isTyping: boolean }

/** How long it holds (ms). Clients say it anew every three seconds while it goes on. */
const expiresInMs = 6000
/** The same again within this (ms) is told to nobody; that somebody begins a third time, when it is over. */
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
  /** What was told within the last second, and what was said last. */
  const lately = new Map<string, { told: Typing; said: Typing; begun: number; over: NodeJS.Timeout }>()
  let gathered = new Map<string, Typing>()
  let timer: NodeJS.Timeout | null = null

  const say = (typing: Typing) => {
    const key = `${typing.conversationId}/${typing.userId}`
    const held = lately.get(key)
    if (!held) {
      const over = setTimeout(() => end(key), repeatMs)
      lately.set(key, { told: typing, said: typing, begun: Number(typing.isTyping), over })
      return pass(key, typing)
    }
    held.said = typing
    if (held.told.isTyping === typing.isTyping || (typing.isTyping && held.begun === 2)) return
    held.told = typing
    held.begun += Number(typing.isTyping)
    pass(key, typing)
  }

  /** The last word counts, also where it was held back. */
  const end = (key: string) => {
    const { told, said } = lately.get(key)!
    lately.delete(key)
    if (said.isTyping !== told.isTyping) say(said)
  }

  const pass = (key: string, typing: Typing) => {
    tell([typing])
    // Only how they stand by then: later words take the place of earlier ones.
    gathered.delete(key)
    gathered.set(key, typing)
    timer ??= setTimeout(notify, gatherMs)
  }

  const notify = () => {
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
      for (const { over } of lately.values()) clearTimeout(over)
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
