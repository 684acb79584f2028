// What a refusal looks like (RFC 9457) and which refusals there are.
import * as z from 'zod'

/** Each code with its HTTP status and title. The order is the order in which a request is refused. */
export const problems = {
  unauthenticated: { status: 401, title: 'Sign in first' },
  not_found: { status: 404, title: 'Not found' },
  forbidden: { status: 403, title: 'Not allowed' },
  method_not_allowed: { status: 405, title: 'This address does not know that method' },
  unsupported_media_type: { status: 415, title: 'Send application/json' },
  too_large: { status: 413, title: 'The body is too large' },
  bad_request: { status: 400, title: 'The body is not JSON' },
  invalid: { status: 422, title: 'Some values are not valid' },
  conflict: { status: 409, title: 'This contradicts what is stored' },
  gone: { status: 410, title: 'No longer kept' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  unavailable: { status: 503, title: 'The service is not available right now' },
} as const

export type ProblemCode = keyof typeof problems

export const fault = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })
export type Fault = z.infer<typeof fault>

/**
 * `type` is `urn:tertulia:<code>`; `detail` tells the reader what happened and what to do. It and `title` are in the language that
 * the request asks for by `Accept-Language`, Spanish or else English, as `Content-Language` says; the messages of `errors` are
 * for who writes a client, and in English (A1).
 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(fault).optional(),
  request_id: z.string(),
})
export type Problem = z.infer<typeof problem>
