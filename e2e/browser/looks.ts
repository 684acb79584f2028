// A page in more than one look, without another load: what axe finds, and what is cut off.
import type { Page } from 'playwright'
import { painted } from './anchor'
import { axe } from './axe'

/** Beyond the window's right edge: nobody is to scroll in two directions to read (WCAG 1.4.10). */
export const beyond = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Controls that are in the page, visible, and outside of every place that could be scrolled to show them: a row that scrolls sideways alone. */
export const outOfReach = (page: Page) =>
  page.evaluate(() => {
    const inRow = (one: Element) => {
      for (let up = one.parentElement; up; up = up.parentElement)
        if (getComputedStyle(up).overflowX === 'auto' && up.scrollWidth > up.clientWidth)
          return up.scrollHeight <= up.clientHeight
      return false
    }
    return [...document.querySelectorAll<HTMLElement>('button, a[href], textarea, input')]
      .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter(one => {
        const { left, right, width } = one.getBoundingClientRect()
        return width > 1 && (right > innerWidth + 1 || left < -1) && !inRow(one)
      })
      .map(one => one.getAttribute('aria-label') ?? one.textContent)
  })

/** Colours change at once: what is between two of them has the contrast of neither. */
const turn = async (page: Page, colorScheme: 'light' | 'dark') => {
  const reducedMotion = colorScheme === 'dark' ? 'reduce' : 'no-preference'
  await page.emulateMedia({ colorScheme, reducedMotion })
  await painted(page)
}

/** What axe finds as the page stands, and once more in the dark. It is left as it was, which was light. */
export const lightAndDark = async (page: Page): Promise<string[]> => {
  const found = await axe(page)
  await turn(page, 'dark')
  found.push(...(await axe(page)))
  await turn(page, 'light')
  return found
}

/** The same, and in the dark at 320 px, where nothing may be cut off either. For what does not depend on the width to be there. */
export const wideAndNarrow = async (page: Page): Promise<string[]> => {
  const found = await axe(page)
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 320, height: 640 })
  await turn(page, 'dark')
  found.push(...(await axe(page)))
  found.push(...(await outOfReach(page)).map(name => `out of reach at 320 px: ${name}`))
  const wider = await beyond(page)
  if (wider > 0) found.push(`${wider} px wider than 320`)
  await page.setViewportSize(size)
  await turn(page, 'light')
  return found
}
