// Every page of the demo in the states that it stands in: for pictures, and for whoever checks all of them. What comes and goes in
// them is in moments.ts.
import type { Page } from 'playwright'
import { words as account } from '../../app/_chat/words-account'
import { words as actions } from '../../app/_chat/words-actions'
import { words as conversation } from '../../app/_chat/words-conversation'
import { words as details } from '../../app/_chat/words-details'
import { words as groups } from '../../app/_chat/words-group'
import { words as header } from '../../app/_chat/words-header'
import { words as inbox } from '../../app/_chat/words-inbox'
import { words as panel } from '../../app/_chat/words-panel'
import { words as small } from '../../app/_ui/words'
import type { Handle } from '../../db/seed/people'
import { group, person as meet, messagesOf, must, type Person, sending, tokenFor } from '../client'
import { painted, scrollOf } from './anchor'
import type { Device } from './device'
import { eventually } from './eventually'
import type { Stage } from './stage'

export type Locale = 'en' | 'es'
export type Scene = { on: Stage; device: Device; page: Page; locale: Locale; width: number }

export type PageState = {
  name: string
  /** Who looks: one of the cast, somebody who has nothing yet, or nobody. */
  who: Handle | 'newcomer' | 'nobody'
  path(on: Stage): string | Promise<string>
  /** What is done on that page to get there. */
  reach?(scene: Scene): Promise<unknown>
  /** At which widths there is such a state. */
  fits?(width: number): boolean
  /** The page's own trouble is what it shows. */
  tolerates?: RegExp
}

/** The cast as the API knows them. */
export const castMember = (on: Stage, handle: Handle): Promise<Person> => {
  const names: Partial<Record<Handle, string>> = {
    ana: 'Ana Ruiz',
    bruno: 'Bruno Díaz',
    carla: 'Carla Méndez',
  }
  return meet(on.place, names[handle] ?? handle, { sub: handle, name: names[handle] })
}

export const groupNamed = async (on: Stage, name: string) => {
  const [found] = await on.sql<{ id: string }[]>`select id from conversations where name = ${name}`
  if (!found) throw new Error(`The demo has no ${name}`)
  return found.id
}

export const dmAbout = async (on: Stage, report: string, handle: Handle) => {
  const [found] = await on.sql<{ id: string }[]>`
    select c.id from conversations c join reports r on r.id = c.report_id
      join members m on m.conversation_id = c.id join users u on u.id = m.user_id
    where c.type = 'dm' and r.external_id = ${report} and u.external_id = ${handle}`
  if (!found) throw new Error(`The demo has no conversation of ${handle}'s about ${report}`)
  return found.id
}

export const at = (name: string) => async (on: Stage) => `/inbox/${await groupNamed(on, name)}`
export const logOf = (page: Page) => page.getByRole('log')
export const fieldOf = ({ page, locale }: Scene) =>
  page.getByRole('textbox', { name: conversation[locale].message, exact: true })
