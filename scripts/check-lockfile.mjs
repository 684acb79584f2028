// @ts-check
// Is package-lock.json whole? npm may write one that lacks the binaries of other systems (when the registry has not
// got them all yet), and `npm ci` then fails on those systems, or works and leaves a tool without its engine.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { project } from './project.mjs'

/** @typedef {{ optionalDependencies?: Record<string, string>, version?: string }} Locked */

/**
 * @param {{ packages: Record<string, Locked> }} lockfile
 * @returns {string[]} "a wants b" for each optional dependency that has no entry of its own
 */
export function missingFrom({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(name => !isReachable(packages, path, name))
      .map(name => `${path || 'package.json'} wants ${name}`),
  )
}

/**
 * As Node looks a package up: beside the one that wants it, then in each folder above.
 * @param {Record<string, Locked>} packages @param {string} path @param {string} name
 */
function isReachable(packages, path, name) {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')
  ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const missing = missingFrom(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')))
  for (const line of missing) console.error(`package-lock.json is not whole: ${line}, which has no entry.`)
  if (missing.length > 0)
    console.error('Pin a version whose packages are all in the registry, and run "npm install".')
  process.exitCode = missing.length > 0 ? 1 : 0
}
