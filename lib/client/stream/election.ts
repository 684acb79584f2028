// Which of the tabs reads the stream: the one that holds a Web Lock. The browser passes it on when that tab is gone.
import type { Locks } from '../world'

type Given = {
  locks: Locks
  name: string
  /** The lock is ours, until `withdraw` or `robbed`. */
  elected: () => void
  /** Another tab took it from us. */
  robbed: () => void
  /** There is no such thing as a lock here, for instance in a sandboxed frame. */
  refused: () => void
}

/** A tab's claims: at most one at a time, and what becomes of an earlier one concerns nobody. */
type Claim = { waiting: AbortController; release: (() => void) | null }

export const createElection = ({ locks, name, elected, robbed, refused }: Given) => {
  let current: Claim | null = null

  /** Waits for its turn, or with `steal` takes the lock from whoever has it. */
  const stand = ({ steal }: { steal: boolean }) => {
    withdraw()
    const mine: Claim = { waiting: new AbortController(), release: null }
    current = mine
    // Who steals does not wait, and the two may not be combined.
    const options = steal ? { steal } : { signal: mine.waiting.signal }
    const held = () =>
      new Promise<void>(release => {
        if (current !== mine) return release()
        mine.release = release
        elected()
      })
    const ask = async () => locks.request(name, options, held)
    ask().catch((error: unknown) => {
      if (current !== mine) return
      current = null
      if ((error as Error).name === 'AbortError') robbed()
      else refused()
    })
  }

  /** Gives the lock back, or waits for it no longer. */
  const withdraw = () => {
    const left = current
    current = null
    left?.waiting.abort()
    left?.release?.()
  }

  return { stand, withdraw }
}
