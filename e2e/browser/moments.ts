// What comes and goes in those pages: menus, dialogs, who is there, what is reported. For pictures; the specs look at the same
// with axe. Later ones leave behind what earlier ones are not to show.

import { words as unread } from '../../app/_chat/own/words-unread'
import { words as joining } from '../../app/_chat/people/words-joining'
import { words as actions } from '../../app/_chat/words-actions'
import { words as conversation } from '../../app/_chat/words-conversation'
import { words as groups } from '../../app/_chat/words-group'
import { words as header } from '../../app/_chat/words-header'
import { words as inbox } from '../../app/_chat/words-inbox'
import { words as moderation } from '../../app/_chat/words-moderation'
import { words as own } from '../../app/_chat/words-own'
import { words as privacy } from '../../app/_chat/words-privacy'
import { words as reactions } from '../../app/_chat/words-reactions'
import { words as report } from '../../app/_chat/words-report'
import { words as row } from '../../app/_chat/words-row'
import { words as safety } from '../../app/_chat/words-safety'
import { words as invitation } from '../../app/join/words'
import { group, messagesOf, must, sending, tokenFor } from '../client'
import { painted } from './anchor'
import { eventually } from './eventually'
import { longPress } from './finger'
import type { Stage } from './stage'
import {
  at,
  castMember,
  choose,
  dmAbout,
  fieldOf,
  groupNamed,
  isNarrow,
  logOf,
  type PageState,
  press,
  ready,
  type Scene,
  saying,
} from './states'

const mayor = 'Vecinos de Mayor'
const listed = ({ page }: Scene) => page.getByRole('navigation').getByRole('link').first().waitFor()
const accountMenu = async (scene: Scene, entry: string) => {
  await press(scene, /^(Account|Cuenta)/)
  await choose(scene, entry)
  await scene.page.getByRole('dialog').waitFor()
}
const openDetails = async (scene: Scene) => {
  await ready(scene)
  if (scene.width < 1200) await press(scene, header[scene.locale].details)
}
const rowWith = ({ page }: Scene, text: string) =>
  logOf(page).locator('[data-index]').filter({ hasText: text }).first()

/** By a mouse that stands on it, or a finger that rests on it. */
const messageMenu = async (scene: Scene, text: string, entry?: string) => {
  const { page, locale, width } = scene
  await ready(scene)
  const row = rowWith(scene, text)
  await row.scrollIntoViewIfNeeded()
  if (width < 600) await longPress(page, row.locator('[data-message]'))
  else {
    await row.locator('[data-message]').hover()
    await row.getByRole('button', { name: actions[locale].moreActions }).click()
    await page.getByRole('menu').waitFor()
  }
  if (entry) await choose(scene, entry)
}

/** Somebody of the cast asks the server, from elsewhere. */
const asks = async (
  on: Stage,
  handle: Parameters<typeof castMember>[1],
  method: string,
  path: string,
  body?: object,
) => must(on.place, method, path, { token: (await castMember(on, handle)).token, body })

const says = async (on: Stage, handle: Parameters<typeof castMember>[1], id: string, text: string) =>
  must(
    on.place,
    'POST',
    messagesOf(id),
    sending(await castMember(on, handle), `m-${Math.random().toString(36).slice(2)}`, text),
  )

const members = (on: Stage, ...handles: Parameters<typeof castMember>[1][]) =>
  Promise.all(handles.map(handle => castMember(on, handle)))

const invite = async (on: Stage, hours = 168) => {
  const id = await groupNamed(on, 'Portal 14')
  const { token } = await asks(on, 'ana', 'POST', `/api/conversations/${id}/invitations`, {
    expires_in_hours: hours,
  })
  return `/join/${token}`
}

/** A flat of Elena's that the host offers, and Ana has asked about. */
const flat = async (on: Stage, name: string) => {
  const key = `${name}-${Math.random().toString(36).slice(2)}`
  const put = (amount: number, state: string) =>
    must(on.place, 'PUT', `/api/reports/${key}`, {
      token: tokenFor({ role: 'service' }),
      body: {
        kind: 'listing',
        title: 'Flat in Lavapiés',
        url: `/reports/${key}`,
        owner_external_id: 'elena',
        metadata: {
          state,
          price: { amount, currency: 'EUR', per: 'month' },
          place: 'Calle Argumosa 21, Madrid',
        },
      },
    })
  await put(875, 'available')
  const { conversation: talk } = await asks(on, 'ana', 'POST', `/api/reports/${key}/conversation`)
  await says(on, 'ana', talk.id, '¿Sigue libre?')
  await put(850, 'reserved')
  await says(on, 'elena', talk.id, 'Se la ha quedado otra pareja, pero aún no han firmado.')
  return { key, talk: talk.id as string }
}

