// What the operator's log says of an error: the code, the request and the cause, never a token, a body or a setting.
import type { AppError } from './error'

/** One JSON line on stderr for what the caller could not have caused. `where` is a method and a path template. */
export const report = (error: AppError, requestId: string, where: string) => {
  if (error.code !== 'internal' && error.code !== 'unavailable') return
  const { stack, ...brief } = described(error.cause)
  if (error.code === 'internal') log('error', where, { request_id: requestId, ...brief, stack })
  else log('warn', where, { request_id: requestId, ...brief })
}

export const log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  more: Record<string, unknown> = {},
) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...more })}\n`)
}

/** A cause without the values it happened to hold: Postgres quotes them in `detail` and `where`. */
export const described = (
  cause: unknown,
): { cause?: string; code?: unknown; reason?: string; stack?: string } =>
  cause instanceof Error
    ? {
        cause: cause.name,
        code: (cause as { code?: unknown }).code,
        reason: cause.message.split('\n', 1)[0],
        stack: cause.stack,
      }
    : {}
