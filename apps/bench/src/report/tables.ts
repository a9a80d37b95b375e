import { type ServerName, serverNames } from '../servers/server.ts'
import type { Workload } from '../workloads/workload.ts'
import { medianOf, type Results } from './results.ts'
import { nameOf, type Verdict, verdicts } from './targets.ts'

type Row = readonly string[]

/** Medians: one line per workload and metric, one column per server. */
export function figures(
  results: Results,
  workloads: readonly Workload[],
): { head: Row; rows: readonly Row[] } {
  const servers = serverNames.filter((name) => results.measurements.some(({ server }) => server === name))
  const rows = workloads.flatMap(({ name, metrics }) =>
    Object.entries(metrics).flatMap(([metric, unit]) => {
      const values = servers.map((server: ServerName) => medianOf(results, name, server, metric))
      if (values.every(Number.isNaN)) return []
      return [[`${name} ${metric}${unit === '' ? '' : `, ${unit}`}`, ...values.map(short)]]
    }),
  )
  return { head: ['median', ...servers], rows }
}

/** Targets: what must be, what is aimed at, what was reached. */
export function ratios(results: Results): { head: Row; rows: readonly Row[] } {
  return {
    head: ['target', 'Samsyn', 'ratio or rise', 'must', 'met', 'aim', 'reached'],
    rows: verdicts(results).map((verdict) => [
      nameOf(verdict),
      short(verdict.value),
      verdict.of === null ? '' : verdict.reached.toFixed(2),
      bound(verdict, verdict.must),
      answer(verdict.isMet),
      bound(verdict, verdict.aim),
      answer(verdict.isAimReached),
    ]),
  }
}

/** A table for a terminal. */
export function plain({ head, rows }: { head: Row; rows: readonly Row[] }): string {
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

/** The same in Markdown. */
export function markdown({ head, rows }: { head: Row; rows: readonly Row[] }): string {
  const line = (row: Row) => `| ${row.join(' | ')} |`
  return [
    line(head),
    line(head.map((_cell, column) => (column === 0 ? '---' : '--:'))),
    ...rows.map(line),
  ].join('\n')
}

function short(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (value === 0) return '0'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return value.toFixed(
    Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 4,
  )
}

function bound({ sense }: Verdict, value: number | null): string {
  return value === null ? '' : `${sense === 'at most' ? '≤' : '≥'} ${value}`
}

function answer(isSo: boolean | null): string {
  return isSo === null ? '' : isSo ? 'yes' : 'NO'
}
