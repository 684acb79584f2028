// People who write and listen while things break around them, and the verdict on what came of it.
import { setTimeout as pause } from 'node:timers/promises'
import { faultless, faultsOf, range } from '../lib/testing/log-faults'
import type { Person, Place } from './client'
import { bearer, type Follower, follow, group, history, insist, messagesOf, must, people } from './client'
import { until } from './server'

/** What a sender was told: this is stored. */
type Acknowledged = { key: string; id: string; seq: number; conversation: string }
type Stored = { client_message_id: string; id: string; seq: number }

/** All that is known of a run, as an outsider can know it. */
export type Record = {
  acknowledged: Acknowledged[]
  conversations: { id: string; seq: number; stored: Stored[] }[]
  /** For each listener the seqs of each conversation's log events, in the order in which they came. */
  told: { who: string; seqs: Map<string, number[]> }[]
}

/**
 * What is wrong with it, in words; nothing when every acknowledged message is stored once and as acknowledged, nothing
 * else is, seqs are dense, and every listener got every event of the log once and in order.
 */
export const faultsIn = ({ acknowledged, conversations, told }: Record): string[] => {
  const faults: string[] = []
  const hold = (what: string, wanted: (string | number)[], got: (string | number)[]) => {
    const found = faultsOf(wanted, got)
    if (JSON.stringify(found) !== JSON.stringify(faultless)) faults.push(`${what}: ${JSON.stringify(found)}`)
  }
  for (const { id, seq, stored } of conversations) {
    const sent = acknowledged.filter(one => one.conversation === id).sort((a, b) => a.seq - b.seq)
    hold(
      `stored in ${id}`,
      sent.map(one => `${one.seq} ${one.key} ${one.id}`),
      stored.map(one => `${one.seq} ${one.client_message_id} ${one.id}`),
    )
    // Its first event is its creation, every other one a message.
    hold(`seqs of ${id}`, range(1, seq), [1, ...stored.map(one => one.seq)])
    for (const { who, seqs } of told) hold(`told ${who} of ${id}`, range(1, seq), seqs.get(id) ?? [])
  }
  return faults
}

const names = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elena', 'Fede', 'Gloria', 'Hugo']

export type Traffic = Awaited<ReturnType<typeof startTraffic>>

/** Eight people in four conversations: each listens, and writes one message after the other until it is acknowledged. */
export const startTraffic = async (place: Place) => {
  const persons = await people(place, ...names)
  const [first] = persons as [Person]
  const { cursor } = await must(place, 'GET', '/api/me', { token: first.token })
  const followers = persons.map(person => follow(place, bearer(person), cursor))
  await Promise.all(followers.map(follower => follower.ready()))
  const groups = await Promise.all([1, 2, 3, 4].map(() => group(place, persons)))

  const run = Math.random().toString(36).slice(2, 8)
  const acknowledged: Acknowledged[] = []
  const sent: { person: Person; conversation: string; body: unknown }[] = []
  const refusals = new Set<number | string>()
  let writing = true

  const write = async (person: Person, start: number) => {
    for (let n = start; writing; n++) {
      const conversation = groups[n % groups.length] as string
      const key = `${run}-${person.name}-${n}`
      const body = { client_message_id: key, content: `Mensaje ${n}` }
      const {
        status,
        body: said,
        refused,
      } = await insist(place, 'POST', messagesOf(conversation), {
        token: person.token,
        body,
      })
      // A key that was never refused is new; only a retry may find it stored.
      if (status !== 201 && !(status === 200 && refused.length))
        throw new Error(`${key} was answered ${status} after ${refused.join(', ') || 'nothing'}`)
      for (const refusal of refused) refusals.add(refusal)
      acknowledged.push({ key, conversation, id: said.message.id, seq: said.message.seq })
      sent.push({ person, conversation, body })
      await pause(5 + Math.random() * 10)
    }
  }
  const writers = Promise.all(persons.map(write))
  let broken: unknown
  writers.catch(error => {
    broken = error
  })

  return {
    persons,
    groups,
    /** The statuses, and the errors of sockets, that senders got before their message was acknowledged. */
    refusals: () => new Set(refusals),
    /** Resolves when so many more were acknowledged. */
    async more(count: number) {
      const wanted = acknowledged.length + count
      await until(
        () => broken !== undefined || acknowledged.length >= wanted,
        `${count} more are sent`,
        60_000,
      )
      if (broken) throw broken
    },
    /** The writers stop; what they know is held against what is there. Sends some again, which must change nothing. */
    async finish(): Promise<Record> {
      writing = false
      await writers
      for (const { person, conversation, body } of sent.filter((_, n) => n % 25 === 0)) {
        const { status } = await insist(place, 'POST', messagesOf(conversation), {
          token: person.token,
          body,
        })
        if (status !== 200) throw new Error(`What is stored was answered ${status} when sent again`)
      }
      const conversations = await Promise.all(
        groups.map(async id => {
          const { conversation } = await must(place, 'GET', `/api/conversations/${id}`, {
            token: first.token,
          })
          return { id, seq: conversation.seq as number, stored: await history(place, first, id) }
        }),
      )
      await Promise.all(followers.map(follower => arrived(follower, conversations)))
      const told = followers.map((follower, n) => ({
        who: names[n] as string,
        seqs: new Map(groups.map(id => [id, seqsOf(follower, id)])),
      }))
      return { acknowledged, conversations, told }
    },
  }
}

/** Log events only: a register has no seq. */
const seqsOf = (follower: Follower, conversation: string): number[] =>
  follower.of(conversation).flatMap(({ payload }) => (payload.seq === undefined ? [] : [payload.seq]))

const arrived = (follower: Follower, conversations: { id: string; seq: number }[]) =>
  follower.until(
    () => conversations.every(({ id, seq }) => seqsOf(follower, id).at(-1) === seq),
    'the last of each conversation',
  )
