// The pages as a person with a screen reader knows them: by names and roles, in English.
import type { Page } from 'playwright'

export const conversations = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
export const log = (page: Page) => page.getByRole('log', { name: 'Messages' })
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })

/** The way to a conversation's page. */
export const at = (conversation: string) => `/inbox/${conversation}`

/** Resolves when a conversation can be written in. */
export const opened = (page: Page) => log(page).waitFor()

/** Writes it, waits until the page has taken it, as somebody who looks at the button would, and sends it. */
export const say = async (page: Page, text: string) => {
  await composer(page).fill(text)
  await page.locator('button[aria-label="Send"]:not([aria-disabled])').waitFor()
  await composer(page).press('Enter')
}

/** The rows of the log with this text: one, if all is well. */
export const messagesWith = (page: Page, text: string) =>
  log(page).locator('[data-index]').filter({ hasText: text })

const states = ['Waiting for a connection', 'Sending', 'Sent', 'Delivered', 'Read', 'Failed'] as const
export type State = (typeof states)[number]

/** How a message of mine stands, in words, or null for a message that is not there or not mine. */
export const stateOf = (page: Page, text: string): Promise<State | null> =>
  page.evaluate(
    ([wanted, known]) => {
      const rows = [...document.querySelectorAll('[role="log"] [data-index]')]
      const row = rows.find(one => one.textContent.includes(wanted))
      const words = [...(row?.querySelectorAll('span') ?? [])].map(span => span.textContent)
      return known.find(state => words.includes(state)) ?? null
    },
    [text, states] as const,
  )

/** The texts of the log from top to bottom, as far as they are in the page. */
export const texts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role="log"] [data-index]')]
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map(row => row.querySelector('[dir="auto"] > span')?.textContent ?? ''),
  )

export type Item = { title: string; unread: number }

/**
 * The list of conversations from top to bottom, as assistive technology has it: names begin with the title, and say what is
 * unread. `titles` are those to look for, since a name goes on after the title.
 */
export const inbox = async (page: Page, titles: string[]): Promise<Item[]> => {
  const tree = await conversations(page).ariaSnapshot()
  const names = [...tree.matchAll(/^\s*- '?link "((?:[^"\\]|\\.)*)"/gm)].map(([, name]) => name!)
  return names.flatMap(name => {
    const title = titles.find(one => name.startsWith(one))
    return title ? [{ title, unread: Number(/(\d+)\+? unread/.exec(name)?.[1] ?? 0) }] : []
  })
}

export const unreadOf = async (page: Page, title: string) => (await inbox(page, [title]))[0]?.unread ?? null

/** Looks at a tab and presses a conversation in its list: what is behind other tabs is not painted, and so not read. */
export const enter = async (page: Page, title: string) => {
  await page.bringToFront()
  await itemOf(page, title).click()
  await opened(page)
}

/** The newest conversation of this title; a name begins with it. */
export const itemOf = (page: Page, title: string) =>
  conversations(page)
    .getByRole('link', { name: new RegExp(`^${title.replace(/[^\w\s]/g, '\\$&')}`) })
    .first()
