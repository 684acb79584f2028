// @ts-check
// As whom? Postgres refuses to run as root. An ordinary user runs it as themself; root hands it to a user without
// rights, in the first of three ways that this machine allows.
import { spawnSync } from 'node:child_process'
import { lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnvironment } from './environment.mjs'
import { Problem } from './problem.mjs'

/** @typedef {{ uid: number, gid: number }} User */

/**
 * @typedef {object} Runner
 * @property {(command: string, args: string[]) => [command: string, args: string[]]} wrap
 * @property {{ uid?: number, gid?: number }} as options for spawn
 * @property {User | null} owner of what Postgres must own; null: whoever we are
 */

/** @type {Runner} */
const OURSELVES = { wrap: (command, args) => [command, args], as: {}, owner: null }

/**
 * @param {{ dataDir: string, cluster: string, postgres: string }} paths
 * @returns {Runner}
 */
export function findRunner({ dataDir, cluster, postgres }) {
  if (process.getuid?.() !== 0) return OURSELVES
  const users = usersFor(cluster)
  const runners = [...users.map(handedOver), renamed(users[0]), letThrough(users[0])]
  const runner = runners.find(candidate => reaches(candidate, dataDir, postgres))
  if (runner) return runner
  throw new Problem(
    `Postgres does not run as root, and no other user can reach both ${dataDir} and ${postgres}. Start Tertulia as` +
      ' an ordinary user, move it and its DATA_DIR to where others may enter (such as /srv), or set DATABASE_URL.',
  )
}

/**
 * Gives a file or a folder with all it holds to the user that Postgres runs as.
 * @param {Runner} runner @param {string} path
 */
export function giveTo({ owner }, path) {
  if (!owner || statSync(path).uid === owner.uid) return
  for (const entry of statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true, recursive: true })
    : []) {
    lchownSync(join(entry.parentPath ?? entry.path, entry.name), owner.uid, owner.gid)
  }
  lchownSync(path, owner.uid, owner.gid) // last: it tells whether all the rest is done
}

/**
 * The plain way, which works wherever the folders are open to others.
 * @param {User} user @returns {Runner}
 */
const handedOver = user => ({ ...OURSELVES, as: user, owner: user })

/**
 * For a project under a closed folder such as /root: in a user namespace root goes by another name, which satisfies
 * Postgres, and still enters its own folders. It has root's files but none of root's capabilities.
 * @param {User} user @returns {Runner}
 */
const renamed = ({ uid }) => ({
  wrap: (command, args) => ['unshare', ['--user', `--map-user=${uid}`, '--', command, ...args]],
  as: {},
  owner: { uid: 0, gid: 0 },
})

/**
 * For the same in a container that allows no namespaces: another user, with the one capability of passing closed
 * folders. The securebit makes access(2), by which Postgres looks for its own binary, honour it.
 * @param {User} user @returns {Runner}
 */
const letThrough = ({ uid, gid }) => ({
  wrap: (command, args) => [
    'setpriv',
    [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...PASSAGE, '--', command, ...args],
  ],
  as: {},
  owner: { uid, gid },
})
const PASSAGE = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']

/**
 * Whom root could hand Postgres to: who has the cluster already, else `postgres`, else `nobody`.
 * @param {string} cluster
 * @returns {[User, ...User[]]}
 */
function usersFor(cluster) {
  const present = statSync(cluster, { throwIfNoEntry: false })
  const owner = present && present.uid !== 0 ? [{ uid: present.uid, gid: present.gid }] : []
  const known = ['postgres', 'nobody'].flatMap(name => lookUp(name) ?? [])
  const [first = { uid: 65534, gid: 65534 }, ...others] = [...owner, ...known]
  return [first, ...others]
}

/** @param {string} name */
function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map(what => spawnSync('id', [what, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return null
  // macOS says 4294967294 for -2, and spawn takes signed numbers only
  return { uid: Number(uid.stdout) | 0, gid: Number(gid.stdout) | 0 }
}

/** @param {Runner} runner @param {string} dataDir @param {string} postgres */
function reaches({ wrap, as }, dataDir, postgres) {
  const [command, args] = wrap('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', dataDir, postgres])
  return spawnSync(command, args, { ...as, cwd: '/', env: cleanEnvironment(), stdio: 'ignore' }).status === 0
}