const flagged = async (on: Stage) => {
  const id = await groupNamed(on, mayor)
  const [said] = await on.sql<{ id: string }[]>`
    select id from messages where conversation_id = ${id} and content like 'Two more flicker now%'`
  const bruno = await castMember(on, 'bruno')
  const note = 'Every evening the same, and in three groups.'
  await asks(on, 'ana', 'POST', '/api/flags', { message_id: said?.id, reason: 'spam', note })
  await asks(on, 'carla', 'POST', '/api/flags', { message_id: said?.id, reason: 'harassment' })
  await asks(on, 'ana', 'POST', '/api/flags', { user_id: bruno.id, conversation_id: id, reason: 'other' })
}

const firstConcern = async (scene: Scene) => {
  await flagged(scene.on)
  await scene.page.reload()
  await scene.page.getByRole('button', { name: moderation[scene.locale].deeds.bar }).first().waitFor()
}

export const moments: PageState[] = [
  { name: 'groups', who: 'ana', path: () => '/inbox?filter=groups', reach: listed },
  { name: 'about-reports', who: 'ana', path: () => '/inbox?filter=reports', reach: listed },
  {
    name: 'nothing-about-reports',
    who: 'newcomer',
    path: () => '/inbox?filter=reports',
    reach: ({ page, locale }) => page.getByText(inbox[locale].emptyOf.reports).waitFor(),
  },
  {
    name: 'privacy',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await accountMenu(scene, privacy[scene.locale].title)
      await scene.page.getByLabel(privacy[scene.locale].receipts).waitFor()
    },
  },
  {
    name: 'presence',
    who: 'ana',
    path: async on => {
      for (const handle of ['elena', 'bruno'] as const)
        await (await on.device(await castMember(on, handle))).tab('/inbox')
      return `/inbox/${await dmAbout(on, 'L-0387', 'ana')}`
    },
    async reach(scene) {
      await ready(scene)
      await scene.page
        .locator('header:has(h1) p')
        .filter({ hasText: /Online|En línea/ })
        .waitFor()
    },
  },
  {
    name: 'presence-group',
    who: 'ana',
    path: async on => {
      for (const handle of ['elena', 'bruno'] as const)
        await (await on.device(await castMember(on, handle))).tab('/inbox')
      return at(mayor)(on)
    },
    async reach(scene) {
      await openDetails(scene)
      await scene.page
        .locator('header:has(h1) p')
        .filter({ hasText: /\d (online|en línea)/ })
        .waitFor()
    },
  },
  {
    name: 'typing',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await ready(scene)
      const id = await groupNamed(scene.on, mayor)
      await eventually(async () => {
        for (const handle of ['bruno', 'carla'] as const)
          await asks(scene.on, handle, 'POST', `/api/conversations/${id}/typing`, { is_typing: true })
        await scene.page.waitForTimeout(1100)
        return scene.page
          .locator('form')
          .getByText(/Carla.*(are typing|están escribiendo)/)
          .count()
      }, 1)
    },
  },
  {
    name: 'drafts',
    who: 'ana',
    path: async on => {
      const id = await dmAbout(on, 'L-0387', 'ana')
      const content = 'El jueves perfecto. ¿Puede venir también mi hermana, que sale del hospital a las seis?'
      await asks(on, 'ana', 'PUT', `/api/conversations/${id}/draft`, { content })
      return '/inbox'
    },
    reach: ({ page, locale }) => page.getByText(row[locale].draft).first().waitFor(),
  },
  {
    name: 'archived',
    who: 'bruno',
    path: async on => {
      const [bruno, carla] = await members(on, 'bruno', 'carla')
      const id = await group(on.place, [bruno!, carla!], 'Mudanza de Carla')
      await says(on, 'carla', id, 'Ya está todo en el piso nuevo. ¡Gracias por la furgoneta!')
      await asks(on, 'bruno', 'PATCH', `/api/conversations/${id}/membership`, { archived: true })
      return '/inbox?filter=archived'
    },
    reach: listed,
  },
  {
    name: 'muted-menu',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      const row = scene.page
        .getByRole('navigation')
        .getByRole('link', { name: /^Support desk/ })
        .first()
      await row.focus()
      await row.press('Shift+F10')
      await scene.page.getByRole('menuitem', { name: own[scene.locale].unmute }).waitFor()
    },
  },
  {
    name: 'remove-member',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await openDetails(scene)
      await press(scene, groups[scene.locale].options('Bruno Díaz'))
      await choose(scene, groups[scene.locale].remove)
      await scene.page.getByRole('dialog').last().waitFor()
    },
  },
  {
    name: 'no-longer-in-it',
    who: 'carla',
    path: async on => {
      const [ana, carla] = await members(on, 'ana', 'carla')
      const id = await group(on.place, [ana!, carla!], 'Regalo de fin de curso')
      await says(on, 'ana', id, '¿Quién lo recoge?')
      return `/inbox/${id}`
    },
    async reach(scene) {
      await ready(scene)
      const carla = await castMember(scene.on, 'carla')
      const id = new URL(scene.page.url()).pathname.split('/').pop()
      await asks(scene.on, 'ana', 'DELETE', `/api/conversations/${id}/members/${carla.id}`)
      await scene.page.getByRole('heading', { name: header[scene.locale].leftTitle }).waitFor()
    },
    tolerates: /status of 404/,
  },
  {
    name: 'link-to-nothing',
    who: 'ana',
    path: async on => `${await at(mayor)(on)}?message=${await groupNamed(on, mayor)}`,
    reach: ({ page, locale }) => page.getByText(conversation[locale].notThere).waitFor(),
    tolerates: /status of 404/,
  },
  {
    name: 'typing-row',
    who: 'ana',
    path: () => '/inbox',
    async reach(scene) {
      await listed(scene)
      const id = await groupNamed(scene.on, mayor)
      await eventually(async () => {
        await asks(scene.on, 'carla', 'POST', `/api/conversations/${id}/typing`, { is_typing: true })
        await scene.page.waitForTimeout(1100)
        return scene.page
          .getByRole('navigation')
          .getByText(/Carla.*(is typing|está escribiendo)/)
          .count()
      }, 1)
    },
  },
  {
    name: 'what-is-unread',
    who: 'ana',
    path: async on => {
      const [ana, bruno, carla] = await members(on, 'ana', 'bruno', 'carla')
      const id = await group(on.place, [ana!, bruno!, carla!], 'La fuga del sótano')
      await says(on, 'bruno', id, '¿Alguien más nota olor a humedad al bajar?')
      await says(on, 'ana', id, 'Sí, desde el lunes.')
      await says(
        on,
        'carla',
        id,
        'He bajado con la linterna. Sale del contador del 2.º B, y debajo hay un charco que ayer no estaba: ya llega hasta los trasteros, así que sacad lo que tengáis en el suelo.',
      )
      await says(on, 'bruno', id, 'Llamo al seguro.')
      return '/inbox'
    },
    async reach(scene) {
      await listed(scene)
      const row = scene.page
        .getByRole('navigation')
        .getByRole('link', { name: /^La fuga del sótano/ })
        .first()
      await row.click({ button: 'right' })
      await choose(scene, unread[scene.locale].ask)
      await scene.page.getByText('Llamo al seguro.').last().waitFor()
    },
  },
  {
    name: 'directory',
    who: 'carla',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, inbox[scene.locale].newConversation)
      await press(scene, joining[scene.locale].browse)
      await scene.page
        .getByRole('button', { name: joining[scene.locale].joinNamed('Barrio Centro') })
        .waitFor()
    },
  },
  {
    name: 'directory-none',
    who: 'carla',
    path: () => '/inbox',
    async reach(scene) {
      await press(scene, inbox[scene.locale].newConversation)
      await press(scene, joining[scene.locale].browse)
      await scene.page.getByRole('searchbox').fill('xyzzy')
      await scene.page.getByText(joining[scene.locale].noneFound('xyzzy')).first().waitFor()
    },
  },
  {
    name: 'invite',
    who: 'ana',
    path: at('Portal 14'),
    async reach(scene) {
      await invite(scene.on, 720)
      await openDetails(scene)
      await press(scene, groups[scene.locale].invite)
      await press(scene, joining[scene.locale].create)
      await scene.page.getByRole('button', { name: joining[scene.locale].copy }).waitFor()
    },
  },
  {
    name: 'invitation',
    who: 'carla',
    path: on => invite(on),
    reach: ({ page, locale }) => page.getByRole('button', { name: invitation[locale].join }).waitFor(),
  },
  {
    name: 'invitation-void',
    who: 'elena',
    path: () => `/join/${'x'.repeat(43)}`,
    reach: ({ page, locale }) => page.getByText(invitation[locale].voidTitle).waitFor(),
    tolerates: /status of 404/,
  },
  {
    name: 'hidden-history',
    who: 'carla',
    path: async on => {
      const [ana, bruno, carla] = await members(on, 'ana', 'bruno', 'carla')
      const id = await group(on.place, [ana!, bruno!], 'Sorpresa para Lucía')
      await says(on, 'bruno', id, 'Carla does not know yet.')
      await asks(on, 'ana', 'PATCH', `/api/conversations/${id}`, { history: 'since-joining' })
      await asks(on, 'ana', 'POST', `/api/conversations/${id}/members`, { user_ids: [carla!.id] })
      await says(on, 'ana', id, 'Hola, Carla. Es para el sábado a las siete.')
      return `/inbox/${id}`
    },
    reach: ready,
  },
  {
    name: 'system-messages',
    who: 'bruno',
    path: async on => {
      const [ana, bruno, carla, diego] = await members(on, 'ana', 'bruno', 'carla', 'diego')
      const id = await group(on.place, [ana!, bruno!], 'La farola')
      const path = `/api/conversations/${id}`
      await says(on, 'bruno', id, 'Ya estamos.')
      await asks(on, 'ana', 'PATCH', path, { name: 'La farola de la calle Mayor, número 14' })
      await asks(on, 'ana', 'PATCH', path, { icon: '💡' })
      await asks(on, 'ana', 'POST', `${path}/members`, { user_ids: [carla!.id, diego!.id] })
      await asks(on, 'ana', 'PATCH', `${path}/members/${bruno!.id}`, { role: 'admin' })
      await asks(on, 'ana', 'PATCH', path, { visibility: 'public' })
      await asks(on, 'ana', 'PATCH', path, { history: 'since-joining' })
      await asks(on, 'ana', 'DELETE', `${path}/members/${diego!.id}`)
      await says(on, 'carla', id, '¡Hola!')
      return `/inbox/${id}`
    },
    reach: ready,
  },
  {
    name: 'hover',
    who: 'ana',
    path: at(mayor),
    fits: width => width >= 600,
    async reach(scene) {
      await ready(scene)
      await rowWith(scene, 'Yes, tomorrow at 9.').locator('[data-message]').hover()
      await scene.page.getByRole('toolbar').waitFor()
    },
  },
  {
    name: 'message-menu',
    who: 'ana',
    path: at(mayor),
    reach: scene => messageMenu(scene, 'Yes, tomorrow at 9.'),
  },
  {
    name: 'message-menu-own',
    who: 'ana',
    path: at(mayor),
    reach: scene => messageMenu(scene, 'Will it be fixed before the weekend?'),
  },
  {
    name: 'receipts',
    who: 'ana',
    path: at(mayor),
    reach: scene =>
      messageMenu(scene, 'Will it be fixed before the weekend?', actions[scene.locale].receipts),
  },
  {
    name: 'reactors',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await messageMenu(scene, 'It is the ballast', actions[scene.locale].reactors)
      await scene.page.getByRole('dialog').getByRole('listitem').first().waitFor()
    },
  },
  {
    name: 'edit',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await messageMenu(scene, 'Will it be fixed before the weekend?', actions[scene.locale].edit)
      await scene.page.getByRole('textbox', { name: conversation[scene.locale].editMessage }).waitFor()
    },
  },
  {
    name: 'reaction-picker',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await ready(scene)
      const row = rowWith(scene, 'It is the ballast, not the cable.')
      await row.scrollIntoViewIfNeeded()
      await row.getByRole('button', { name: conversation[scene.locale].addReaction }).click()
      await scene.page.getByRole('dialog', { name: reactions[scene.locale].react }).waitFor()
    },
  },
  {
    name: 'emojis',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      const { locale, width } = scene
      const text = 'It is the ballast, not the cable.'
      if (width < 600) await messageMenu(scene, text, reactions[locale].more)
      else {
        await ready(scene)
        const row = rowWith(scene, text)
        await row.scrollIntoViewIfNeeded()
        await row.getByRole('button', { name: conversation[locale].addReaction }).click()
        await press(scene, reactions[locale].more)
      }
      await scene.page.getByRole('gridcell').first().waitFor()
    },
  },
  {
    name: 'flag',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await messageMenu(scene, 'Yes, tomorrow at 9.', safety[scene.locale].report)
      await scene.page.getByRole('radio', { name: safety[scene.locale].reasons.spam }).check()
    },
  },
  {
    name: 'moderation-empty',
    who: 'elena',
    path: () => '/moderation',
    reach: ({ page, locale }) => page.getByText(moderation[locale].nothing.open).waitFor(),
  },
  {
    name: 'flag-sent',
    who: 'ana',
    path: at('Portal 14'),
    async reach(scene) {
      const { page, locale } = scene
      await openDetails(scene)
      await press(scene, groups[locale].options('Bruno Díaz'))
      await choose(scene, safety[locale].report)
      await page.getByRole('radio', { name: safety[locale].reasons.spam }).check()
      await page.getByRole('dialog').getByRole('button', { name: safety[locale].report }).click()
      await page.getByText(safety[locale].flaggedText).waitFor()
    },
  },
  {
    name: 'block',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await openDetails(scene)
      await press(scene, groups[scene.locale].options('Bruno Díaz'))
      await choose(scene, safety[scene.locale].block)
      await scene.page.getByRole('dialog').last().waitFor()
    },
  },
  {
    name: 'versions',
    who: 'ana',
    path: async on => `/inbox/${(await flat(on, 'versions')).talk}`,
    reach: ({ page }) => logOf(page).locator('[data-report-change]').first().waitFor(),
  },
  {
    name: 'report-versions',
    who: 'ana',
    path: async on => `/reports/${(await flat(on, 'seen')).key}`,
    async reach(scene) {
      if (isNarrow(scene.width)) await press(scene, /chat/i)
      await logOf(scene.page).locator('[data-report-change]').first().waitFor()
    },
  },
  {
    name: 'report-taken-down',
    who: 'ana',
    path: async on => {
      const { key, talk } = await flat(on, 'gone')
      await must(on.place, 'DELETE', `/api/reports/${key}`, { token: tokenFor({ role: 'service' }) })
      return `/inbox/${talk}`
    },
    reach: ({ page, locale }) => logOf(page).getByText(report[locale].wentAway).waitFor(),
  },
  {
    name: 'report-list',
    who: 'elena',
    path: () => '/reports/L-0387',
    async reach(scene) {
      if (isNarrow(scene.width)) await press(scene, /chat/i)
      await scene.page.getByRole('list', { name: report[scene.locale].all }).waitFor()
    },
  },
  { name: 'moderation', who: 'elena', path: () => '/moderation', reach: firstConcern },
  {
    name: 'moderation-deed',
    who: 'elena',
    path: () => '/moderation',
    async reach(scene) {
      await firstConcern(scene)
      await press(scene, moderation[scene.locale].deeds.bar)
      await scene.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'moderation-log',
    who: 'elena',
    path: () => '/moderation',
    async reach(scene) {
      const { page, locale } = scene
      await firstConcern(scene)
      await press(scene, moderation[locale].deeds.dismiss)
      await page
        .getByRole('dialog')
        .getByLabel(moderation[locale].why)
        .fill('He only told where it flickers.')
      await page.getByRole('dialog').getByRole('button', { name: moderation[locale].deeds.dismiss }).click()
      await eventually(() => page.getByRole('dialog').count(), 0)
      await press(scene, moderation[locale].tabs.log)
      await page.getByText('He only told where it flickers.').waitFor()
    },
  },
  {
    name: 'reply',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await messageMenu(scene, 'We need half an hour', actions[scene.locale].reply)
      await fieldOf(scene).fill(saying.second[scene.locale])
    },
  },
  {
    name: 'deleted',
    who: 'ana',
    path: at(mayor),
    async reach(scene) {
      await messageMenu(scene, 'Will it be fixed before the weekend?', actions[scene.locale].delete)
      await scene.page.getByRole('button', { name: conversation[scene.locale].undo }).waitFor()
    },
  },
  {
    name: 'folded',
    who: 'diego',
    path: async on => {
      await asks(on, 'diego', 'PUT', `/api/blocks/${(await castMember(on, 'bruno')).id}`)
      return at(mayor)(on)
    },
    async reach(scene) {
      await ready(scene)
      await logOf(scene.page).getByText(conversation[scene.locale].blockedSaid).first().waitFor()
      await logOf(scene.page).getByRole('button', { name: safety[scene.locale].show }).last().click()
      await painted(scene.page)
    },
  },
  {
    name: 'blocked-people',
    who: 'diego',
    path: () => '/inbox',
    reach: scene => accountMenu(scene, safety[scene.locale].blockedPeople),
  },
  {
    name: 'blocked-dm',
    who: 'ana',
    path: async on => {
      const elena = await castMember(on, 'elena')
      await asks(on, 'ana', 'PUT', `/api/blocks/${elena.id}`)
      return `/inbox/${await dmAbout(on, 'L-0387', 'ana')}`
    },
    reach: ({ page, locale }) => page.getByText(safety[locale].barred('Elena Vidal')).waitFor(),
  },
]
