// A device: one browser profile, with its own cookies and storage, its own line to the server, and any number of tabs.
import type { Browser, BrowserContextOptions } from 'playwright'
import { openLine } from './line'
import { lives, openTab, prepareContext, type Tab } from './tab'

export type Device = Awaited<ReturnType<typeof openDevice>>

export const openDevice = async (browser: Browser, port: () => number, options: BrowserContextOptions) => {
  const line = await openLine(port)
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Madrid', ...options })
  await prepareContext(context)
  const tabs: Tab[] = []
  const tolerated: RegExp[] = []

  return {
    context,
    line,
    /** Those that were opened and not crashed or closed by the test. */
    tabs,
    async tab(path = '/inbox') {
      const tab = await openTab(context, line, tolerated, path)
      tabs.push(tab)
      if (options.javaScriptEnabled !== false) await lives(tab.page)
      return tab
    },
    /** As the login page does it, without the page. */
    async signIn(who: { token: string } | { demo_user: string }) {
      const response = await context.request.post(`${line.url}/api/session`, { data: who })
      if (response.status() !== 200) throw new Error(`Signing in was answered ${await response.text()}`)
    },
    /** What the test provokes, and is no fault of the page's. */
    tolerate: (pattern: RegExp) => void tolerated.push(pattern),
    faults: () => tabs.flatMap(tab => tab.faults()),
    async close() {
      await context.close()
      await line.close()
    },
  }
}
