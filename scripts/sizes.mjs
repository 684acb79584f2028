// @ts-check
// How much script a browser has to fetch: for the first page of the inbox, and for the panel in somebody else's page. Said
// by the build and written down beside it; e2e/sizes.spec.ts holds them to their limits.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { project } from './project.mjs'

/**
 * Bytes after gzip.
 * @typedef {object} Sizes
 * @property {number} inbox all that /inbox loads before it lives, React and Next with it
 * @property {number} panel what the panel brings beyond React and React Query
 */

export const FILE = join(project, '.next', 'sizes.json')
const build = join(project, '.next')

/** Of the build that is there. @returns {Promise<Sizes>} */
export async function writeSizes() {
  const sizes = { inbox: firstLoad('/inbox'), panel: await panel() }
  writeFileSync(FILE, `${JSON.stringify(sizes)}\n`)
  return sizes
}

/** @param {number} bytes */
export const inKb = bytes => `${(bytes / 1024).toFixed(1)} KB`

/** @param {string} address the beginning of a page's */
function firstLoad(address) {
  const { rootMainFiles } = json('build-manifest.json')
  const routes = Object.entries(json('app-path-routes-manifest.json'))
  const [page] = routes.find(([, route]) => String(route).startsWith(address)) ?? []
  if (!page) throw new Error(`The build has no page at ${address}.`)
  createRequire(import.meta.url)(join(build, 'server', 'app', `${page}_client-reference-manifest.js`))
  const manifest = /** @type {any} */ (globalThis).__RSC_MANIFEST[page]
  const files = new Set([...rootMainFiles, ...Object.values(manifest.entryJSFiles).flat()])
  // Each file is fetched by itself and so compressed by itself.
  return [...files].reduce((sum, file) => sum + gzipped(readFileSync(join(build, String(file)))), 0)
}

/**
 * As a bundler of the host's would pack it, which has React and React Query already: what it loads at once. What that shares with
 * a part that comes later stays in it, as webpack, Turbopack and Rollup do it.
 */
async function panel() {
  // esbuild comes with tsx.
  const { build: bundle } = await import('esbuild')
  const { outputFiles } = await bundle({
    stdin: {
      contents: `export * from './app/_chat/panel/chat-panel'; export * from './lib/client/chat-provider'`,
      resolveDir: project,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    outdir: 'out',
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/*', 'react-dom/*', '@tanstack/react-query', 'next', 'next/*'],
    loader: { '.css': 'local-css' },
    logLevel: 'error',
    plugins: [{ name: 'later', setup: build => build.onResolve({ filter: /^/ }, later) }],
  })
  return outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .reduce((sum, { contents }) => sum + gzipped(contents), 0)
}

/** @param {import('esbuild').OnResolveArgs} asked */
const later = ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)

/** @param {string} name */
const json = name => JSON.parse(readFileSync(join(build, name), 'utf8'))

/** @param {Uint8Array} bytes */
const gzipped = bytes => gzipSync(bytes, { level: 9 }).length
