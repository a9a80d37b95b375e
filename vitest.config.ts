import { defineConfig } from 'vitest/config'

/** The suffix says what a test needs: `.browser.test.ts` Chromium and the built web bundle, the rest Node alone. */
export default defineConfig({
  test: {
    // As many as a machine of two cores has: a page waits half of its time, and one file at a time leaves a third of such a machine idle.
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'node',
          include: ['{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['apps/*/test/**/*.browser.test.ts'],
          setupFiles: ['apps/web/test/support/failed-pages.ts'],
          // What a page shows is printed before the test's own file closes it.
          sequence: { hooks: 'list' },
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // A page on a busy machine shows later than in the second that stands here by itself.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
})
