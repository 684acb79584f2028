// `npm run shots`: pictures of every page in every state, at four widths, light and dark, in both languages, into shots/.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { moments } from './browser/moments'
import { stage } from './browser/stage'
import { type Locale, pageStates, reach } from './browser/states'

const folder = join(process.cwd(), 'shots')
const sizes = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
]
const schemes: ('light' | 'dark')[] = ['light', 'dark']
const locales: Locale[] = ['en', 'es']

/** `npm run shots -- offline failed` makes only these; `npm run shots -- 390 dark es` all of them, in this look alone. */
const asked = process.argv.slice(2)
const known = [...pageStates, ...moments]
/** Those that were asked for, or all of them where none was. */
const wanted = <T>(all: T[], name: (one: T) => string) => {
  const some = all.filter(one => asked.includes(name(one)))
  return some.length > 0 ? some : all
}
const states = wanted(known, ({ name }) => name)

if (asked.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
let failed = 0
for (const locale of wanted(locales, String)) {
  for (const scheme of wanted(schemes, String)) {
    for (const size of wanted(sizes, ({ width }) => `${width}`)) {
      // What is said in one picture is not to be read in the next: each look has a demo of its own.
      const on = await stage({ SEED_DEMO: '1' })
      for (const state of states.filter(({ fits }) => fits?.(size.width) ?? true)) {
        const file = `${state.name}-${size.width}-${scheme}-${locale}.png`
        try {
          const { page } = await reach(on, state, { locale, scheme, ...size })
          await page.screenshot({ path: join(folder, file), animations: 'disabled' })
          console.log(file)
        } catch (error) {
          failed += 1
          console.error(`${file}: ${(error as Error).message.split('\n')[0]}`)
        }
        for (const fault of await on.clear()) console.error(`${file}: ${fault}`)
      }
      await on.close()
    }
  }
}
console.log(`The pictures are in ${folder}${failed ? `, but for ${failed} that could not be made` : ''}.`)
process.exit(failed ? 1 : 0)
