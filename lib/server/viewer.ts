// Who is calling: a person (by the host's token, or by our cookie) or the host's server.
import type { Viewer } from './caller'
import { unauthenticated } from './error'
import { userBySession } from './sessions'
import { verifyToken } from './tokens'
import { provision } from './users'

/** Errors: unauthenticated when there is no credential or it is no good. A bearer token goes before a cookie. */
export const authenticate = async (request: Request, origin: string | null): Promise<Viewer> => {
  const header = request.headers.get('authorization')
  if (header !== null) {
    const [, token] = header.match(/^Bearer +([\w.~+/=-]+) *$/i) ?? []
    if (!token) throw unauthenticated('The Authorization header is not of the form "Bearer <token>".')
    const claims = await verifyToken(token)
    if (claims.role === 'service') return { kind: 'service' }
    return {
      kind: 'person',
      id: await provision(claims, origin),
      isModerator: claims.role === 'moderator',
      credential: { kind: 'bearer', exp: claims.exp },
    }
  }
  const found = await userBySession(request)
  if (!found) throw unauthenticated('Sign in, or send a token as "Authorization: Bearer <token>".')
  // A tab that still shows one user must not act as another who has signed in with the same browser since.
  const expected = request.headers.get('x-viewer-id')
  if (expected !== null && expected !== found.user_id)
    throw unauthenticated('Somebody else is signed in with this browser now: load the page again.')
  const { user_id: id, is_moderator: isModerator } = found
  return { kind: 'person', id, isModerator, credential: { kind: 'cookie', session: found.id } }
}
