import type { Workload } from '../workloads/workload.ts'
import type { Results } from './results.ts'
import { figures, markdown } from './tables.ts'
import { nameOf, type Verdict, verdicts } from './targets.ts'

const begin = '<!-- figures: written by apps/bench/src/write-performance.ts -->'
const end = '<!-- end of figures -->'

/** The page with the figures of these runs in place of those it had. */
export function withFigures(page: string, runs: readonly Results[], workloads: readonly Workload[]): string {
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error('The page has no place for the figures')
  const parts = [targetTable(runs), ...runs.map((run, index) => runSection(run, index, workloads))]
  return `${page.slice(0, from + begin.length)}\n\n${parts.join('\n\n')}\n\n${page.slice(to)}`
}

function runSection(run: Results, index: number, workloads: readonly Workload[]): string {
  const failures = run.failures.map(
    ({ workload, server, repetition, reason }) =>
      `- ${workload} ${server}, repetition ${repetition + 1}: ${reason}`,
  )
  return [
    `### Run ${index + 1}`,
    `${run.at.slice(0, 16).replace('T', ' ')} UTC, Node ${run.node.slice(1)}, ${run.processors}, medians of ${run.repetitions} repetitions${run.isQuick ? ', shortened' : ''}.`,
    markdown(figures(run, workloads)),
    ...(failures.length > 0 ? [`Not measured:\n\n${failures.join('\n')}`] : []),
  ].join('\n\n')
}

/** Every target with what each run reached. */
function targetTable(runs: readonly Results[]): string {
  const perRun = runs.map((run) => new Map(verdicts(run).map((verdict) => [nameOf(verdict), verdict])))
  const names = [...new Set(perRun.flatMap((found) => [...found.keys()]))]
  const rows = names.map((name) => {
    const found = perRun.map((run) => run.get(name))
    const [one] = found.filter((verdict) => verdict !== undefined)
    const required = found.filter((verdict) => verdict?.isMet !== null && verdict !== undefined)
    const reached = found.filter((verdict) => verdict?.isAimReached !== null && verdict !== undefined)
    return [
      name,
      ...found.map((verdict) => (verdict ? Number(verdict.reached.toPrecision(3)).toString() : '–')),
      bound(one, one?.must ?? null),
      required.length === 0
        ? ''
        : `${required.filter((verdict) => verdict?.isMet).length} of ${required.length}`,
      bound(one, one?.aim ?? null),
      reached.length === 0
        ? ''
        : `${reached.filter((verdict) => verdict?.isAimReached).length} of ${reached.length}`,
    ]
  })
  return [
    '### Targets',
    'Samsyn’s figure divided by the one named, or less it; where none is named, the figure itself. *slow* is the disk with 5 ms added after each sync.',
    markdown({
      head: [
        'target',
        ...runs.map((_run, index) => `run ${index + 1}`),
        'must',
        'met in',
        'aim',
        'reached in',
      ],
      rows,
    }),
  ].join('\n\n')
}

function bound(verdict: Verdict | undefined, value: number | null): string {
  return verdict === undefined || value === null ? '' : `${verdict.sense === 'at most' ? '≤' : '≥'} ${value}`
}
