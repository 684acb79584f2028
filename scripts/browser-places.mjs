// @ts-check
// Where an installed Chrome or Chromium usually is, on each system.
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The one that was asked for by name, if any. */
export const named = () => [process.env.PLAYWRIGHT_CHROMIUM_PATH?.trim() ?? ''].filter(path => path !== '')

/** @returns {string[]} those of the usual places where there is one */
export function places() {
  const home = process.env.HOME ?? ''
  const found = (usual[process.platform] ?? linux)(home).filter(path => existsSync(path))
  const real = found.map(path => realpathSync(path))
  return found.filter((_, n) => real.indexOf(real[n] ?? '') === n)
}

/**
 * Chromium without the window that nobody sees here, which Playwright too starts unless it is told otherwise: the same pages
 * for about two thirds of the processor's time.
 * @param {string} path
 */
export const isShell = path => /headless[-_]shell/.test(path)

const NAMES = [
  'chromium-headless-shell',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chromium',
  'chromium-browser',
]

const linux = () => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const onPath = NAMES.flatMap(name => folders.map(folder => join(folder, name)))
  return [
    ...onPath,
    '/opt/google/chrome/chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/lib/chromium/chromium',
    '/snap/bin/chromium',
  ]
}

/** @type {Partial<Record<NodeJS.Platform, (home: string) => string[]>>} */
const usual = {
  darwin: home =>
    ['Google Chrome', 'Chromium', 'Google Chrome for Testing'].flatMap(name =>
      ['', home].map(root => `${root}/Applications/${name}.app/Contents/MacOS/${name}`),
    ),
  win32: () =>
    ['Google\\Chrome', 'Chromium'].flatMap(product =>
      ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(variable => {
        const root = process.env[variable]
        return root ? [join(root, product, 'Application', 'chrome.exe')] : []
      }),
    ),
}
