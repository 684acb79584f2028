// A witness of flicker: counts how often a text stands in the log, at every change of the page.
import type { JSHandle, Page } from 'playwright'

export type Seen = { now: number; least: number; most: number; counts: number[] }

type Witness = { stop(): Seen }

/**
 * From now on, how many bubbles hold this text. `least` counts from when it was first there. A change that comes and goes
 * within one task is never painted and is not counted.
 */
export const watchBubbles = async (page: Page, text: string) => {
  const witness: JSHandle<Witness> = await page.evaluateHandle(wanted => {
    const counts: number[] = []
    const count = () => {
      let found = 0
      for (const log of document.querySelectorAll('[role="log"]')) {
        const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) if (texts.currentNode.nodeValue?.includes(wanted)) found += 1
      }
      return found
    }
    const look = () => {
      const found = count()
      if (counts.at(-1) !== found) counts.push(found)
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true, characterData: true })
    look()
    return {
      stop() {
        look()
        const since = counts.slice(counts.findIndex(found => found > 0))
        const some = counts.some(found => found > 0)
        return {
          now: counts.at(-1) ?? 0,
          least: some ? Math.min(...since) : 0,
          most: Math.max(...counts),
          counts,
        }
      },
    }
  }, text)
  return { seen: () => witness.evaluate(one => one.stop()) }
}
