// @ts-check
// Every setting of Tertulia, read and checked in one place: by `npm start` before it does anything, and by the
// server. Plain JavaScript, since the start script runs it before anything is built.
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** @param {string} fallback */
const flag = fallback =>
  z
    .enum(['0', '1'], '0 or 1')
    .default(/** @type {'0' | '1'} */ (fallback))
    .transform(value => value === '1')

/** @param {RegExp} shape @param {string} expected @param {(value: number) => boolean} fits */
const number = (shape, expected, fits = () => true) =>
  z
    .string()
    .refine(value => shape.test(value) && fits(Number(value)), expected)
    .transform(Number)

/** One entry of a CSP source list: https://www.w3.org/TR/CSP3/#grammardef-ancestor-source-list */
const ANCESTOR =
  /^('self'|'none'|\*|[a-z][a-z0-9+.-]*:|([a-z][a-z0-9+.-]*:\/\/)?((\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:(\d+|\*))?(\/[^\s;,]*)?)$/i

const settings = z.object({
  PORT: number(/^\d{1,5}$/, 'a whole number from 0 (any free port) to 65535', n => n <= 65_535).prefault(
    '3000',
  ),
  HOST: z
    .string()
    .refine(
      value => isIP(value) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
      'an IP address or a host name',
    )
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'a URL such as postgres://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z
    .string()
    .refine(value => !value.includes('\0'), 'a folder')
    .prefault('.data')
    .transform(value => resolve(/* turbopackIgnore: true */ value)),
  AUTH_JWT_SECRET: z
    .string()
    .refine(
      value => Buffer.byteLength(value) >= 32,
      'at least 32 bytes, as "openssl rand -base64 48" makes them',
    )
    .optional(),
  AUTH_JWT_AUDIENCE: z.string().max(200, 'at most 200 characters').default('tertulia'),
  SEED_DEMO: flag('0'),
  RATE_LIMIT_MESSAGES_PER_MINUTE: number(/^\d{1,9}$/, 'a whole number, 0 for no limit').prefault('60'),
  RATE_LIMIT_CHANGES_PER_MINUTE: number(/^\d{1,9}$/, 'a whole number, 0 for no limit').prefault('300'),
  EVENT_RETENTION_HOURS: number(/^\d{1,7}(\.\d+)?$/, 'a number of hours above 0', n => n > 0).prefault('168'),
  FRAME_ANCESTORS: z
    .string()
    .refine(isSourceList, "a CSP source list without ; and , such as: 'self' https://app.example.com")
    .default("'self'"),
  ALLOW_UNSAFE_POSTGRES: flag('0'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an http or https URL' }).optional(),
})

/** @typedef {z.infer<typeof settings>} Env */

export const SETTINGS = /** @type {(keyof Env)[]} */ (Object.keys(settings.shape))

/** Their values may hold a secret and are never shown. */
const SECRET = new Set(['AUTH_JWT_SECRET', 'DATABASE_URL'])

/**
 * @param {Record<string, string | undefined>} [source] an empty string counts as unset
 * @returns {Readonly<Env>}
 * @throws an Error whose message names each setting that is wrong, what was given and what is expected
 */
export function readEnv(source = process.env) {
  const given = Object.fromEntries(
    SETTINGS.flatMap(name => (source[name]?.trim() ? [[name, source[name]]] : [])),
  )
  const embedded = given.DATABASE_URL === undefined
  const parsed = settings.safeParse({ SEED_DEMO: embedded ? '1' : '0', ...given })
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) =>
    fault(String(path[0]), given, message),
  )
  if (!embedded && !given.AUTH_JWT_SECRET) faults.push(NO_SECRET)
  if (parsed.success && faults.length === 0) return Object.freeze(parsed.data)
  const error = new Error(
    faults.length > 1 ? `Settings that need a change:\n${faults.join('\n')}` : faults[0],
  )
  error.name = 'Problem' // shown without a stack by the start script
  throw error
}

const NO_SECRET =
  'AUTH_JWT_SECRET is not set: with DATABASE_URL it has to be, to at least 32 bytes that your application signs its tokens with.'

/** @param {string} name @param {Record<string, string | undefined>} given @param {string} expected */
function fault(name, given, expected) {
  const value = SECRET.has(name) ? 'not shown, as it may hold a secret' : JSON.stringify(given[name])
  return `${name} is wrong (${value}): expected ${expected}.`
}

/** @param {string} value */
function isDatabaseUrl(value) {
  // Several hosts are fine with postgres.js, but not with URL.
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value.replace(/,[^/?]*/, ''))
}

/** @param {string} value */
function isSourceList(value) {
  const sources = value.split(' ').filter(Boolean)
  const unquoted = sources.some(source => /^(self|none)$/i.test(source))
  return sources.length > 0 && !unquoted && sources.every(source => ANCESTOR.test(source))
}
