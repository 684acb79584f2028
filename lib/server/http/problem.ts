// Any error as an answer: a problem document (RFC 9457) that says what to do and gives nothing away.
import { isAway } from '../../../db/client'
import { problems } from '../../contract/errors'
import { AppError, refused } from '../error'
import { languageOf } from './language.mjs'
import { inSpanish, saidIn } from './spanish.mjs'

/** Reduces whatever was thrown to an AppError. What nobody expected is `internal`, with its cause kept for the log. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  if (isAway(error))
    return new AppError('unavailable', 'The database does not answer right now. Try again in a moment.', {
      retryAfter: 1,
      cause: error,
    })
  const { code = '', message } = (error ?? {}) as { code?: string; message?: string }
  if (/^TT\d{3}$/.test(code)) return refused(`${code.slice(2)} ${message}`.trim())
  return new AppError(
    'internal',
    'The server could not do this. Try again; if it goes on, name the request_id.',
    {
      cause: error,
    },
  )
}

/**
 * In the language that the request asks for (`Accept-Language`), but for `errors`, which are for who writes a client. It is
 * stored nowhere, so it needs no `Vary`.
 */
export const problemResponse = (
  error: AppError,
  request: Request,
  requestId: string,
  headers: Record<string, string> = {},
) => {
  const { status, title } = problems[error.code]
  const language = languageOf(request.headers.get('accept-language'))
  // As answers are checked against the contract: everywhere but in production.
  if (process.env.NODE_ENV !== 'production' && inSpanish(error.message) === null)
    throw new Error(`Put it into Spanish in spanish.mjs: ${error.message}`)
  return Response.json(
    {
      type: `urn:tertulia:${error.code}`,
      title: saidIn(language, title),
      status,
      detail: saidIn(language, error.message),
      ...(error.errors ? { errors: error.errors } : {}),
      request_id: requestId,
    },
    {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Content-Language': language,
        'Cache-Control': 'private, no-store',
        'X-Request-Id': requestId,
        ...(error.retryAfter === undefined
          ? {}
          : { 'Retry-After': String(Math.max(1, Math.ceil(error.retryAfter))) }),
        ...(error.code === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer' } : {}),
        ...headers,
      },
    },
  )
}
