// Run by `npm start` before it serves: a database that is fit, migrated and, for the demo, has its cast.
import { connect } from './client'
import { migrate, unfit } from './migrate'
import { seed } from './seed'

const prepare = async () => {
  // Checked and completed by whoever runs this.
  const { DATABASE_URL: url, ALLOW_UNSAFE_POSTGRES, SEED_DEMO } = process.env
  if (!url) return 'DATABASE_URL is not set: start with `npm start`, which brings a Postgres of its own.'
  const sql = connect(url, { max: 1 })
  try {
    const fault = await unfit(sql, ALLOW_UNSAFE_POSTGRES === '1')
    if (fault) return fault
    await migrate(url, process.cwd())
    if (SEED_DEMO === '1') await seed(url)
    return null
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return `The database could not be prepared (${code ?? 'error'}): ${message || 'no answer at that address'}`
  } finally {
    await sql.end({ timeout: 2 })
  }
}

const fault = await prepare()
if (fault) {
  console.error(fault)
  process.exitCode = 1
}
