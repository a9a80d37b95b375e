import { readFile, writeFile } from 'node:fs/promises'
import { withFigures } from './report/performance-page.ts'
import type { Results } from './report/results.ts'
import { workloads } from './workloads/workloads.ts'

/**
 * Puts the figures of one or more runs into `docs/performance.md`:
 *
 *   node apps/bench/src/write-performance.ts run-1.json run-2.json run-3.json
 */
const page = new URL('../../../docs/performance.md', import.meta.url)
const paths = process.argv.slice(2)
if (paths.length === 0) throw new Error('Name the JSON files of the runs')
const runs = await Promise.all(paths.map(async (path) => JSON.parse(await readFile(path, 'utf8')) as Results))
await writeFile(page, withFigures(await readFile(page, 'utf8'), runs, workloads))
