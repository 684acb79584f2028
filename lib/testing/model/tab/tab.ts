// A tab without a clock, a network or a browser: the real cache, and around it the least that asks a server for what it lacks.
// Every request is asked, read by the server and landed at three times of somebody else's choosing.
import { advance, type LogStep } from '../../../client/cache/advance'
import { dropPassage, unload } from '../../../client/cache/apply-event'
import { draftOf, type Outcome, outcomeOf, type Want } from '../../../client/cache/draft'
import { changeEdit, insertEdit } from '../../../client/cache/edits'
import {
  landBlocks,
  landConversation,
  landEvents,
  landInbox,
  landMembers,
  landMessages,
  landPassage,
  landPeople,
  Stale,
} from '../../../client/cache/land'
import { landLookUp } from '../../../client/cache/look-up'
import { unwantOwn, wantOwn } from '../../../client/cache/own'
import {
  carried,
  changePending,
  confirmPending,
  discardPending,
  insertPending,
  pendingIn,
} from '../../../client/cache/pending'
import { granted, wish } from '../../../client/cache/reacting'
import { readUpTo, unread } from '../../../client/cache/reading'
import {
  type Edit,
  emptyState,
  type Guard,
  type InboxFilter,
  listId,
  type OwnWants,
  renewed,
  type State,
  type Told,
} from '../../../client/cache/state'
import { entriesOf, read } from '../../../client/cache/table'
import type { LogEvent } from '../../../contract/events'
import type { Message, SharedMessage } from '../../../contract/message'
import type { How } from '../checks/differences'
import { type Answers, isRefused, type Refused } from '../server/answers'
import { positionOf } from '../server/log'

/** `must`: asked again until it is answered. `answer` is undefined until the server has read the request. */
export type Request = {
  key: string
  must: boolean
  read: () => unknown
  land: (answer: never) => void
  lost?: () => void
  answer?: unknown
}

type Given = {
  viewerId: string
  answers: Answers
  /** How much a page holds. */
  limit: number
  lacks?: Guard
  /** What the server makes of a send, or of a read pointer. */
  post: (conversationId: string, key: string, content: string, replyTo: string | null) => Message | Refused
  mark: (conversationId: string, seq: number) => Refused | null
  /** What the server makes of a reaction. */
  react: (messageId: string, emoji: string, isReacted: boolean) => { message: Message; seq: number } | Refused
  /** What it makes of other words for a message, or of none: it is deleted. */
  amend: (conversationId: string, messageId: string, content: string | null) => SharedMessage | Refused
  /** What it makes of the viewer's own settings. */
  set: (conversationId: string, settings: OwnWants) => Refused | null
  /** Called with each state that the tab comes to, and what led there. */
  onState: (before: State, after: State, how: How) => void
}

/** `message-created c0003:5 at e.12.n12` */
const nameOf = ({ event, cursor }: LogStep) => {
  if (!event) return `heartbeat at ${cursor}`
  const { payload } = event
  const where = 'conversation_id' in payload ? payload.conversation_id : payload.id
  return `${event.event} ${where}${'seq' in payload ? `:${payload.seq}` : ''} at ${cursor}`
}

export type Tab = ReturnType<typeof createTab>

