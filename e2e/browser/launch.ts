// One Chromium for a file of browser tests.
import { type Browser, chromium } from 'playwright'
import { FLAGS, presentBrowser } from '../../scripts/browser.mjs'

export const launch = async (): Promise<Browser> => {
  // `npm test` has looked already, and says in the environment what it found.
  const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH || (await presentBrowser())
  if (!executablePath) throw new Error('There is no Chromium here. "npm test" fetches one.')
  return chromium.launch({ executablePath, args: FLAGS })
}
