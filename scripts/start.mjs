// @ts-check
// `npm start`, `npm run dev`: from a bare clone to a server that answers. This file is in the JavaScript of old
// Nodes, which would otherwise answer with a syntax error instead of with its line.
const [major, minor] = process.versions.node.split('.').map(Number)

if (Number(major) * 100 + Number(minor) >= 2009) {
  import('./launch.mjs').then(story => story.launch({ dev: process.argv.includes('--dev') }))
} else {
  console.error(
    `Tertulia needs Node 20.9 or newer, and this is ${process.version}. See https://nodejs.org/en/download.`,
  )
  process.exitCode = 1
}
