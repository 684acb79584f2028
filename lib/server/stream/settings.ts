// What a person shows of themself, as whoever tells them of others must know it.
import type { Db } from '../../../db/client'
import type { Settings } from '../../contract/user'

export const settingsOf = async (sql: Db, userId: string): Promise<Settings> => {
  const [row] = await sql<{ settings: Settings }[]>`
    select own_settings_json(u) as settings from users u where id = ${userId}`
  return row!.settings
}
