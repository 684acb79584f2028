// Who talks: people with a token each, and conversations between them, made by the database's own functions.
import { SignJWT } from 'jose'
import { v7 as uuidv7 } from 'uuid'
import type { Sql } from '../db/client'
import { secret } from './server'

export type Someone = { id: string; token: string }

/** `count` people called `<word>-1` and so on. */
export const makePeople = async (sql: Sql, word: string, count: number): Promise<Someone[]> => {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = `${word}-${index + 1}`
    return { id: uuidv7(), external_id: name, name, search_name: name }
  })
  await sql`insert into users ${sql(rows)}`
  return Promise.all(rows.map(async ({ id, external_id }) => ({ id, token: await tokenFor(external_id) })))
}

/** A token as a host application makes it. */
export const tokenFor = (sub: string) =>
  new SignJWT({ sub })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('tertulia')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))

/** A private group of these people, the first of whom founds it. Returns its id. */
export const makeGroup = async (sql: Sql, members: Someone[]): Promise<string> => {
  const id = uuidv7()
  const ids = members.map(member => member.id)
  await sql`select create_conversation(${id}, 'group', 'private', null, ${'bench'}, null, ${ids[0]!}, ${ids}, null, null)`
  return id
}

/** Waits until every event has its place in the log, so that no work of one measure is left to the next. */
export const settled = async (sql: Sql) => {
  for (;;) {
    const [row] = await sql`select not exists (select from outbox) as empty`
    if (row!.empty) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
