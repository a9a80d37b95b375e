import type { ServerName } from '../servers/server.ts'
import { median } from '../workloads/statistics.ts'
import type { Metrics } from '../workloads/workload.ts'

/** One server measured once. */
export interface Measurement {
  readonly workload: string
  readonly server: ServerName
  readonly repetition: number
  readonly metrics: Metrics
}

/** A measurement that could not be made, and why. */
export interface Failure {
  readonly workload: string
  readonly server: ServerName
  readonly repetition: number
  readonly reason: string
}

/** What a run of the driver found; written as JSON. */
export interface Results {
  readonly at: string
  readonly node: string
  readonly processors: string
  readonly repetitions: number
  readonly isQuick: boolean
  readonly measurements: readonly Measurement[]
  readonly failures: readonly Failure[]
}

/** Metrics of which the worst repetition counts: one loss is a loss. */
const worstCounts: ReadonlySet<string> = new Set(['acknowledged and lost', 'received and lost', 're-uploads'])

/** The median over the repetitions, or the worst where that counts; NaN where nothing was measured. */
export function medianOf(results: Results, workload: string, server: ServerName, metric: string): number {
  const values = results.measurements
    .filter((one) => one.workload === workload && one.server === server)
    .map(({ metrics }) => metrics[metric] ?? NaN)
    .filter((value) => !Number.isNaN(value))
  return worstCounts.has(metric) && values.length > 0 ? Math.max(...values) : median(values)
}
