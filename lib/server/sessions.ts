// Browser sessions: a random cookie, of which the table holds only the hash.
import { createHash, randomBytes } from 'node:crypto'
import { cast, moderator } from '../../db/seed/people'
import type { createSession, deleteSession } from '../contract/session'
import { forbidden, notFound } from './error'
import type { Context, Reply } from './http/context'
import { db, env, nudge } from './instance'
import { idle, longest, longestSeconds } from './session-age'
import { verifyToken } from './tokens'
import { provision, userByExternalId, userById } from './users'

const cookieName = 'tertulia_session'

/** POST /api/session: a token of the host's, or with the demo one of its cast, for a cookie. */
export const signIn = async ({
  body,
  request,
  origin,
}: Context<typeof createSession>): Promise<Reply<typeof createSession>> => {
  const { user, isModerator } =
    'token' in body ? await byToken(body.token, origin) : await byDemo(body.demo_user)
  // Whoever was signed in with this browser is no longer, also in its other tabs.
  await endSession(request)
  const secret = randomBytes(32).toString('base64url')
  await db()`insert into sessions (id, user_id, is_moderator) values (${hash(secret)}, ${user.id}, ${isModerator})`
  return {
    status: 200,
    body: { user },
    headers: { 'Set-Cookie': cookie(request, secret, longestSeconds) },
  }
}

/** DELETE /api/session. Also when a token came along: the browser loses the cookie, so nobody may keep it. */
export const signOut = async ({
  request,
}: Context<typeof deleteSession>): Promise<Reply<typeof deleteSession>> => {
  await endSession(request)
  return { status: 204, body: null, headers: { 'Set-Cookie': cookie(request, '', 0) } }
}

/** The row goes, and through the log every process ends the streams that hung on it. */
const endSession = async (request: Request) => {
  const secret = secretOf(request)
  if (!secret) return
  await db()`with gone as (delete from sessions where id = ${hash(secret)} returning id, user_id)
    select append_event('session-ended', 'server', null, null, user_id, user_id,
      jsonb_build_object('session', id), null) from gone`
  nudge()
}

type Session = { id: string; user_id: string; is_moderator: boolean }

/** The session behind a request's cookie, if it is one that was used within a day and is not older than a month. */
export const userBySession = async (request: Request): Promise<Session | null> => {
  const secret = secretOf(request)
  if (!secret) return null
  const id = hash(secret)
  const [session] = await db()<(Session & { stale: boolean })[]>`
    select id, user_id, is_moderator, last_used_at < now() - interval '1 minute' as stale from sessions
    where id = ${id} and last_used_at > now() - ${idle}::interval
      and created_at > now() - ${longest}::interval`
  if (session?.stale) await db()`update sessions set last_used_at = now() where id = ${id}`
  return session ?? null
}

const byToken = async (token: string, origin: string | null) => {
  const claims = await verifyToken(token)
  if (claims.role === 'service') throw forbidden('A service token is no person: it cannot sign in.')
  const user = await userById(await provision(claims, origin))
  return { user, isModerator: claims.role === 'moderator' }
}

/** Only the cast: where a host's own people are too, nobody signs in as one of them by name alone. */
const byDemo = async (externalId: string) => {
  const invited = env().SEED_DEMO && (cast as readonly string[]).includes(externalId)
  const user = invited ? await userByExternalId(externalId) : null
  if (!user) throw notFound()
  return { user, isModerator: externalId === moderator }
}

const secretOf = (request: Request): string | null => {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === cookieName && value) return value
  }
  return null
}

const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** `Secure` as soon as the browser came by https, which behind a proxy only the proxy knows. */
const cookie = (request: Request, secret: string, maxAge: number) => {
  const https =
    new URL(request.url).protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https'
  return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${https ? '; Secure' : ''}`
}
