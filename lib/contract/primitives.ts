// The small words of the wire: ids, times, seqs, cursors and text. Everything else in the contract is made of these.
import * as z from 'zod'
import { codePoints } from './code-points'

/**
 * UUIDv7 made by the server. Any UUID is accepted in a request: an unknown one is simply not found. Capitals spell the
 * same id (RFC 9562), so they are made small before anything compares it.
 */
export const id = z.uuid().toLowerCase()
/** RFC 3339 in UTC with exactly three decimals. */
export const time = z.iso.datetime({ precision: 3 })
/** A place in one conversation's log: dense, from 1; 0 is before the first. */
export const seq = z.int().min(0)
/** A place in the whole log; opaque to clients. */
export const cursor = z.string().regex(/^[0-9A-Za-z._-]{1,128}$/)
/** The tab's own name, sent as `X-Client-Id`, and the sender's name for a message. */
export const clientId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

const wellFormed = (value: string) => !value.includes('\0') && value.isWellFormed()

/** Text of `min` to `max` code points after trimming; NUL and lone surrogates are refused, never stored half. */
export const text = (min: number, max: number) =>
  z
    .string()
    .refine(wellFormed, 'holds a NUL or half of a surrogate pair')
    .trim()
    .refine(value => codePoints(value) >= min, `is shorter than ${min} character${min === 1 ? '' : 's'}`)
    .refine(
      value => value.length <= max || codePoints(value) <= max,
      `is longer than ${max.toLocaleString('en')} characters`,
    )

/** An integer in a query string. */
export const queryInt = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))

export const limit = queryInt(1, 100).default(50)
export const querySeq = queryInt(0)

/** One emoji, however many code points it is made of. */
export const emoji = z
  .string()
  .max(32)
  .regex(/^\p{RGI_Emoji}$/v, 'is not one emoji')

/** An address a browser may be sent to: http, https, or a path on the host's own origin. */
export const link = z
  .string()
  .max(2000)
  // Browsers drop tabs and line breaks from an address: "/", tab, "/host" leads elsewhere.
  .refine(value => !/\p{Cc}/u.test(value), 'holds a control character')
  .refine(value => {
    if (/^\/(?![/\\])/.test(value)) return true
    return /^https?:\/\//i.test(value) && URL.canParse(value)
  }, 'is neither an http(s) address nor a path')

/** Free JSON of the host's: numbers, strings, lists and objects, whatever the host needs to show. */
export const metadata = z.record(z.string(), z.json())
