// What the operator's log says of an error: the code, the request and the cause, never a token, a body or a setting.
import type { AppError } from './error'

/** One JSON line on stderr for what the caller could not have caused. `where` is a method and a path template. */
export const report = (error: AppError, requestId: string, where: string) => {
  if (error.code !== 'internal' && error.code !== 'unavailable') return
  log(error.code === 'internal' ? 'error' : 'warn', where, {
    request_id: requestId,
    ...described(error.cause),
  })
}

export const log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  more: Record<string, unknown> = {},
) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...more })}\n`)
}

/** A cause without the values it happened to hold: Postgres quotes them in `detail` and `where`. */
export const described = (cause: unknown) =>
  cause instanceof Error
    ? {
        cause: cause.name,
        code: (cause as { code?: unknown }).code,
        reason: firstLine(cause.message),
        stack: cause.stack,
      }
    : {}

const firstLine = (text: string) => text.split('\n', 1)[0]
