// Columns that are made from others, said once for whoever writes them.
import { createHash } from 'node:crypto'

/** users.search_name, as people type it: no accents, no capitals. */
export const searchable = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What LIKE takes literally. */
export const likeLiteral = (text: string) => text.replace(/[\\%_]/g, character => `\\${character}`)

/** conversations.dm_key: one dm per pair of people and report, whoever of the two asks. */
export const dmKey = (one: string, other: string, reportId: string | null) =>
  [...[one, other].sort(), reportId ?? 'none'].join(':')

/** messages.sent_hash: what a retry is compared by, even after the message was edited or deleted. */
export const sentHash = (content: string, replyTo: string | null) =>
  createHash('sha256')
    .update(`${replyTo ?? ''}\0${content}`)
    .digest()
