// What a browser does to its tabs: it freezes them, slows them down, and they crash.
import type { Page } from 'playwright'

/**
 * None of its code runs until it is thawed, and what it holds it keeps holding: as a tab in the background that the browser
 * froze, or on a laptop asleep. By the debugger, since an automated browser counts as in use and freezes nothing.
 */
export const freeze = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  await session.send('Debugger.pause')
  // Something must run to be stopped.
  void page.evaluate(() => 0).catch(() => {})
  return async () => {
    await session.send('Debugger.resume').catch(() => {})
    await session.send('Debugger.disable')
    await session.detach()
  }
}

/** Its process ends; no code of the page has a last word. */
export const crash = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => {})
  await crashed
}

/** `rate` times slower. */
export const slowDown = async (page: Page, rate: number) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}
