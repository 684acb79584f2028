// CSRF: a cookie goes along with whatever any site asks for, so a write must come from our own pages.
import type { Endpoint } from '../../contract/endpoint'
import type { Viewer } from '../caller'

/**
 * Whether another site is behind a write that a cookie authorizes, or that sets one (signing somebody in unasked is the
 * same trick). A browser says so in `Sec-Fetch-Site` (Fetch Metadata), an older one only in `Origin`; a client that sends
 * neither is no browser and has no user to fool. Behind a proxy our own name may be in `X-Forwarded-Host`, which no
 * other site can make a browser send.
 */
export const isCrossSite = (request: Request, viewer: Viewer | null, endpoint: Endpoint): boolean => {
  if (endpoint.method === 'GET' || viewer?.kind === 'service') return false
  if (viewer && viewer.credential.kind !== 'cookie') return false
  const { headers } = request
  const site = headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  if (origin === null) return false
  return ![headers.get('host'), headers.get('x-forwarded-host')].includes(hostOf(origin))
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : 'unknown origin')
