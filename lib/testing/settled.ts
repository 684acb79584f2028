// When all that was committed has its place in the log, which comes a moment after it.
import { must } from './make'

type Database = { unsafe(text: string): PromiseLike<{ waiting?: number }[]> }

/** Resolves when everything committed has its position. */
export const settled = async (sql: Database) => {
  while ((await sql.unsafe('select count(*)::int as waiting from outbox'))[0]!.waiting! > 0)
    await new Promise(resolve => setTimeout(resolve, 5))
}

/** The cursor before which is all that was committed, and after which nothing of it is told. */
export const settledCursor = async (sql: Database, { token }: { token: string }): Promise<string> => {
  await settled(sql)
  return (await must('GET', '/api/me', { token })).cursor
}