export const createTab = ({
  viewerId,
  answers,
  limit,
  lacks,
  post,
  mark,
  react,
  amend,
  set,
  onState,
}: Given) => {
  let state = emptyState(viewerId, lacks)
  let requests: Request[] = []
  let waiting: LogStep[] | null = null
  /** A new snapshot in the making. */
  let fresh: State | null = null
  /** Whether it has been asked whom the viewer blocks. */
  let hasBlocks = false
  const lists = new Map<string, InboxFilter>()
  const open = new Set<string>()
  const reports = new Set<string>()
  const sent = new Map<string, { conversationId: string; content: string; isDiscarded: boolean }>()
  /** The events that were applied since the last snapshot. */
  let told: Told[] = []
  let order = 0
  /** Settings that no request has taken yet. */
  const owed = new Map<string, OwnWants>()

  const become = (next: State, how: string, position?: number) => {
    const before = state
    state = next
    if (next !== before) onState(before, next, { how, position })
  }

  const commit = ({ state: next, changed, wants }: Outcome, how: string, position?: number) => {
    become(next, how, position)
    for (const { table, id } of changed)
      if (table === 'conversations' || table === 'windows' || table === 'memberLists') ensure(id)
    for (const want of wants) satisfy(want)
  }

  /** One that the server has not read yet will bring what this would. */
  const ask = (request: Request) => {
    if (!requests.some(({ key, answer }) => key === request.key && answer === undefined))
      requests.push(request)
  }

  const satisfy = (want: Want) => {
    const { conversationId: id } = want
    if (want.want === 'conversation') return detail(id)
    if (want.want === 'members') return members(id)
    ask({
      key: `events:${id}`,
      must: true,
      read: () => answers.log(viewerId, id, want.after),
      land: (answer: Refused | { events: LogEvent[] }) => {
        if (!isRefused(answer))
          return commit(landEvents(state, id, answer.events), 'events of a conversation')
        drop(id)
        detail(id)
      },
    })
  }

  /** Whatever of an open conversation is not here. */
  const ensure = (id: string) => {
    if (!open.has(id) || fresh) return
    const held = read(state.tables.conversations, id)
    if (!held) return detail(id)
    if (!held.truth.membership) return
    if (!read(state.tables.windows, id)) newest(id)
    if (!read(state.tables.memberLists, id)) members(id)
  }

  const detail = (id: string) =>
    ask({
      key: `conversation:${id}`,
      must: true,
      read: () => answers.conversation(viewerId, id),
      land: (answer: ReturnType<Answers['conversation']>) => {
        if (isRefused(answer)) open.delete(id)
        commit(landConversation(state, id, isRefused(answer) ? null : answer), `detail ${id}`)
      },
    })

  const newest = (id: string) =>
    ask({
      key: `messages:${id}`,
      must: true,
      read: () => answers.messages(viewerId, id, limit),
      land: (answer: ReturnType<Answers['messages']>) => {
        if (isRefused(answer)) return detail(id)
        commit(landMessages(state, id, answer), `newest messages ${id}`)
      },
    })

  const passage = (id: string, asked: Parameters<typeof landPassage>[3]) =>
    ask({
      key: `passage:${id}:${JSON.stringify(asked)}`,
      must: false,
      read: () => answers.messages(viewerId, id, limit, asked),
      land: (answer: ReturnType<Answers['messages']>) => {
        if (!isRefused(answer))
          commit(landPassage(state, id, answer, asked), `passage of ${id} ${JSON.stringify(asked)}`)
      },
    })

  const members = (id: string) =>
    ask({
      key: `members:${id}`,
      must: true,
      read: () => answers.members(viewerId, id, limit),
      land: (answer: ReturnType<Answers['members']>) => {
        if (isRefused(answer)) return detail(id)
        commit(landMembers(state, id, answer), `members ${id}`)
      },
    })

  const firstPage = (asked: InboxFilter) =>
    ask({
      key: `inbox:${listId(asked)}`,
      must: true,
      read: () => answers.inbox(viewerId, asked, limit),
      land: (answer: ReturnType<Answers['inbox']>) =>
        commit(landInbox(state, asked, answer), `inbox ${listId(asked)}`),
    })

  const blocks = () =>
    ask({
      key: 'blocks',
      must: true,
      read: () => answers.blocks(viewerId),
      land: (answer: ReturnType<Answers['blocks']>) => commit(landBlocks(state, answer), 'whom they block'),
    })

  const drop = (id: string) => {
    const draft = draftOf(state)
    unload(draft, id)
    become(outcomeOf(draft).state, `unloads ${id}`)
    ensure(id)
  }

  const catchUp = () =>
    ask({
      key: 'catch-up',
      must: true,
      read: () => answers.events(viewerId, state.cursor!),
      land: (answer: ReturnType<Answers['events']>) => {
        if ('reset' in answer) return renew()
        let prev = state.cursor!
        const steps: LogStep[] = answer.events.map(({ cursor, event }) => {
          const step = { prev, cursor, event }
          prev = cursor
          return step
        })
        const held = waiting ?? []
        waiting = null
        for (const step of [...steps, { prev, cursor: answer.cursor, event: null }, ...held]) take(step)
      },
    })

  const take = (step: LogStep) => {
    if (state.cursor === null || fresh) return
    if (waiting) return void waiting.push(step)
    const outcome = advance(state, step)
    if (outcome.trouble === 'foreign') return renew()
    if (outcome.trouble === 'behind') {
      waiting = [step]
      return catchUp()
    }
    const position = positionOf(step.cursor)
    if (step.event && outcome.state !== state) told.push({ event: step.event, position })
    commit(outcome, nameOf(step), position)
  }

  /** A new snapshot of all that is open, asked for piece by piece; the log is not followed meanwhile. */
  const renew = () => {
    waiting = null
    requests = requests.filter(({ key }) => key !== 'catch-up')
    fresh = renewed(state)
    renewedPassages = new Set()
    hasBlocks = false
    nextPiece()
  }

  /** Whose passages have been asked for anew. */
  let renewedPassages = new Set<string>()

  const nextPiece = () => {
    const { tables } = fresh!
    const list = [...lists.values()].find(asked => !read(tables.lists, listId(asked)))
    const missing = [...open].find(id => {
      const held = read(tables.conversations, id)
      return !held || (held.truth.membership && !(read(tables.windows, id) && read(tables.memberLists, id)))
    })
    const away = entriesOf(state.tables.passages).find(([id]) => open.has(id) && !renewedPassages.has(id))
    if (list)
      piece(
        () => answers.inbox(viewerId, list, limit),
        (into, page) => landInbox(into, list, page),
      )
    else if (missing) pieceOf(missing)
    else if (away) {
      const [id, { at }] = away
      renewedPassages.add(id)
      piece(
        () => answers.messages(viewerId, id, limit, { around: at }),
        (into, answer) => landPassage(into, id, answer, { around: at }),
        id,
      )
    } else if (!hasBlocks) {
      hasBlocks = true
      piece(() => answers.blocks(viewerId), landBlocks)
    } else {
      const next = carried(fresh!, state)
      fresh = null
      told = []
      become(next, 'a new snapshot')
      for (const id of open) ensure(id)
    }
  }

  const pieceOf = (id: string) => {
    const { conversations, windows } = fresh!.tables
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

  const piece = <A>(
    from: () => A | Refused,
    land: (into: State, answer: A) => Outcome,
    conversationId?: string,
  ) =>
    ask({
      key: `renewal:${conversationId ?? ''}`,
      must: true,
      read: from,
      land: (answer: A | Refused) => {
        if (isRefused(answer)) open.delete(conversationId!)
        else fresh = land(fresh!, answer).state
        nextPiece()
      },
    })

  /** The next of a conversation's sends that is not waiting for the viewer. */
  const pump = (conversationId: string) => {
    const key = `send:${conversationId}`
    const pending = pendingIn(state, conversationId).find(({ status }) => status !== 'failed')
    if (!pending || requests.some(request => request.key === key)) return
    const { client_message_id, content, reply_to_id } = pending
    const stands = (status: 'waiting' | 'failed') =>
      commit(changePending(state, client_message_id, { status, reason: null }), `send is ${status}`)
    ask({
      key,
      must: false,
      read: () => post(conversationId, client_message_id, content, reply_to_id),
      land: (answer: Message | Refused) => {
        if (isRefused(answer)) stands('failed')
        else commit(confirmPending(state, answer), 'answer to a send')
      },
      lost: () => stands('waiting'),
    })
  }

  /** The next wish about a message; one request at a time. */
  const pumpWishes = (messageId: string) => {
    const key = `react:${messageId}`
    const [next] = Object.entries(read(state.tables.wishes, messageId)?.value ?? {})
    if (!next || requests.some(request => request.key === key)) return
    const [emoji, isReacted] = next
    ask({
      key,
      must: true,
      read: () => react(messageId, emoji, isReacted),
      land: (answer: ReturnType<typeof react>) =>
        commit(
          granted(state, { messageId, emoji, isReacted }, isRefused(answer) ? null : answer),
          'answer to a reaction',
        ),
    })
  }

  /** One change of a message at a time. */
  const pumpEdit = (edit: Edit) => {
    const { message_id: id, conversation_id, content, at } = edit
    const isBusy = requests.some(({ key }) => key.startsWith(`edit:${id}:`))
    if (edit.answered !== null || edit.status === 'failed' || isBusy) return
    const stands = (change: Parameters<typeof changeEdit>[2], how: string) =>
      commit(changeEdit(state, edit, change), how)
    ask({
      key: `edit:${id}:${at}`,
      must: false,
      read: () => amend(conversation_id, id, content),
      land: (answer: Message | Refused) => {
        if (isRefused(answer)) stands({ status: 'failed' }, 'a change is refused')
        else stands({ answered: content === null ? '' : (answer.edited_at ?? '') }, 'answer to a change')
      },
      lost: () => stands({ status: 'waiting' }, 'a change waits'),
    })
  }

  const pumpOwn = (id: string) => {
    const wants = owed.get(id)!
    if (requests.some(({ key }) => key === `own:${id}`)) return
    owed.delete(id)
    const unwant = (how: string) => commit(unwantOwn(state, id, wants), how)
    ask({
      key: `own:${id}`,
      must: true,
      read: () => set(id, wants) ?? 'ok',
      land: (answer: Refused | 'ok') => {
        if (isRefused(answer)) return unwant(`settings of ${id} are refused`)
        ask({
          key: `told:${id}:${++order}`,
          must: true,
          read: () => 'ok',
          land: () => unwant(`settings of ${id} have been told`),
        })
      },
    })
  }

  const landed = (request: Request) => {
    try {
      request.land(request.answer as never)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      ask({ ...request, answer: undefined })
    }
  }

  return {
    viewerId,
    get state() {
      return state
    },
    get requests(): readonly Request[] {
      return requests
    },
    get told(): readonly Told[] {
      return told
    },
    get isRenewing() {
      return fresh !== null
    },
    get isWaiting() {
      return waiting !== null
    },
    sent,
    openIds: open as ReadonlySet<string>,

    take,
    renew: () => {
      if (!fresh && state.cursor !== null) renew()
    },
    wake() {
      if (!fresh && !waiting && state.cursor !== null) {
        waiting = []
        catchUp()
      }
    },

    openInbox(asked: InboxFilter) {
      lists.set(listId(asked), asked)
      if (!fresh && !read(state.tables.lists, listId(asked))) firstPage(asked)
    },
    open(id: string) {
      open.add(id)
      ensure(id)
    },
    close: (id: string) => open.delete(id),
    drop,
    /** Whom the viewer blocks: every page brings it along. */
    openBlocks: blocks,
    openReport(id: string) {
      reports.add(id)
      ask({
        key: `report:${id}`,
        must: false,
        read: () => answers.report(id),
        land: (answer: ReturnType<Answers['report']>) => commit(landPeople(state, answer), 'report'),
      })
    },
    moreInbox(asked: InboxFilter) {
      const next = read(state.tables.lists, listId(asked))?.next
      if (!next) return
      ask({
        key: `more:${listId(asked)}:${next}`,
        must: false,
        read: () => answers.inbox(viewerId, asked, limit, next),
        land: (answer: ReturnType<Answers['inbox']>) =>
          commit(landInbox(state, asked, answer, next), `next page of ${listId(asked)}`),
      })
    },
    older(id: string) {
      const from = read(state.tables.windows, id)?.from ?? 0
      if (from === 0) return
      ask({
        key: `older:${id}:${from}`,
        must: false,
        read: () => answers.messages(viewerId, id, limit, { before: from }),
        land: (answer: ReturnType<Answers['messages']>) => {
          if (!isRefused(answer)) commit(landMessages(state, id, answer, from), `older messages ${id}`)
        },
      })
    },
    /** Goes to another part of the history; on from there, to either side; and back. */
    around(id: string, seq: number) {
      passage(id, { around: seq })
    },
    further(id: string, side: 'before' | 'after') {
      const held = read(state.tables.passages, id)
      if (held && (side === 'after' || held.from > 0))
        passage(id, side === 'before' ? { before: held.from } : { after: held.to })
    },
    leave(id: string) {
      const draft = draftOf(state)
      dropPassage(draft, id)
      commit(outcomeOf(draft), `leaves a passage of ${id}`)
    },
    lookUp(id: string) {
      ask({
        key: `look-up:${id}`,
        must: false,
        read: () => answers.message(viewerId, id),
        land: (answer: ReturnType<Answers['message']>) => {
          if (!isRefused(answer)) commit(landLookUp(state, answer), `looks up ${id}`)
        },
      })
    },
    moreMembers(id: string) {
      const next = read(state.tables.memberLists, id)?.next
      if (!next) return
      ask({
        key: `members:${id}:${next}`,
        must: false,
        read: () => answers.members(viewerId, id, limit, next),
        land: (answer: ReturnType<Answers['members']>) => {
          if (!isRefused(answer)) commit(landMembers(state, id, answer, next), `more members ${id}`)
        },
      })
    },

    send(id: string, key: string, content: string, reply_to_id: string | null = null) {
      sent.set(key, { conversationId: id, content, isDiscarded: false })
      const pending = {
        client_message_id: key,
        conversation_id: id,
        content,
        reply_to_id,
        created_at: '',
        order: ++order,
      }
      commit(insertPending(state, { ...pending, status: 'sending', reason: null }), 'sends')
      pump(id)
    },
    retry(key: string) {
      if (read(state.tables.pending, key)?.value.status !== 'failed') return
      commit(changePending(state, key, { status: 'sending', reason: null }), 'retries')
    },
    discard(key: string) {
      if (read(state.tables.pending, key)?.value.status !== 'failed') return
      sent.get(key)!.isDiscarded = true
      commit(discardPending(state, key), 'discards')
    },
    react(messageId: string, emoji: string, isReacted: boolean) {
      commit(wish(state, messageId, emoji, isReacted), 'reacts')
      pumpWishes(messageId)
    },
    /** Other words for a message, or none. */
    change(id: string, content: string | null) {
      const message = read(state.tables.messages, id)?.value
      if (!message) return
      const { conversation_id } = message
      const edit: Edit = {
        message_id: id,
        conversation_id,
        content,
        at: String(++order),
        status: 'sending',
        reason: null,
        answered: null,
      }
      commit(insertEdit(state, edit), content === null ? 'deletes' : 'edits')
      this.pumpAll()
    },
    /** Sends on what is not settled. */
    pumpAll() {
      for (const id of owed.keys()) pumpOwn(id)
      for (const [messageId] of entriesOf(state.tables.wishes)) pumpWishes(messageId)
      for (const [, { value }] of entriesOf(state.tables.pending)) pump(value.conversation_id)
      for (const [, { value }] of entriesOf(state.tables.edits)) pumpEdit(value)
    },
    markRead(id: string, seq: number) {
      const membership = read(state.tables.conversations, id)?.value.membership
      const isNews = membership && (seq > membership.last_read_seq || membership.marked_unread_at !== null)
      if (!isNews) return
      commit(readUpTo(state, id, seq), `reads ${id} up to ${seq}`)
      // Only the newest pointer is worth a request.
      requests = requests.filter(({ key, answer }) => key !== `read:${id}` || answer !== undefined)
      ask({
        key: `read:${id}`,
        must: true,
        read: () => mark(id, seq) ?? 'ok',
        land: (answer: Refused | 'ok') => {
          if (isRefused(answer)) commit(unread(state, id), `reading ${id} is refused`)
        },
      })
    },

    /** One request at a time; and some time after its answer nothing is waited for any more. */
    setOwn(id: string, wants: OwnWants) {
      if (!read(state.tables.conversations, id)?.truth.membership) return
      commit(wantOwn(state, id, wants), `wants ${Object.keys(wants)} of ${id}`)
      owed.set(id, { ...owed.get(id), ...wants })
      this.pumpAll()
    },

    /** What is open and not here, asked for again. */
    wantAll() {
      if (state.cursor === null && requests.length === 0 && !fresh) return renew()
      for (const asked of lists.values())
        if (!fresh && !read(state.tables.lists, listId(asked))) firstPage(asked)
      for (const id of open) ensure(id)
    },

    /** The server reads a request. */
    read(request: Request) {
      request.answer = request.read()
    },
    land(request: Request) {
      requests = requests.filter(other => other !== request)
      landed(request)
      this.pumpAll()
    },
    /** Neither the server's answer nor anything else comes of it. */
    lose(request: Request) {
      requests = requests.filter(other => other !== request)
      request.lost?.()
      if (request.must) ask({ ...request, answer: undefined })
    },
  }
}
