// The scene of the authorization matrix: a private and a public group, a dm and a report, and everyone who may ask.
import { v7 as uuidv7 } from 'uuid'
import {
  add,
  dm,
  flag,
  flagPerson,
  group,
  invite,
  type Made,
  must,
  people,
  person,
  promote,
  publicGroup,
  remove,
  report,
  say,
  service,
  unique,
} from './make'

/**
 * How a viewer stands to the conversation, in which a `moderator` is not. A `visitor` looks at a public one without having
 * joined, a `returner` at a public one that they have left; everybody else is asked about the private one. `late` has come in
 * where what was before is hidden: all that the scene names was before.
 */
export const viewers = [
  'anonymous',
  'stranger',
  'former',
  'visitor',
  'returner',
  'service',
  'moderator',
  'member',
  'late',
  'admin',
  'owner',
] as const
export type Viewer = (typeof viewers)[number]

/** What a request of the matrix may name. */
export type Place = {
  conversation: { id: string }
  /** Sent by the member, and by the owner. */
  message: { id: string }
  word: { id: string }
  dm: { id: string }
  report: { external_id: string }
  owner: { id: string }
  /** A member whom nobody minds losing: one for each who may remove them. */
  bystander: (viewer: Viewer) => { id: string }
  /** In none of the conversations. */
  newcomer: { id: string }
  /** Made by the owner after somebody was removed, with what stands in its link. */
  invitation: { id: string }
  token: string
  /** Of a message that a bystander has sent, and the owner has flagged. */
  concern: { id: string; message_id: string | null }
  /** Sent by who has left since. */
  farewell: { id: string; client_message_id: string; content: string }
}

export type Scene = Awaited<ReturnType<typeof makeScene>>

export const makeScene = async () => {
  const [owner, admin, member, former, stranger, bystander, another, newcomer, late] = await people(
    'Ana Ruiz',
    'Bruno Díaz',
    'Carla Méndez',
    'Diego Soto',
    'Elena Vidal',
    'Fede Gil',
    'Gloria Paz',
    'Hugo Sanz',
    'Inés Rey',
  )
  const moderator = await person('Irene Mora', { role: 'moderator' })
  const inside = [admin, member, former, bystander, another]
  const direct = await dm(owner, member)
  const about = await report(owner)

  const placeOf = async (found: typeof group) => {
    const conversation = await found(owner, inside)
    await promote(owner, conversation, admin, 'admin')
    const farewell = await say(former, conversation, 'Adiós')
    await remove(owner, conversation, former)
    const { invitation, token } = await invite(owner, conversation)
    return {
      conversation,
      message: await say(member, conversation),
      word: await say(owner, conversation),
      dm: direct,
      report: about,
      owner,
      bystander: (viewer: Viewer) => (viewer === 'owner' ? another : bystander),
      newcomer,
      invitation,
      token,
      farewell,
      concern: await flag(owner, await say(bystander, conversation), moderator),
    } satisfies Place
  }
  await flagPerson(owner, newcomer)
  const [closed, open] = [await placeOf(group), await placeOf(publicGroup)]

  await must('PATCH', `/api/conversations/${closed.conversation.id}`, {
    token: owner.token,
    body: { history: 'since-joining' },
  })
  await add(owner, closed.conversation, late)

  const persons: Record<Exclude<Viewer, 'anonymous' | 'service'>, Made> = {
    stranger,
    former,
    visitor: stranger,
    returner: former,
    moderator,
    member,
    admin,
    owner,
    late,
  }
  const serviceToken = await service()
  return {
    person: (viewer: Viewer): Made | null =>
      viewer === 'anonymous' || viewer === 'service' ? null : persons[viewer],
    token: (viewer: Viewer) => (viewer === 'service' ? serviceToken : persons[viewer as 'owner']?.token),
    place: (viewer: Viewer): Place => (viewer === 'visitor' || viewer === 'returner' ? open : closed),
    closed,
    add: (who: Made) => add(owner, closed.conversation, who),
  }
}

/** The same request about what does not exist. What names people or keys stays: only the address leads nowhere. */
export const nowhere = (place: Place): Place => ({
  ...place,
  conversation: { id: uuidv7() },
  message: { id: uuidv7() },
  word: { id: uuidv7() },
  invitation: { id: uuidv7() },
  token: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
  farewell: { ...place.farewell, id: uuidv7() },
  dm: { id: uuidv7() },
  concern: { id: uuidv7(), message_id: null },
  report: { external_id: unique('nothing') },
})
