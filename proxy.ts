// The Content-Security-Policy of pages: scripts by a nonce made anew for each answer. The API never comes by here.
import { type NextRequest, NextResponse } from 'next/server'

export const proxy = (request: NextRequest) => {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  // Next puts the nonce it finds in this header on the scripts it writes.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** Development needs eval for its refresh; a built page needs nothing inline and nothing from elsewhere but pictures. */
const contentSecurityPolicy = (nonce: string, development: boolean) =>
  [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: https:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors ${process.env.FRAME_ANCESTORS || "'self'"}`,
  ].join('; ')

export const config = { matcher: ['/((?!api/|api$|_next/static|_next/image|favicon.ico).*)'] }
