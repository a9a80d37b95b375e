import type { Dialect } from '../wire/dialect.ts'

/** The servers by the names PERFORMANCE figures are kept under. */
export const serverNames = ['raw', 'rf', 'rbf', 'Y', 'YL', 'H', 'HS', 'samsyn', 'slow'] as const

export type ServerName = (typeof serverNames)[number]

/** Where one person opens one document. */
export interface Door {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly document: string
}

/** A server under measurement, in a process of its own. */
export interface Server {
  readonly name: ServerName
  readonly dialect: Dialect
  readonly pid: number
  /** The n-th document as the m-th person opens it. */
  door(document: number, person: number): Door
  /** Ends the process by this signal and starts it again over the same data. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  stop(): Promise<void>
}

/** How a server is started. */
export interface ServerKind {
  readonly name: ServerName
  /** Whether a document outlives the process. */
  readonly isPersistent: boolean
  /** The checkout it runs from; Samsyn's only. */
  readonly home?: string
  /** Makes what `documents` documents need in the folder, unless it is there already, and starts. */
  start(options: { readonly folder: string; readonly documents: number }): Promise<Server>
}
