// @ts-check
// What Postgres gets to see of our environment: nothing that would steer it, and none of our secrets.

/** @returns {any} NodeJS.ProcessEnv, in which Next's types demand a NODE_ENV */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PG|AUTH_|DATABASE_|NODE_|npm_|LC_)/i.test(name),
  )
  // Messages in English: some of them are read by the launcher.
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
