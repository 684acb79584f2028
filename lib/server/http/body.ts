// Reads a request's JSON, refusing in the contract's order: media type, size, syntax, then what JSON allows and we do not.
import type { Fault } from '../../contract/errors'
import { AppError, invalid } from '../error'

const maxBytes = 256 * 1024
const maxDepth = 32
/** Whoever stops in the middle of a body is answered with what came. */
const patienceMs = 8_000
const maxFaults = 100

/**
 * The parsed body, and what in it cannot be stored, to be told together with the faults that the endpoint's schema finds.
 * Errors: unsupported_media_type, too_large, bad_request, and invalid for what is too deep to be looked at further.
 */
export const readJson = async (request: Request): Promise<{ value: unknown; faults: Fault[] }> => {
  const [type, ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';')
  const charset = parameters
    .map(parameter => parameter.trim())
    .find(parameter => parameter.startsWith('charset='))
  if (type!.trim() !== 'application/json' || (charset && !/^charset="?utf-?8"?$/.test(charset)))
    throw new AppError('unsupported_media_type', 'Send the body as application/json in UTF-8.')
  if (request.headers.get('content-encoding'))
    throw new AppError('unsupported_media_type', 'Send the body without a Content-Encoding.')
  const value = parse(await readBytes(request))
  return { value, faults: unstorable(value) }
}

const readBytes = async (request: Request): Promise<Uint8Array> => {
  const tooLarge = () => new AppError('too_large', 'The body may have 256 KB at most.')
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const cancel = () => reader.cancel().catch(() => {})
  const late = setTimeout(cancel, patienceMs)
  const chunks: Uint8Array[] = []
  try {
    for (let size = 0; ; ) {
      const { done, value } = await reader.read()
      if (done) return Buffer.concat(chunks)
      size += value.byteLength
      if (size > maxBytes) throw tooLarge()
      chunks.push(value)
    }
  } catch (cause) {
    await cancel()
    if (cause instanceof AppError) throw cause
    throw new AppError('bad_request', 'The body broke off before its end.', { cause })
  } finally {
    clearTimeout(late)
  }
}

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('bad_request', 'The body could not be read as JSON in UTF-8.', { cause })
  }
}

/**
 * Walks any JSON without recursion and names what Postgres could not keep or a reader could not follow: NUL, lone
 * surrogates, numbers beyond a double. At most a hundred faults. Errors: invalid for more than 32 levels.
 */
const unstorable = (root: unknown): Fault[] => {
  const faults: Fault[] = []
  const rest: { value: unknown; path: (string | number)[] }[] = [{ value: root, path: [] }]
  while (rest.length && faults.length < maxFaults) {
    const { value, path } = rest.pop()!
    if (typeof value === 'string' && !storable(value))
      faults.push({ path, message: 'holds a NUL or half of a surrogate pair' })
    else if (typeof value === 'number' && !Number.isFinite(value))
      faults.push({ path, message: 'is beyond the range of a number' })
    else if (typeof value === 'object' && value !== null) {
      if (path.length >= maxDepth) throw invalid(path, `is nested deeper than ${maxDepth} levels`)
      for (const [key, inner] of Object.entries(value)) {
        if (!storable(key))
          faults.push({ path, message: 'has a name that holds a NUL or half of a surrogate pair' })
        rest.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] })
      }
    }
  }
  return faults
}

const storable = (value: string) => !value.includes('\0') && value.isWellFormed()
