// People: made known by the host's tokens, found by name.
import { LRUCache } from 'lru-cache'
import { v7 as uuidv7 } from 'uuid'
import type { getMe, getUsers, User } from '../contract/user'
import type { Context, Reply } from './http/handle'
import { db, nudge } from './instance'
import type { Claims } from './tokens'

/** GET /api/me */
export const me = async ({ viewer }: Context<typeof getMe>): Promise<Reply<typeof getMe>> => {
  const [row] =
    await db()`select user_json(u) as user, log_cursor() as cursor from users u where id = ${viewer.id}`
  return { status: 200, body: { user: row!.user, cursor: row!.cursor } }
}

/** GET /api/users: by ids, or by a part of the name without regard to accents and capitals. */
export const find = async ({ viewer, query }: Context<typeof getUsers>): Promise<Reply<typeof getUsers>> => {
  const [row] = query.ids
    ? await db()`select users_json(${query.ids}) as users, log_cursor() as cursor`
    : await db()`
        with found as (
          select u from users u
          where search_name like ${`%${likeLiteral(searchable(query.query!))}%`} and id <> ${viewer.id}
          order by search_name not like ${`${likeLiteral(searchable(query.query!))}%`}, search_name, id limit 20
        )
        select coalesce((select jsonb_agg(user_json(u)) from found), '[]') as users, log_cursor() as cursor`
  return { status: 200, body: { users: row!.users, cursor: row!.cursor } }
}

// What each token last said, so that a request with a known token costs no query.
const provisioned = new LRUCache<string, { id: string; said: string }>({ max: 10_000 })

/** The person a token names: made on first use; a changed name or picture is taken over and told to their contacts. */
export const provision = async ({
  sub,
  name,
  picture,
}: Pick<Claims, 'sub' | 'name' | 'picture'>): Promise<string> => {
  const said = JSON.stringify([name, picture])
  const known = provisioned.get(sub)
  if (known?.said === said) return known.id
  const id = await upsert(sub, name, picture)
  provisioned.set(sub, { id, said })
  return id
}

const upsert = async (
  externalId: string,
  name: string | undefined,
  picture: string | undefined,
): Promise<string> => {
  const found = await userByExternalId(externalId)
  if (found) {
    const changed = { name: name ?? found.name, avatar_url: picture ?? found.avatar_url }
    if (changed.name !== found.name || changed.avatar_url !== found.avatar_url)
      await rename(found.id, changed)
    return found.id
  }
  const shown = name ?? externalId
  await db()`insert into users (id, external_id, name, avatar_url, search_name)
    values (${uuidv7()}, ${externalId}, ${shown}, ${picture ?? null}, ${searchable(shown)}) on conflict do nothing`
  return (await userByExternalId(externalId))!.id
}

const rename = async (id: string, { name, avatar_url }: Pick<User, 'name' | 'avatar_url'>) => {
  await db().begin(async tx => {
    const [before] = await tx`select name, avatar_url from users where id = ${id} for update`
    const partial = {
      ...(before!.name === name ? {} : { name }),
      ...(before!.avatar_url === avatar_url ? {} : { avatar_url }),
    }
    if (!Object.keys(partial).length) return
    await tx`update users set name = ${name}, avatar_url = ${avatar_url}, search_name = ${searchable(name)} where id = ${id}`
    await tx`select append_event('user-updated', 'contacts', null, null, ${id}, ${id}, ${tx.json(partial)}, null)`
  })
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

/** As people type it: no accents, no capitals. */
export const searchable = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, character => `\\${character}`)
