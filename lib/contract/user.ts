// A person, as the host application knows them.
import * as z from 'zod'
import { endpoint } from './endpoint'
import { change } from './event'
import { cursor, id, text, time } from './primitives'

export const user = z.object({
  id,
  external_id: z.string(),
  name: z.string(),
  avatar_url: z.string().nullable(),
  created_at: time,
})
export type User = z.infer<typeof user>

/** What a person shows of themself and, with that, sees of others: what was read, whether one is there, that one writes. */
export const settings = z.object({ receipts: z.boolean(), presence: z.boolean(), typing: z.boolean() })
export type Settings = z.infer<typeof settings>

/** The viewer; `is_moderator`: by the host's token. */
export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  answers: { 200: z.object({ user, is_moderator: z.boolean(), settings, cursor }) },
})

/** The viewer's own settings, all of them in the answer. */
export const patchMe = endpoint({
  method: 'PATCH',
  path: '/api/me',
  body: settings
    .partial()
    .refine(changes => Object.values(changes).some(value => value !== undefined), 'changes nothing'),
  answers: { 200: z.object({ settings }) },
})

/** Register: the viewer's own settings; own devices only. */
export const settingsUpdated = change('settings-updated', { partial: settings.partial() })

/** People by a part of their name (at most 20, never the viewer) or by id; exactly one of the two. */
export const getUsers = endpoint({
  method: 'GET',
  path: '/api/users',
  query: z
    .object({
      query: text(2, 100).optional(),
      ids: z
        .string()
        .transform(list => list.split(','))
        .pipe(z.array(id).min(1).max(100))
        .optional(),
    })
    .refine(asked => (asked.query === undefined) !== (asked.ids === undefined), 'needs either query or ids'),
  answers: { 200: z.object({ users: z.array(user), cursor }) },
})

/** Register: a changed name or picture. Reaches those who share a conversation with the person. */
export const userUpdated = change('user-updated', {
  partial: user.pick({ name: true, avatar_url: true }).partial(),
})
