// People: made known by the host's tokens, found by name.
import { v7 as uuidv7 } from 'uuid'
import { likeLiteral, searchable } from '../../db/derived'
import type { getMe, getUsers, patchMe, User } from '../contract/user'
import type { Context, Reply } from './http/context'
import { db, nudge } from './instance'
import type { Claims } from './tokens'

/** GET /api/me */
export const me = async ({ viewer }: Context<typeof getMe>): Promise<Reply<typeof getMe>> => {
  const [row] =
    await db()`select user_json(u) as user, own_settings_json(u) as settings, log_cursor() as cursor from users u where id = ${viewer.id}`
  const { user, settings, cursor } = row!
  return { status: 200, body: { user, is_moderator: viewer.isModerator ?? false, settings, cursor } }
}

/** PATCH /api/me: only what differs is written and told, to the viewer's own devices. */
export const patch = async ({
  viewer,
  body,
  origin,
}: Context<typeof patchMe>): Promise<Reply<typeof patchMe>> => {
  const [row] = await db()`select patch_settings(${viewer.id}, ${db().json(body)}, ${origin}) as settings`
  nudge()
  return { status: 200, body: { settings: row!.settings } }
}

/** GET /api/users: by ids, or by a part of the name without regard to accents and capitals. */
export const find = async ({ viewer, query }: Context<typeof getUsers>): Promise<Reply<typeof getUsers>> => {
  const sought = likeLiteral(searchable(query.query ?? ''))
  const [row] = query.ids
    ? await db()`select users_json(${query.ids}) as users, log_cursor() as cursor`
    : await db()`
        with found as (
          select u from users u
          where ${sought} <> '' and search_name like ${`%${sought}%`} and id <> ${viewer.id}
          order by search_name not like ${`${sought}%`}, search_name, id limit 20
        )
        select coalesce((select jsonb_agg(user_json(u)) from found), '[]') as users, log_cursor() as cursor`
  return { status: 200, body: { users: row!.users, cursor: row!.cursor } }
}

// Which person each known token is, so that a request with one costs no query.
const provisioned = new WeakMap<Claims, string>()

/** The person a token names: made on first use; a changed name or picture is taken over and told to their contacts. */
export const provision = async (claims: Claims, origin: string | null): Promise<string> => {
  const id = provisioned.get(claims) ?? (await upsert(claims, origin))
  provisioned.set(claims, id)
  return id
}

/** The person with this external id, made known by the id alone if nobody has heard of them. */
export const introduce = async (externalId: string): Promise<string> => {
  await insert({ sub: externalId, iat: 0 })
  return (await userByExternalId(externalId))!.id
}

const insert = ({
  sub,
  iat,
  name = sub,
  picture = null,
}: {
  sub: string
  iat: number
  name?: string
  picture?: string | null
}) =>
  db()`insert into users (id, external_id, name, avatar_url, search_name, profile_at)
    values (${uuidv7()}, ${sub}, ${name}, ${picture}, ${searchable(name)}, to_timestamp(${iat})) on conflict do nothing`

const upsert = async (claims: Claims, origin: string | null): Promise<string> => {
  const known = await userByExternalId(claims.sub)
  if (!known) await insert(claims)
  const { id, name, avatar_url } = known ?? (await userByExternalId(claims.sub))!
  const changed = (claims.name ?? name) !== name || (claims.picture ?? avatar_url) !== avatar_url
  if (changed) await rename(id, claims, origin)
  return id
}

/** The newest token's word counts: two tabs with tokens of different age must not rename a person to and fro. */
const rename = async (id: string, { name, picture, iat }: Claims, origin: string | null) => {
  await db()`select rename_user(${id}, ${name ?? null}, ${picture ?? null}, ${name ? searchable(name) : null},
    to_timestamp(${iat}), ${origin})`
  nudge()
}

export const userByExternalId = async (externalId: string): Promise<User | null> => {
  const [row] = await db()`select user_json(u) as user from users u where external_id = ${externalId}`
  return row?.user ?? null
}

export const userById = async (id: string): Promise<User> => {
  const [row] = await db()`select user_json(u) as user from users u where id = ${id}`
  return row!.user
}
