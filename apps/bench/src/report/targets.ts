import type { ServerName } from '../servers/server.ts'
import { medianOf, type Results } from './results.ts'

/** A figure of Samsyn's that must not be above (or below) a share of another figure, exceed it by more than so much, or a fixed bound. */
interface Target {
  readonly workload: string
  /** Whose figure it is: Samsyn's on the slow disk, or else on the machine's own. */
  readonly on?: 'slow'
  readonly metric: string
  readonly sense: 'at most' | 'at least'
  /** Null where PERFORMANCE names no aim beyond what must be. */
  readonly must: number
  readonly aim?: number
  /** The bound is how much more it is than the other figure, in the metric's unit, and no share of it. */
  readonly isRise?: true
  /** What the shares are of; fixed bounds have none. */
  readonly of?: { readonly server: ServerName; readonly workload?: string; readonly metric?: string }
}

const h = { server: 'H' } as const
const hs = { server: 'HS' } as const
const raw = { server: 'raw' } as const
const rf = { server: 'rf' } as const
const most = 'at most'
const least = 'at least'

/** The targets of the performance table, durable and authorised, in the same run. */
const targets: readonly Target[] = [
  ...['W1-5', 'W1-25'].flatMap((workload): Target[] => [
    { workload, metric: 'p50', sense: most, must: 1.1, of: h },
    { workload, metric: 'p50', sense: most, must: Number.POSITIVE_INFINITY, aim: 1, of: rf },
    { workload, metric: 'p99', sense: most, must: 1.1, of: h },
    { workload, metric: 'p99', sense: most, must: Number.POSITIVE_INFINITY, aim: 1, of: rf },
    { workload, metric: 'ack p50', sense: most, must: 1, of: { server: 'H', metric: 'p50' } },
  ]),
  { workload: 'W1-25', metric: 'CPU per 1,000', sense: most, must: 1, of: h },
  {
    workload: 'W1-25',
    metric: 'CPU per 1,000',
    sense: most,
    must: Number.POSITIVE_INFINITY,
    aim: 1.1,
    of: { server: 'rbf' },
  },
  { workload: 'W1-100', metric: 'p50', sense: most, must: 1, aim: 0.95, of: raw },
  { workload: 'W1-100', metric: 'p99', sense: most, must: 0.9, aim: 0.8, of: raw },
  { workload: 'W1-100', metric: 'CPU per 1,000', sense: most, must: 1, aim: 0.9, of: raw },
  ...(['p50', 'p99'] as const).map(
    (metric): Target => ({
      workload: 'W1L',
      metric,
      sense: most,
      must: 1.15,
      aim: 1.05,
      of: { server: 'samsyn', workload: 'W1-25' },
    }),
  ),
  { workload: 'W1L', metric: 'max', sense: most, must: 10 },
  { workload: 'W2', metric: 'updates/s', sense: least, must: 1.5, aim: 2, of: raw },
  { workload: 'W2', metric: 'updates/s', sense: least, must: 1.35, aim: 1.8, of: h },
  { workload: 'W2', metric: 'CPU per update', sense: most, must: 0.6, of: raw },
  ...['W1-5', 'W1-25', 'W1-100'].map(
    (workload): Target => ({
      workload,
      on: 'slow',
      metric: 'p50',
      sense: most,
      must: 10,
      isRise: true,
      of: { server: 'samsyn' },
    }),
  ),
  { workload: 'W2', on: 'slow', metric: 'updates/s', sense: least, must: 0.7, of: { server: 'samsyn' } },
  { workload: 'W3', metric: 'KB per document', sense: most, must: 0.25, aim: 0.16, of: h },
  { workload: 'W3', metric: 'RSS after close', sense: most, must: 0.4, of: h },
  { workload: 'W3', metric: 'p99', sense: most, must: 1, of: h },
  { workload: 'W3', metric: 'p99', sense: most, must: Number.POSITIVE_INFINITY, aim: 1.2, of: rf },
  { workload: 'W3', metric: 'max', sense: most, must: 50 },
  { workload: 'W3', metric: 'CPU per 1,000', sense: most, must: 0.85, aim: 0.65, of: h },
  { workload: 'W3', metric: 'connections/s', sense: least, must: 1.5, of: h },
  { workload: 'W4', metric: 'cold', sense: most, must: 0.35, aim: 0.15, of: hs },
  { workload: 'W4', metric: 'warm', sense: most, must: 0.6, of: h },
  { workload: 'W4', metric: 'warm', sense: most, must: Number.POSITIVE_INFINITY, aim: 1.3, of: raw },
  { workload: 'W4', metric: '50 at once', sense: most, must: 0.35, of: hs },
  { workload: 'W4', metric: '50 at once', sense: most, must: Number.POSITIVE_INFINITY, aim: 2, of: raw },
  { workload: 'W5', metric: 'converged', sense: most, must: 0.8, aim: 0.6, of: hs },
  { workload: 'W5', metric: 're-uploads', sense: most, must: 0 },
  { workload: 'W6', metric: 'acknowledged and lost', sense: most, must: 0 },
  { workload: 'W6', metric: 'received and lost', sense: most, must: 0 },
]

/** One target beside what was measured. */
export interface Verdict {
  readonly workload: string
  readonly on: 'slow' | null
  readonly metric: string
  /** Samsyn's own figure. */
  readonly value: number
  /** Of which server the ratio is, or over which the rise; null for a fixed bound. */
  readonly of: string | null
  readonly isRise: boolean
  /** The ratio or the rise, or the figure itself where the bound is fixed. */
  readonly reached: number
  readonly sense: 'at most' | 'at least'
  /** Null where there is only an aim. */
  readonly must: number | null
  readonly isMet: boolean | null
  readonly aim: number | null
  readonly isAimReached: boolean | null
}

/** Every target whose figures were measured in this run. */
export function verdicts(results: Results): readonly Verdict[] {
  return targets.flatMap(({ workload, on, metric, sense, must, aim, of, isRise = false }) => {
    const value = medianOf(results, workload, on ?? 'samsyn', metric)
    const reference = of ? medianOf(results, of.workload ?? workload, of.server, of.metric ?? metric) : 1
    if (Number.isNaN(value) || Number.isNaN(reference)) return []
    const reached = isRise ? value - reference : value / reference
    const holds = (bound: number) => (sense === most ? reached <= bound : reached >= bound)
    const isRequired = Number.isFinite(must)
    return [
      {
        workload,
        on: on ?? null,
        metric,
        value,
        of: of ? describe(of, metric) : null,
        isRise,
        reached,
        sense,
        must: isRequired ? must : null,
        isMet: isRequired ? holds(must) : null,
        aim: aim ?? null,
        isAimReached: aim === undefined ? null : holds(aim),
      },
    ]
  })
}

/** A target by what it compares. */
export function nameOf({ workload, on, metric, of, isRise }: Verdict): string {
  return `${workload} ${metric}${on === null ? '' : ` (${on})`}${of === null ? '' : ` ${isRise ? '−' : '/'} ${of}`}`
}

function describe({ server, workload, metric }: NonNullable<Target['of']>, ownMetric: string): string {
  return [workload ?? '', server, metric !== undefined && metric !== ownMetric ? metric : ''].join(' ').trim()
}
