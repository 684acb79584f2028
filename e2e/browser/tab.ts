// A page that a device has open, with everything in it that went wrong and that nobody would see.
import type { BrowserContext, ConsoleMessage, Page } from 'playwright'
import { eventually } from './eventually'
import type { Line } from './line'

export type Tab = Awaited<ReturnType<typeof openTab>>

/** Said by the page itself of each violation, whether or not somebody listens to the browser's own words. */
const tellViolations = () =>
  document.addEventListener('securitypolicyviolation', event =>
    console.error(`CSP: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`),
  )

export const prepareContext = (context: BrowserContext) => context.addInitScript(tellViolations)

export const openTab = async (context: BrowserContext, line: Line, tolerated: RegExp[], path: string) => {
  const page = await context.newPage()
  const heard: string[] = []
  page.on('pageerror', error => heard.push(`${error.name}: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') heard.push(said(message))
  })
  page.on('crash', () => heard.push('the page crashed'))
  await page.goto(line.url + path)
  return {
    page,
    /** What it complained of, but for what the test did to its line itself. */
    faults: () =>
      heard.filter(fault => {
        if (line.disturbed && /net::ERR_/.test(fault)) return false
        // A machine that is starved says so, and is asked again.
        if (/status of 503.*\/api\/stream/.test(fault)) return false
        return !tolerated.some(pattern => pattern.test(fault))
      }),
  }
}

const said = (message: ConsoleMessage) => {
  const { url } = message.location()
  return url ? `${message.text()} (${url})` : message.text()
}

/**
 * Resolves when the page's script has taken over what the server drew: before, it can be read and not used. A log stands as
 * the server drew it, row after row, until it has been measured, and goes to where it begins then.
 */
export const lives = (page: Page) =>
  eventually(
    () =>
      page.evaluate(
        () =>
          document.readyState === 'complete' &&
          [...document.querySelectorAll('a[href], button, textarea')].every(one =>
            Object.keys(one).some(key => key.startsWith('__reactProps')),
          ) &&
          [...document.querySelectorAll('[role="log"] [data-index]')].every(
            row => getComputedStyle(row).position !== 'static',
          ),
      ),
    true,
  )
