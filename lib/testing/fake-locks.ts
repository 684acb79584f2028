// Web Locks of one browser, steal included, as the specification has them (W3C Web Locks, 4).
import type { Locks } from '../client/world'
import type { FakeClock } from './fake-clock'

type Claim = {
  owner: object
  run: (what: () => void) => void
  held: () => Promise<void>
  resolve: () => void
  reject: (error: unknown) => void
}
type Lock = { holder: Claim | null; queue: Claim[] }

const aborted = () => new DOMException('The lock was stolen, or is not waited for any more.', 'AbortError')

export const createLocks = (clock: FakeClock) => {
  const locks = new Map<string, Lock>()

  const lockOf = (name: string): Lock => {
    const lock = locks.get(name) ?? { holder: null, queue: [] }
    locks.set(name, lock)
    return lock
  }

  const next = (lock: Lock) => {
    const claim = lock.holder ? undefined : lock.queue.shift()
    if (claim) grant(lock, claim)
  }

  const grant = (lock: Lock, claim: Claim) => {
    lock.holder = claim
    clock.soon(() =>
      claim.run(() => {
        const over = (settle: () => void) => {
          if (lock.holder === claim) lock.holder = null
          settle()
          next(lock)
        }
        claim.held().then(
          () => over(claim.resolve),
          error => over(() => claim.reject(error)),
        )
      }),
    )
  }

  const locksFor = (owner: object, run: (what: () => void) => void): Locks => ({
    request: (name, { steal, signal }, held) =>
      new Promise<void>((resolve, reject) => {
        if (steal && signal) return reject(new DOMException('One or the other.', 'NotSupportedError'))
        if (signal?.aborted) return reject(aborted())
        const lock = lockOf(name)
        const claim: Claim = { owner, run, held, resolve, reject }
        if (steal) {
          const robbed = lock.holder
          robbed?.run(() => robbed.reject(aborted()))
          return grant(lock, claim)
        }
        lock.queue.push(claim)
        signal?.addEventListener('abort', () => {
          if (!lock.queue.includes(claim)) return
          lock.queue = lock.queue.filter(other => other !== claim)
          reject(aborted())
        })
        next(lock)
      }),
  })

  return {
    locksFor,
    /** The owner is gone, and what it held or waited for is free. */
    leave(owner: object) {
      for (const lock of locks.values()) {
        lock.queue = lock.queue.filter(claim => claim.owner !== owner)
        if (lock.holder?.owner === owner) lock.holder = null
        next(lock)
      }
    },
    /** How many locks an owner holds or waits for. */
    of: (owner: object) =>
      [...locks.values()].flatMap(({ holder, queue }) => [holder, ...queue]).filter(c => c?.owner === owner)
        .length,
    holder: (name: string) => locks.get(name)?.holder?.owner ?? null,
  }
}
