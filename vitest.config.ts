import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Weighs and counts what a server holds. */
const crowd = 'e2e/streams.test.ts'

// Four kinds: pure ones, ones with a database each, ones that run the whole built server from outside, one of them when all
// others are done, and ones that look at it through a browser.
export default defineConfig({
  // `server-only` breaks a build that would bring the server to a browser; here it has nothing to break.
  resolve: { alias: { '@': root, 'server-only': `${root}node_modules/server-only/empty.js` } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', 'e2e/**', 'node_modules/**'],
          // Thousands of histories take as long as the machine takes.
          testTimeout: 180_000,
          // Of its own accord vitest leaves one core idle: on a machine with two, half of it.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['**/*.pg.test.ts'],
          globalSetup: ['lib/testing/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['e2e/**/*.test.ts'],
          exclude: [crowd],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'crowd',
          include: [crowd],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // By itself: a server that is starved tells nothing of how many streams it bears.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.spec.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
