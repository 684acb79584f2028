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
