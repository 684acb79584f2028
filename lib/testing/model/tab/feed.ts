// A tab follows the log: step by step, and what it missed it fetches. Where the log cannot help, all is taken anew.
import { advance, type LogStep } from '../../../client/cache/advance'
import type { StoredEvent } from '../../../contract/events'
import type { Answers } from '../server/answers'
import { positionOf } from '../server/log'
import type { Desk } from './desk'

type Given = {
  renew: () => void
  /** What a broken tab passes over, for controls. */
  ignores?: (event: StoredEvent) => boolean
}

export const createFeed = (desk: Desk, { renew, ignores = () => false }: Given) => {
  const catchUp = () =>
    desk.ask({
      key: 'catch-up',
      must: true,
      read: () => desk.answers.events(desk.viewerId, desk.state.cursor!),
      land: (answer: ReturnType<Answers['events']>) => {
        if ('reset' in answer) return renew()
        let prev = desk.state.cursor!
        const steps: LogStep[] = answer.events.map(({ cursor, event }) => {
          const step = { prev, cursor, event }
          prev = cursor
          return step
        })
        const held = desk.waiting ?? []
        desk.waiting = null
        for (const step of [...steps, { prev, cursor: answer.cursor, event: null }, ...held]) take(step)
      },
    })

  const take = (step: LogStep) => {
    if (desk.state.cursor === null || desk.fresh) return
    if (desk.waiting) return void desk.waiting.push(step)
    const event = step.event && ignores(step.event) ? ignored(step.event) : step.event
    const outcome = advance(desk.state, { ...step, event })
    if (outcome.trouble === 'foreign') return renew()
    if (outcome.trouble === 'behind') {
      desk.waiting = [step]
      return catchUp()
    }
    const position = positionOf(step.cursor)
    if (event && outcome.state !== desk.state) desk.told.push({ event, position })
    desk.commit(outcome, nameOf(step), position)
  }

  return {
    take,
    wake() {
      if (!desk.fresh && !desk.waiting && desk.state.cursor !== null) {
        desk.waiting = []
        catchUp()
      }
    },
  }
}

/** Of an event that is passed over no more than that the log has gone on. */
const ignored = ({ payload }: StoredEvent): StoredEvent | null => {
  if (!('seq' in payload)) return null
  const { conversation_id, seq } = payload
  const nothing = { id: conversation_id, conversation_id, seq, partial: {}, originClientId: null }
  return { event: 'conversation-updated', payload: nothing }
}

/** `message-created c0003:5 at e.12.n12` */
const nameOf = ({ event, cursor }: LogStep) => {
  if (!event) return `heartbeat at ${cursor}`
  const { payload } = event
  const where = 'conversation_id' in payload ? payload.conversation_id : payload.id
  return `${event.event} ${where}${'seq' in payload ? `:${payload.seq}` : ''} at ${cursor}`
}
