// A witness of jumps: where one message stands in the window, at every frame that was painted.
import type { JSHandle, Page } from 'playwright'

/** Pixels from the top of the log: where it stood first, and by how much it was ever elsewhere. */
export type Stand = { first: number; jump: number; frames: number; places: number[] }

type Witness = { stop(): Stand }

/** Follows the row of the log that holds this text. Gone from the page counts as a jump without end. */
export const watchPlace = async (page: Page, text: string) => {
  const witness: JSHandle<Witness> = await page.evaluateHandle(wanted => {
    const log = document.querySelector('[role="log"]')!
    const place = () => {
      const rows = [...log.querySelectorAll('[data-index]')]
      // The text itself: what stands above it in the same row (a day, a line) is not what one looks at.
      const box = rows.find(row => row.textContent.includes(wanted))?.querySelector('[dir="auto"]')
      return box
        ? box.getBoundingClientRect().top - log.getBoundingClientRect().top
        : Number.POSITIVE_INFINITY
    }
    const places = [place()]
    let on = true
    let frames = 0
    // After a frame's layout and its observers: what is there then is what is painted.
    const after = new MessageChannel()
    after.port1.onmessage = () => {
      if (!on) return
      frames += 1
      const now = place()
      if (now !== places.at(-1)) places.push(now)
      requestAnimationFrame(() => after.port2.postMessage(null))
    }
    requestAnimationFrame(() => after.port2.postMessage(null))
    return {
      stop() {
        on = false
        const [first = 0] = places
        return { first, jump: Math.max(...places.map(one => Math.abs(one - first))), frames, places }
      },
    }
  }, text)
  return { stop: () => witness.evaluate(one => one.stop()) }
}

/** Two more frames are painted. */
export const painted = (page: Page) =>
  page.evaluate(
    () => new Promise<void>(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

/** The text in the middle of the log as it is scrolled now. */
export const inTheMiddle = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const log = document.querySelector('[role="log"]')!
    const { top, height } = log.getBoundingClientRect()
    const rows = [...log.querySelectorAll('[data-index]')]
    const row = rows.find(one => one.getBoundingClientRect().bottom > top + height / 2)
    return row?.querySelector('[dir="auto"] > span')?.textContent ?? ''
  })

/** How far the log is scrolled, and how far it could be. */
export const scrollOf = (page: Page) =>
  page.evaluate(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.querySelector('[role="log"]')!
    return { top: scrollTop, left: scrollHeight - clientHeight - scrollTop }
  })
