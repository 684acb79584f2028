// How a browser gets its cookie, and how it gives it back.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { user } from './user'

/** Exchanges the host's JWT for a cookie session; with `SEED_DEMO=1` also the external id of one of the cast. */
export const createSession = endpoint({
  method: 'POST',
  path: '/api/session',
  caller: 'anyone',
  body: z.union([
    z.object({ token: z.string().min(1).max(8192) }),
    z.object({ demo_user: z.string().min(1).max(200) }),
  ]),
  answers: { 200: z.object({ user }) },
})

/** Signs out. The old cookie is refused from then on and its open streams end. */
export const deleteSession = endpoint({ method: 'DELETE', path: '/api/session', answers: { 204: null } })

/** Whether the server is migrated and tailing. */
export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  caller: 'anyone',
  answers: { 200: z.object({ status: z.literal('ok') }) },
})
