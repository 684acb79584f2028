// Where a page of a list ended, for the next one to go on from. A client gets it as `next`, a word without a meaning, and gives it back.
import * as z from 'zod'
import { id, time } from '../contract/primitives'
import { invalid } from './error'

const whole = (most: number) => z.int().min(0).max(most)

/** By list, what tells its rows apart, in the order by which they are sorted. Postgres lacks the year 0. */
const at = time.refine(text => !text.startsWith('0000'))
const places = {
  /** Pinned or not, activity. */
  inbox: z.tuple([z.boolean(), at, id]),
  /** How many are in it. */
  directory: z.tuple([whole(999_999_999), id]),
  /** When, for what moderators see. */
  moderation: z.tuple([at, id]),
  /** The seq at which they joined, and their order among who joined with it. */
  members: z.tuple([whole(Number.MAX_SAFE_INTEGER), whole(999_999_999)]),
}

type Places = typeof places

/** `place` as the list's statement makes it, an array in JSON; null where there is no further page. */
export const formatPlace = (place: unknown[] | null): string | null =>
  place && Buffer.from(JSON.stringify(place)).toString('base64url')

/** Null for the first page. Refuses (422) what no page can have given. */
export const parsePlace = <K extends keyof Places>(
  list: K,
  field: 'before' | 'after',
  text: string | undefined,
): z.output<Places[K]> | null => {
  if (text === undefined) return null
  const { success, data } = places[list].safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  if (!success) throw invalid([field], 'is not the next of a page')
  return data as z.output<Places[K]>
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
