import { describe, expect, test } from 'vitest'
import type { Happening } from '@/lib/contract/message'
import { happened } from './happened'

const said = (locale: 'en' | 'es', what: object) =>
  happened(locale, what as Happening, id => (id === 'me' ? null : id))

describe('a system message is told in the reader’s words', () => {
  test.each<[object, string, string]>([
    [{ event: 'member-added', user_id: 'Bruno', by: 'Ana' }, 'Ana added Bruno', 'Ana ha añadido a Bruno'],
    [{ event: 'member-added', user_id: 'Bruno', by: 'me' }, 'You added Bruno', 'Has añadido a Bruno'],
    [{ event: 'member-added', user_id: 'me', by: 'Ana' }, 'Ana added you', 'Ana te ha añadido'],
    [{ event: 'member-removed', user_id: 'Bruno', by: 'me' }, 'You removed Bruno', 'Has quitado a Bruno'],
    [{ event: 'member-joined', user_id: 'Bruno' }, 'Bruno joined', 'Bruno se ha unido'],
    [{ event: 'member-joined', user_id: 'me' }, 'You joined', 'Te has unido'],
    [
      { event: 'member-joined', user_id: 'Bruno', invited_by: 'Ana' },
      'Bruno joined by an invitation of Ana',
      'Bruno se ha unido por invitación de Ana',
    ],
    [
      { event: 'member-joined', user_id: 'Bruno', invited_by: 'me' },
      'Bruno joined by your invitation',
      'Bruno se ha unido por tu invitación',
    ],
    [
      { event: 'member-joined', user_id: 'me', invited_by: 'Ana' },
      'You joined by an invitation of Ana',
      'Te has unido por invitación de Ana',
    ],
    [{ event: 'member-left', user_id: 'Bruno' }, 'Bruno left', 'Bruno ha salido'],
    [{ event: 'member-left', user_id: 'me' }, 'You left', 'Has salido'],
    [
      { event: 'role-changed', user_id: 'Bruno', role: 'admin', by: 'me' },
      'Bruno is now an admin',
      'Bruno ahora administra',
    ],
    [
      { event: 'role-changed', user_id: 'me', role: 'owner', by: 'Ana' },
      'You are now an owner',
      'Ahora eres responsable',
    ],
    [
      { event: 'role-changed', user_id: 'me', role: 'member', by: 'me' },
      'You are no longer an admin',
      'Ya no administras',
    ],
    [
      { event: 'name-changed', name: null, by: 'me' },
      'You removed the group’s name',
      'Has quitado el nombre del grupo',
    ],
    [
      { event: 'icon-changed', icon: '🏮', by: 'Ana' },
      'Ana changed the icon to 🏮',
      'Ana ha cambiado el icono a 🏮',
    ],
    [{ event: 'icon-changed', icon: null, by: 'Ana' }, 'Ana removed the icon', 'Ana ha quitado el icono'],
    [
      { event: 'visibility-changed', visibility: 'public', by: 'Ana' },
      'Ana opened the group to everyone',
      'Ana ha abierto el grupo a todo el mundo',
    ],
    [
      { event: 'visibility-changed', visibility: 'private', by: 'me' },
      'You made the group private',
      'Has hecho privado el grupo',
    ],
    [
      { event: 'history-changed', history: 'since-joining', by: 'Ana' },
      'Ana hid what was said before from new people',
      'Ana ha ocultado lo anterior a quien se una',
    ],
    [
      { event: 'history-changed', history: 'all', by: 'me' },
      'You let new people see what was said before',
      'Has dejado ver lo anterior a quien se una',
    ],
  ])('%o', (what, en, es) => {
    expect([said('en', what), said('es', what)]).toEqual([en, es])
  })

  test('a name that is written from right to left turns nothing around it', () => {
    const what = { event: 'name-changed', name: 'ساحة', by: 'me' }
    expect(said('en', what)).toBe('You named the group "\u2068ساحة\u2069"')
    expect(said('es', what)).toBe('Has llamado al grupo «\u2068ساحة\u2069»')
  })

  test('what a newer server tells of is told in general', () => {
    for (const what of [{}, { event: 'call-started', by: 'Ana' }, { event: 7, user_id: 'Bruno' }])
      expect([said('en', what), said('es', what)]).toEqual([
        'Something changed in this conversation',
        'Algo ha cambiado en esta conversación',
      ])
  })
})
