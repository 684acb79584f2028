import type { NextConfig } from 'next'

// What every answer carries. Pages get their own CSP, with a nonce, in proxy.ts; the API answers nothing to render.
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]
const api = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  // The stream must not be buffered, and JSON of route handlers is never compressed anyway: leave it to a proxy.
  compress: false,
  // Types are checked by `npm test`; whoever only starts the server does not wait for them.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: api },
    // What is in the address lets in: it goes to nobody.
    { source: '/join/:path*', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
  ],
}

export default config