export const ready = async (scene: Scene) => {
  await logOf(scene.page).waitFor()
  await fieldOf(scene).waitFor()
}
export const say = async (scene: Scene, text: string) => {
  await fieldOf(scene).fill(text)
  await scene.page.getByRole('button', { name: conversation[scene.locale].send }).click()
}
export const press = ({ page }: Scene, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click()
export const choose = ({ page }: Scene, name: string) => page.getByRole('menuitem', { name }).click()

export const isNarrow = (width: number) => width < 1024

export const saying = {
  first: { en: 'The lamp is on again since last night.', es: 'La farola vuelve a funcionar desde anoche.' },
  second: { en: 'I will thank the crew.', es: 'Daré las gracias al equipo.' },
}

export const pageStates: PageState[] = [
  { name: 'login', who: 'nobody', path: () => '/login' },
  {
    name: 'inbox',
    who: 'ana',
    path: () => '/inbox',
    reach: ({ page }) => page.getByRole('navigation').getByRole('listitem').first().waitFor(),
  },
  { name: 'inbox-empty', who: 'newcomer', path: () => '/inbox' },
  { name: 'group', who: 'ana', path: at('Vecinos de Mayor'), reach: ready },
  { name: 'dm', who: 'ana', path: async on => `/inbox/${await dmAbout(on, 'L-0387', 'ana')}`, reach: ready },
  {
    name: 'details',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      if (scene.width < 1200) await press(scene, header[scene.locale].details)
      await scene.page.getByRole('heading', { name: details[scene.locale].details }).waitFor()
    },
  },
  {
    name: 'account-menu',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, /^(Account|Cuenta)/)
      await scene.page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'row-menu',
    who: 'ana',
    path: () => '/inbox',
    async reach({ page }) {
      const row = page.getByRole('navigation').getByRole('link').first()
      await row.focus()
      await row.press('Shift+F10')
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'unread',
    who: 'elena',
    path: () => '/inbox?filter=unread',
    async reach({ page, locale }) {
      await page.getByRole('navigation').getByRole('link').first().waitFor()
      await page.getByRole('button', { name: inbox[locale].readAll }).waitFor()
    },
  },
  {
    name: 'nothing-archived',
    who: 'newcomer',
    path: () => '/inbox?filter=archived',
    reach: ({ page, locale }) => page.getByText(inbox[locale].emptyOf.archived).waitFor(),
  },
  {
    name: 'more-menu',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      await press(scene, header[scene.locale].more)
      await scene.page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'member-menu',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      if (scene.width < 1200) await press(scene, header[scene.locale].details)
      await press(scene, groups[scene.locale].options('Bruno Díaz'))
      await scene.page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'make-owner',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      if (scene.width < 1200) await press(scene, header[scene.locale].details)
      await press(scene, groups[scene.locale].options('Bruno Díaz'))
      await choose(scene, groups[scene.locale].make.owner)
      await scene.page
        .getByRole('dialog', { name: groups[scene.locale].makeTitle.owner('Bruno Díaz') })
        .waitFor()
    },
  },
  {
    name: 'group-settings',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      await press(scene, header[scene.locale].more)
      await choose(scene, groups[scene.locale].settings)
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'hand-over',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      await press(scene, header[scene.locale].more)
      await choose(scene, header[scene.locale].leave)
      await scene.page.getByRole('radio').first().check()
    },
  },
  {
    name: 'leave',
    who: 'bruno',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      await press(scene, header[scene.locale].more)
      await choose(scene, header[scene.locale].leave)
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'add-people',
    who: 'ana',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      await ready(scene)
      await press(scene, header[scene.locale].more)
      await choose(scene, header[scene.locale].addPeople)
      await scene.page.getByRole('combobox').fill('ca')
      await scene.page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'new-conversation',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, inbox[scene.locale].newConversation)
      await scene.page.getByRole('combobox').fill('di')
      await scene.page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'new-group',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      const { page, locale } = scene
      await press(scene, inbox[locale].newConversation)
      for (const name of ['Bruno', 'Carla']) {
        await page.getByRole('combobox').fill(name)
        await page.getByRole('option', { name }).first().click()
      }
      await page.getByLabel(details[locale].groupName).fill('La farola')
      await page.getByRole('combobox').fill('xyzzy')
      await page.getByText(details[locale].noneFound('xyzzy')).first().waitFor()
    },
  },
  {
    name: 'join',
    who: 'carla',
    path: at('Barrio Centro'),
    reach: ({ page, locale }) => page.getByRole('button', { name: conversation[locale].joinNow }).waitFor(),
  },
  {
    name: 'gone',
    who: 'ana',
    path: () => '/inbox/01920000-0000-7000-8000-000000000000',
    reach: ({ page, locale }) => page.getByText(header[locale].goneTitle).waitFor(),
    tolerates: /status of 404/,
  },
  { name: 'nothing-here', who: 'ana', path: () => '/no/such/page', tolerates: /status of 404/ },
  {
    name: 'loading',
    who: 'ana',
    path: () => '/inbox',
    async reach({ device, page, locale }) {
      const item = page.getByRole('navigation').getByRole('link').first()
      await item.waitFor()
      device.line.meet(/^GET \S+\/messages/, 'hold-answer')
      await item.click()
      await page.getByText(conversation[locale].loading).first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'load-failed',
    who: 'ana',
    path: () => '/inbox',
    async reach({ page, locale }) {
      await page.route('**/api/conversations/*/messages*', route =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
      )
      await page.getByRole('navigation').getByRole('link').first().click()
      await page.getByText(conversation[locale].loadFailed).first().waitFor()
    },
    tolerates: /status of 500/,
  },
  {
    name: 'offline',
    who: 'bruno',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      const { device, page, locale } = scene
      await ready(scene)
      await device.context.setOffline(true)
      for (const text of [saying.first[locale], saying.second[locale]]) await say(scene, text)
      await page.getByText(small[locale].offline).first().waitFor()
      await page.getByText(conversation[locale].waiting).waitFor()
    },
    tolerates: /net::ERR/,
  },
  {
    name: 'catching-up',
    who: 'bruno',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      const { device, page, locale } = scene
      await ready(scene)
      await eventually(() => device.line.streams(), 1)
      // Gone for long enough to be told, so that it is told at once how it comes back.
      device.line.down()
      await page.getByText(small[locale].offline).first().waitFor()
      device.line.meet(/^GET \/api\/stream/, 'hold-after-ready')
      device.line.up()
      await page.getByText(small[locale].catchingUp).first().waitFor()
    },
    tolerates: /net::ERR/,
  },
  {
    name: 'failed',
    who: 'bruno',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      const { page, locale } = scene
      await ready(scene)
      await page.route('**/api/conversations/*/messages', route =>
        route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{}' }),
      )
      await say(scene, saying.first[locale])
      await page.getByRole('button', { name: actions[locale].retry }).waitFor()
    },
    tolerates: /status of 409/,
  },
  {
    name: 'new-messages',
    who: 'elena',
    path: at('Vecinos de Mayor'),
    async reach(scene) {
      const { on, page, locale } = scene
      await ready(scene)
      await page.getByRole('separator').first().waitFor()
      await eventually(async () => {
        await logOf(page).press('PageUp')
        await painted(page)
        return (await scrollOf(page)).left > 100
      }, true)
      const id = await groupNamed(on, 'Vecinos de Mayor')
      const ana = await castMember(on, 'ana')
      await must(on.place, 'POST', messagesOf(id), sending(ana, `shot-${Date.now()}`, saying.first[locale]))
      // However many of those before she has read elsewhere, and whichever of the two wordings there is room for.
      await page
        .getByText(/^\d+ (new|nuevo)/)
        .filter({ visible: true })
        .waitFor()
    },
  },
  {
    name: 'palette',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, inbox[scene.locale].jump)
      await scene.page.getByRole('combobox').fill('di')
      await scene.page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'shortcuts',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, /^(Account|Cuenta)/)
      await choose(scene, account[scene.locale].shortcuts)
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'code-and-emoji',
    who: 'ana',
    async path(on) {
      const [ana, bruno] = await Promise.all([castMember(on, 'ana'), castMember(on, 'bruno')])
      const id = await group(on.place, [ana, bruno], 'Web de la comunidad')
      for (const [n, [who, text]] of [
        [bruno, 'The form breaks with `postal_code = "28013"`, see https://example.org/forms'],
        [
          bruno,
          'This is what it says:\n```\nTypeError: cannot read "street" of undefined\n    at render (form.tsx:41)\n```\nOnly in Firefox.',
        ],
        [ana, 'Try `npm run check` first'],
        [bruno, '👍🏽'],
        [ana, '🎉🇪🇸❤️'],
      ].entries() as IterableIterator<[number, [Person, string]]>)
        await must(on.place, 'POST', messagesOf(id), sending(who, `code-${id}-${n}`, text))
      return `/inbox/${id}`
    },
    reach: ready,
  },
  { name: 'reports', who: 'ana', path: () => '/reports' },
  { name: 'report', who: 'bruno', path: () => '/reports/R-2041' },
  {
    name: 'report-sheet',
    who: 'bruno',
    path: () => '/reports/R-2041',
    fits: isNarrow,
    async reach(scene) {
      await press(scene, panel[scene.locale].openChat)
      await ready(scene)
    },
  },
  { name: 'report-owner', who: 'elena', path: () => '/reports/L-0387' },
  { name: 'report-first-word', who: 'diego', path: () => '/reports/L-0402' },
  { name: 'report-gone', who: 'ana', path: () => '/reports/none', tolerates: /status of 404/ },
]

/** Somebody as the state wants them, on a device of their own, and the page in that state. */
export const reach = async (
  on: Stage,
  state: PageState,
  look: { locale: Locale; width: number; height: number; scheme: 'light' | 'dark' },
) => {
  const { locale, width, height, scheme } = look
  const isPhone = width < 600
  const device = await on.device(
    state.who === 'newcomer'
      ? { token: tokenFor({ sub: `newcomer-${Math.random()}`, name: 'Vera Sanz' }) }
      : {},
    {
      viewport: { width, height },
      colorScheme: scheme,
      locale: locale === 'en' ? 'en-GB' : 'es-ES',
      hasTouch: isPhone,
      isMobile: isPhone,
      reducedMotion: 'reduce',
    },
  )
  if (state.who !== 'newcomer' && state.who !== 'nobody') await device.signIn({ demo_user: state.who })
  if (state.tolerates) device.tolerate(state.tolerates)
  const { page } = await device.tab(await state.path(on))
  const scene = { on, device, page, locale, width }
  await state.reach?.(scene)
  await painted(page)
  return scene
}
