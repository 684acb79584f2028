// A finger on a touch screen.
import type { Locator, Page } from 'playwright'
import { eventually } from './eventually'

/** Rests on a message, or in one, until what that opens is there: what can be done with a message comes after the page. */
export const longPress = async (page: Page, bubble: Locator, opens = page.getByRole('menu')) => {
  const touch = await page.context().newCDPSession(page)
  const finger = (type: 'touchStart' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  await eventually(async () => {
    await bubble.scrollIntoViewIfNeeded()
    const { x, y, height } = (await bubble.boundingBox())!
    await finger('touchStart', [{ x: x + 20, y: y + height - 12 }])
    await opens.waitFor({ timeout: 2000 }).catch(() => {})
    await finger('touchEnd', [])
    return opens.count()
  }, 1)
  await touch.detach()
}
