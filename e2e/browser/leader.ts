// Which of a device's tabs reads the stream for all of them, found out through the browser's own list of locks.
import type { Page } from 'playwright'

/** Whether a page holds a lock whose name begins like this. */
const holds = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<boolean>(resolve => {
        // A lock of its own tells the page what the browser calls it.
        const own = `who-am-i-${Math.random()}`
        void navigator.locks.request(own, async () => {
          const { held = [] } = await navigator.locks.query()
          const me = held.find(lock => lock.name === own)?.clientId
          resolve(held.some(lock => lock.clientId === me && lock.name?.startsWith('tertulia-stream:')))
        })
      }),
  )

/** The one that reads it, or null while there is none. Errors: there are several. */
export const leaderOf = async (pages: Page[]): Promise<Page | null> => {
  const holding = await Promise.all(pages.map(holds))
  const leaders = pages.filter((_, n) => holding[n])
  if (leaders.length > 1) throw new Error(`${leaders.length} tabs hold the lock of the stream`)
  return leaders[0] ?? null
}
