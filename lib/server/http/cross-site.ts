// CSRF: a cookie goes along with whatever any site asks for, so a write must come from our own pages.
import type { Endpoint } from '../../contract/endpoint'
import type { Viewer } from '../viewer'

/**
 * Whether another site is behind a write that a cookie authorizes, or that sets one (signing somebody in unasked is the
 * same trick). Told by `Sec-Fetch-Site` and `Origin`; a client that sends neither is no browser and has no user to fool.
 */
export const isCrossSite = (request: Request, viewer: Viewer | null, endpoint: Endpoint): boolean => {
  if (endpoint.method === 'GET' || viewer?.kind === 'service') return false
  if (viewer && viewer.credential.kind !== 'cookie') return false
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.get('origin')
  return origin !== null && hostOf(origin) !== request.headers.get('host')
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null)
