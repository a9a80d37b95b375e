import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Failure, Measurement, Results } from './report/results.ts'
import { figures, plain, ratios } from './report/tables.ts'
import { openWorkshop } from './run.ts'
import { serverKinds } from './servers/kinds.ts'
import { canSlowDisk } from './servers/samsyn.ts'
import { serverNames } from './servers/server.ts'
import { createTexts } from './texts/texts.ts'
import { workloads } from './workloads/workloads.ts'

/**
 * Measures Samsyn side by side with plain relays, y-websocket's own server and Hocuspocus. This process is the driver:
 * its clients speak the wire from bytes made beforehand, and every server runs in a process of its own. Within each
 * repetition the servers take turns on each workload; figures are medians over the repetitions. Times move with the
 * machine: compare within one run. `docs/performance.md` says what each workload does.
 *
 *   npm run bench -- --workloads W1-5,W2 --servers raw,H,samsyn --repetitions 3
 *
 * --quick       shorter workloads, one repetition: whether everything works, not how fast it is
 * --samsyn DIR  the checkout of Samsyn that is measured, to compare two builds
 * --json FILE   where the results go (apps/bench/results/ unless said otherwise)
 */
const here = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    workloads: { type: 'string' },
    servers: { type: 'string' },
    repetitions: { type: 'string' },
    quick: { type: 'boolean', default: false },
    samsyn: { type: 'string', default: resolve(here, '../..') },
    json: { type: 'string' },
  },
})
const isQuick = values.quick
const repetitions = Number(values.repetitions ?? (isQuick ? 1 : 3))
if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions > 20)
  throw new Error('--repetitions must be a whole number from 1 to 20')
const kinds = serverKinds(resolve(values.samsyn))
const chosenServers = chosen(
  'servers',
  values.servers,
  serverNames.filter((name) => name !== 'slow' || canSlowDisk()),
)
const chosenWorkloads = chosen(
  'workloads',
  values.workloads,
  workloads.map(({ name }) => name),
).flatMap((name) => workloads.filter((workload) => workload.name === name))

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const at = new Date().toISOString()
const measurements: Measurement[] = []
const failures: Failure[] = []
const workshop = await openWorkshop(createTexts(), isQuick)
try {
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const workload of chosenWorkloads) {
      // Whoever goes first finds the machine as the last workload left it: that falls to another one each time.
      const turn = repetition % chosenServers.length
      for (const server of [...chosenServers.slice(turn), ...chosenServers.slice(0, turn)]) {
        if (workload.without?.includes(server)) continue
        const place = { workload: workload.name, server, repetition }
        try {
          const metrics = await workshop.measure(workload, kinds[server], 1 + repetition)
          measurements.push({ ...place, metrics })
          console.log(`${workload.name} ${server} ${repetition + 1}/${repetitions}  ${inOneLine(metrics)}`)
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          failures.push({ ...place, reason })
          console.log(`${workload.name} ${server} ${repetition + 1}/${repetitions}  failed: ${reason}`)
        }
      }
    }
  }
} finally {
  await workshop.close()
}

const processors = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
const results: Results = {
  at,
  node: process.version,
  processors,
  repetitions,
  isQuick,
  measurements,
  failures,
}
const path = resolve(values.json ?? `${here}results/${at.replaceAll(':', '-')}.json`)
await mkdir(dirname(path), { recursive: true })
await writeFile(path, `${JSON.stringify(results, null, 1)}\n`)
console.log(`\n${plain(figures(results, chosenWorkloads))}`)
if (chosenServers.includes('samsyn')) console.log(`\n${plain(ratios(results))}`)
console.log(`\n${path}`)
process.exitCode = failures.length > 0 ? 1 : 0

function chosen<Name extends string>(
  option: string,
  value: string | undefined,
  all: readonly Name[],
): Name[] {
  if (value === undefined) return [...all]
  const names = value.split(',')
  for (const name of names)
    if (!all.some((known) => known === name))
      throw new Error(`--${option}: ${name} is none of ${all.join(', ')}`)
  return all.filter((name) => names.includes(name))
}

function inOneLine(metrics: Readonly<Record<string, number>>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join('  ')
}
