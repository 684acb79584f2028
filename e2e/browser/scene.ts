// Who is in a browser test and where: people in a group, with devices and tabs on it.
import { group, messagesOf, must, type Person, sending } from '../client'
import type { Device } from './device'
import { at, opened } from './messenger'
import type { Stage } from './stage'

let made = 0

/** Two people, a group of their own with a name that no other has, and what a test mostly does with them. */
export const twoPeople = async (on: Stage) => {
  const [ana, bruno] = await Promise.all([on.person('Ana'), on.person('Bruno')])
  const title = `Group ${++made}`
  const conversation = await group(on.place, [ana, bruno], title)
  return { ana, bruno, title, conversation }
}

let keys = 0

/** Somebody writes, on a device that is not in the test. */
export const writes = (on: Stage, from: Person, conversation: string, text: string) =>
  must(on.place, 'POST', messagesOf(conversation), sending(from, `key-${++keys}`, text))

/** So many tabs on a conversation, each of them ready. */
export const tabsOn = async (device: Device, conversation: string, count: number) => {
  const tabs = []
  for (let n = 0; n < count; n++) {
    const { page } = await device.tab(at(conversation))
    await opened(page)
    tabs.push(page)
  }
  return tabs
}

/** What is unread by Postgres's own counting, without any of the server's code: by title. */
export const unreadInSql = async (on: Stage, person: Person, titles: string[]) => {
  const rows = await on.sql<{ name: string; unread: number }[]>`
    select c.name, count(m.id)::int as unread
    from conversations c
      join members mine on mine.conversation_id = c.id and mine.user_id = ${person.id} and mine.left_seq is null
      left join messages m on m.conversation_id = c.id and m.seq > mine.last_read_seq
        and m.sender_id <> ${person.id} and m.type <> 'system' and m.deleted_at is null
    where c.name in ${on.sql(titles)}
    group by c.id, c.name`
  return Object.fromEntries(rows.map(({ name, unread }) => [name, unread]))
}

/** A history that nobody has to send: rows as if pruned from the log, read by everyone. */
export const imported = async (
  on: Stage,
  conversation: string,
  from: Person,
  count: number,
  text: (n: number) => string,
) => {
  const contents = Array.from({ length: count }, (_, n) => text(n))
  await on.sql`
    with old as (select id, seq from conversations where id = ${conversation}),
    said as (
      insert into messages (id, conversation_id, seq, sender_id, client_message_id, type, content, sent_hash,
        created_at)
      select (lpad(to_hex(at.ms >> 16), 8, '0') || '-' || lpad(to_hex(at.ms & 65535), 4, '0') || '-7'
          || substr(gen_random_uuid()::text, 16))::uuid,
        ${conversation}::uuid, old.seq + n, ${from.id}::uuid, 'i-' || old.id || '-' || n, 'text', content,
        sha256(convert_to(content, 'UTF8')),
        to_timestamp(at.ms / 1000.0)
      from old, unnest(${contents}::text[]) with ordinality as texts(content, n),
        lateral (select (extract(epoch from now()) * 1000)::bigint - (${count} - n) * 600000 as ms) as at
      returning id, seq, created_at)
    update conversations set seq = (select max(seq) from said),
      last_message_id = (select id from said order by seq desc limit 1),
      last_message_at = (select created_at from said order by seq desc limit 1)
    where id = ${conversation}`
  await on.sql`
    update members m set last_read_seq = c.seq, last_delivered_seq = c.seq, activity_at = c.last_message_at, activity_seq = c.seq
    from conversations c where c.id = m.conversation_id and c.id = ${conversation}`
}
