// What axe-core finds on a page, in words.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 A and AA and best practices; one line for each element. The debugger puts axe in, past the page's policy. */
export const axe = async (page: Page): Promise<string[]> => {
  await arrived(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: source })
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations']
    }).then(({ violations }) => JSON.stringify({ violations }))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description}`)
  const { violations } = JSON.parse(result.value) as Pick<AxeResults, 'violations'>
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary}`),
  )
}

/** What fades in has the colours that it is to have; not waited for in a tab that paints nothing. */
const arrived = (page: Page) =>
  page.evaluate(() =>
    Promise.race([
      new Promise<void>(done => setTimeout(done, 1000)),
      Promise.all(
        document
          .getAnimations()
          .filter(one => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
          .map(one => one.finished.catch(() => null)),
      ),
    ]).then(() => {}),
  )
