import type { Server, ServerKind, ServerName } from '../servers/server.ts'
import type { Texts } from '../texts/texts.ts'

/** What a workload measured of one server in one repetition, by the metric's name. */
export type Metrics = Readonly<Record<string, number>>

/** What a workload is given. */
export interface Run {
  readonly kind: ServerKind
  /** Starts the server over an empty folder, or over one that `prepare` has filled before; ended after the run. */
  start(options?: StartOptions): Promise<Server>
  /** Where the server's data are. */
  readonly folder: string
  readonly texts: Texts
  readonly isQuick: boolean
  /** Differs between repetitions and not between servers. */
  readonly seed: number
}

export interface StartOptions {
  readonly documents?: number
  /** Fills the folder over a server of its own; done once for each server in a run of the driver, then copied. */
  readonly prepare?: (server: Server) => Promise<void>
}

/** One workload of the performance table. */
export interface Workload {
  readonly name: string
  readonly title: string
  /** The metrics it gives, in the order of the table, with their unit. */
  readonly metrics: Readonly<Record<string, string>>
  /** Servers that the workload asks nothing of. */
  readonly without?: readonly ServerName[]
  measure(run: Run): Promise<Metrics>
}
