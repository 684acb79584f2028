// Tokens that no library would make: any header, any claims, signed as the host signs.
import { call } from './api'
import { unique } from './make'

/** A part of a token as it is written; text stays as it is, so that it need not be JSON. */
export const coded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** An HMAC with SHA-256 over whatever this says, by AUTH_JWT_SECRET unless another secret is given. */
export const signed = async (
  claims: unknown,
  header: object = { alg: 'HS256' },
  secret: string = process.env.AUTH_JWT_SECRET!,
) => {
  const text = `${coded(header)}.${coded(claims)}`
  const bytes = new TextEncoder().encode(secret)
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `${text}.${Buffer.from(signature).toString('base64url')}`
}

/** In an hour, in seconds since 1970. */
export const hour = Math.floor(Date.now() / 1000) + 3600

/** Claims that are believed, of somebody new. */
export const good = () => ({ sub: unique('host'), name: 'Ana Ruiz', aud: 'tertulia', exp: hour })

export const me = (token: string) => call('GET', '/api/me', { token })
