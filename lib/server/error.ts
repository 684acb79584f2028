// How anything in the server refuses: one error with a code of the contract, which becomes a problem document.
import type { Fault, ProblemCode } from '../contract/errors'

type More = { errors?: Fault[]; retryAfter?: number; cause?: unknown }

/** `detail` is for the reader: what happened and what to do. `retryAfter` is in whole seconds. */
export class AppError extends Error {
  readonly errors?: Fault[]
  readonly retryAfter?: number

  constructor(
    readonly code: ProblemCode,
    detail: string,
    { errors, retryAfter, cause }: More = {},
  ) {
    super(detail, { cause })
    this.name = 'AppError'
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

/** The one answer for what does not exist and for what is not the viewer's to see. */
export const notFound = () =>
  new AppError('not_found', 'There is nothing at this address, or it is not yours to see.')

export const unauthenticated = (detail: string) => new AppError('unauthenticated', detail)

export const forbidden = (detail: string) => new AppError('forbidden', detail)

/** One value that is not valid. */
export const invalid = (path: (string | number)[], message: string) =>
  new AppError('invalid', 'See errors for each value that is not valid.', { errors: [{ path, message }] })

/** Whether a statement failed because a rule of db/functions says so. */
export const isRefused = (error: unknown): boolean =>
  /^TT\d{3}$/.test(String((error as { code?: unknown } | null)?.code))

const codes: Record<string, ProblemCode> = { 403: 'forbidden', 409: 'conflict' }

/** A refusal as the database words it: `404`, `403 Why.`, `422 field is wrong because`. */
export const refused = (refusal: string): AppError => {
  const [, status, field, words] = refusal.match(/^(\d{3})(?: (\S+) (.*))?$/s) ?? []
  if (status === '404') return notFound()
  if (status === '422') return invalid([field!], words!)
  return new AppError(codes[status!] ?? 'internal', `${field} ${words}`)
}
