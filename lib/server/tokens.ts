// The host's tokens: HS256 JWTs (RFC 7519) that say who somebody is, for us (`aud`), until when (`exp`).
import { createHash } from 'node:crypto'
import { jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { link } from '../contract/primitives'
import { externalId } from '../contract/report'
import { unauthenticated } from './error'
import { env } from './instance'

const person = z.object({
  sub: externalId,
  exp: z.number(),
  iat: z.number().optional(),
  role: z.unknown().optional(),
  name: z.unknown().optional(),
  picture: z.unknown().optional(),
})

/**
 * `name` and `picture` are undefined where the token says nothing usable of them. `iat` is when the token was made (seconds
 * since 1970), or when it was first seen here.
 */
export type Claims = {
  sub: string
  exp: number
  iat: number
  role?: 'service' | 'moderator'
  name?: string
  picture?: string
}

// A token is signed, so what it says never changes: only its end has to be looked at again.
const verified = new LRUCache<string, Claims>({ max: 10_000 })

/** What a valid token says. Errors: unauthenticated, without telling which part was wrong beyond its expiry. */
export const verifyToken = async (token: string): Promise<Claims> => {
  const key = createHash('sha256').update(token).digest('base64')
  const claims = verified.get(key) ?? (await verify(token))
  if (claims.exp * 1000 <= Date.now())
    throw unauthenticated('The token has expired: get a fresh one from the host application.')
  verified.set(key, claims)
  return claims
}

let imported: { secret: string; key: Promise<CryptoKey> } | null = null

/** The secret as a key, made once: after a restart every tab comes with a token that nobody has verified yet. */
const keyOf = (secret: string): Promise<CryptoKey> => {
  if (imported?.secret !== secret) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' }
    const bytes = new TextEncoder().encode(secret)
    imported = { secret, key: crypto.subtle.importKey('raw', bytes, hmac, false, ['verify']) }
  }
  return imported.key
}

const verify = async (token: string): Promise<Claims> => {
  const { AUTH_JWT_SECRET, AUTH_JWT_AUDIENCE } = env()
  const refused =
    'The token is not valid here: it must be HS256, signed with AUTH_JWT_SECRET, with exp, aud and sub.'
  const result = await jwtVerify(token, await keyOf(AUTH_JWT_SECRET!), {
    algorithms: ['HS256'],
    audience: AUTH_JWT_AUDIENCE,
    requiredClaims: ['exp', 'aud'],
  }).catch((cause: { code?: string }) => {
    throw unauthenticated(
      cause.code === 'ERR_JWT_EXPIRED'
        ? 'The token has expired: get a fresh one from the host application.'
        : refused,
    )
  })
  const { payload } = result
  // The host's server is no person and needs no name.
  if (payload.role === 'service') return { sub: '', exp: Number(payload.exp), iat: 0, role: 'service' }
  const { data } = person.safeParse(payload)
  if (!data) throw unauthenticated(refused)
  const { sub, exp, name, picture } = data
  const now = Date.now() / 1000
  // A host that counts in milliseconds must not make a name that nothing can change any more.
  const iat = Math.min(Math.max(data.iat ?? now, 0), now)
  const role = data.role === 'moderator' ? data.role : undefined
  return { sub, exp, iat, role, name: cleanName(name), picture: cleanPicture(picture) }
}

/** A name as it can be shown: one line, at most 100 characters, nothing that cannot be stored. */
const cleanName = (name: unknown) => {
  if (typeof name !== 'string') return undefined
  const line = name
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return [...line].slice(0, 100).join('').trim() || undefined
}

/** A picture is shown from its address, so it must be one that a browser may safely load. */
const cleanPicture = (picture: unknown) => link.safeParse(picture).data?.toWellFormed()
