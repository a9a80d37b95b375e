import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Test files at a time. Most wait more than they compute, so every core has one; more browsers than four fill the memory of a laptop. */
const maxWorkers = Math.min(availableParallelism(), 4)

/** The suffix says what a test needs: `.browser.test.ts` Chromium and the built web bundle, the rest Node alone. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'node',
          maxWorkers,
          include: ['{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          maxWorkers,
          include: ['apps/*/test/**/*.browser.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
