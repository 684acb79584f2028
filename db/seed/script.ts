// How a conversation of the cast is written down, and how its talk is read.
import type { Handle } from './people'
import type { ReportKey } from './reports'
import { when } from './when'

export type Script = {
  type: 'dm' | 'group'
  /** The founder first. */
  people: readonly Handle[]
  admins?: readonly Handle[]
  name?: string
  icon?: string
  visibility?: 'private' | 'public'
  report?: ReportKey
  /** How many of the last messages somebody has not read; who is not named has read all. */
  unread?: Partial<Record<Handle, number>>
  /** Whose devices have been off since the last message that they read. */
  away?: readonly Handle[]
  pinned?: readonly Handle[]
  muted?: readonly Handle[]
  archived?: readonly Handle[]
  marked_unread?: readonly Handle[]
  /**
   *     @ 6d 19:20                       six days ago, at that time of day; begins with one, at which it is founded
   *     @ 40m                            forty minutes ago (h: hours)
   *     bruno #lamp: Is it out again?    a message, with a label for others to refer to
   *     ana >lamp: Yes.                  a reply
   *     | And the next one too.          its second line
   *     ana edited: Befor => Before      as first sent, as it is now
   *     ana deleted: Wrong chat, sorry   as it was
   *     * lucia ana 👍                    react to the message before
   *     + lucia                          is added
   *     - lucia                          leaves
   */
  talk: string
}

export type Said = {
  act: 'says'
  who: Handle
  content: string
  /** As first sent, before an edit. */
  first: string
  label: string | null
  replyTo: string | null
  fate: 'edited' | 'deleted' | null
}
/** `changes` is the edit or deletion of the message before it, as `reacts` is to it; `told` the system message of a coming or going. */
export type Act =
  | Said
  | { act: 'joins' | 'leaves'; who: Handle }
  | { act: 'reacts'; who: Handle; emoji: string }
  | { act: 'told'; who: Handle; of: 'joins' | 'leaves' }
  | { act: 'founded' | 'changes' }
export type Entry = Act & { at: Date; seq: number }

const heading = /^@ (.+)$/
const saying = /^([a-z]+)(?: #(\w+))?(?: >(\w+))?(?: (edited|deleted))?: (.+)$/
const moving = /^([+-]) ([a-z]+)$/
const reacting = /^\* ((?:[a-z]+ )+)(\S+)$/

/** The log of a talk, from its founding on. Errors: a line that is none of the above. */
export const readTalk = (talk: string, now: Date): Entry[] => {
  const log: (Act & { at: number })[] = []
  let clock = 0
  const add = (act: Act, takes: number) => {
    log.push({ at: clock, ...act })
    clock += takes
  }
  for (const line of talk.split('\n').map(text => text.trim())) {
    const time = line.match(heading)?.[1]
    const last = log.at(-1)
    if (time) {
      clock = when(time, now)
      if (!last) add({ act: 'founded' }, 20_000)
    } else if (line.startsWith('|') && last?.act === 'says') {
      last.content += `\n${line.slice(2)}`
      last.first += `\n${line.slice(2)}`
    } else if (reacting.test(line)) {
      const [, people = '', emoji = ''] = line.match(reacting)!
      for (const who of people.trim().split(' ')) add({ act: 'reacts', who: who as Handle, emoji }, 2_000)
    } else if (line) {
      const act = readLine(line)
      if (!last) throw new Error(`A talk begins with a time, not with: ${line}`)
      if (act.act === 'leaves') add({ act: 'told', who: act.who, of: 'leaves' }, 1_000)
      add(act, act.act === 'joins' ? 1_000 : pause(line))
      if (act.act === 'joins') add({ act: 'told', who: act.who, of: 'joins' }, pause(line))
      if (act.act === 'says' && act.fate) add({ act: 'changes' }, 5_000)
    }
  }
  inThePast(log, now)
  return log.map((entry, index) => ({ ...entry, at: new Date(entry.at), seq: index + 1 }))
}

const readLine = (line: string): Said | { act: 'joins' | 'leaves'; who: Handle } => {
  const moved = line.match(moving)
  if (moved) return { act: moved[1] === '+' ? 'joins' : 'leaves', who: moved[2] as Handle }
  const said = line.match(saying)
  if (!said) throw new Error(`This is no line of a talk: ${line}`)
  const [, who, label = null, replyTo = null, fate = null, words = ''] = said
  const [first = '', content = first] = fate === 'edited' ? words.split(' => ') : [words]
  return {
    act: 'says',
    who: who as Handle,
    content,
    first,
    label,
    replyTo,
    fate: fate as Said['fate'],
  }
}

/** Until the next line: time to read this one and to write an answer. */
const pause = (line: string) => 9_000 + line.length * 380 + ((line.length * 7_919) % 23_456)

/** Whatever the hour is now: nothing is in the future, and what comes later in a log is later. */
const inThePast = (log: { at: number }[], now: Date) => {
  let latest = now.getTime() - 60_000
  for (const entry of log.toReversed()) {
    entry.at = Math.min(entry.at, latest)
    latest = entry.at - 1_000
  }
}
