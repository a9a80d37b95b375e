import {
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import pg from 'pg'

export interface PostgresOptions {
  /** Told of every connection that was lost. */
  readonly onConnectionLost: (error: Error) => void
  /** In milliseconds: a connection that answers nothing for so long is given up. Null for work that takes as long as it takes. */
  readonly answerWithin: number | null
  /** In milliseconds: PostgreSQL ends a transaction of which it hears nothing for so long, so that its locks do not outlive a line that was cut. */
  readonly idleWithin: number | null
}

/** A pool of PostgreSQL connections as a dialect for Kysely, giving numbers for bigint as SQLite does. */
export function postgresDialect(
  url: string,
  { onConnectionLost, answerWithin, idleWithin }: PostgresOptions,
): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: connectionTimeout,
    idleTimeoutMillis: idleTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfter,
    types: { getTypeParser: parserFor },
    async onConnect(connection) {
      // Without listeners a lost connection would end the process: its own tells of every one, also of one in use.
      connection.on('error', onConnectionLost)
      if (answerWithin !== null) giveUpAfter(answerWithin, connection, onConnectionLost)
      await connection.query(commitMeansOnDisk)
      if (answerWithin !== null) await connection.query(upTo('statement_timeout', answerWithin * 0.8))
      if (idleWithin !== null) await connection.query(upTo('idle_in_transaction_session_timeout', idleWithin))
    },
  })
  pool.on('error', () => undefined)
  return new InTurnDialect({ pool })
}

/**
 * In milliseconds. A disk that is overloaded takes some seconds for a commit; one that takes longer serves nobody. Without a
 * limit what is sent over a connection that was cut fails when the system gives it up, after a quarter of an hour.
 */
export const usualAnswer = 10_000

const connectionTimeout = 10_000

/**
 * No longer than an answer is waited for: when the first of several connections that were cut is given up, those that nobody
 * has used since are gone as well.
 */
const idleTimeout = usualAnswer

/** Tells of a connection that was cut while a long statement runs, and keeps firewalls from forgetting it. */
const keepAliveAfter = 10_000

/** Leaves a stricter setting of the operator as it is. */
const commitMeansOnDisk = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`

/**
 * A server that lives gives up a little earlier by itself: a statement that waits for a lock ends with an answer. It ends no commit.
 * Leaves what is stricter.
 */
function upTo(setting: string, milliseconds: number): string {
  const within = Math.floor(milliseconds)
  return `select set_config(name, '${within}', false) from pg_settings
    where name = '${setting}' and setting::bigint not between 1 and ${within}`
}

/**
 * Ends a connection on which an answer does not come, which fails what waits on it; the pool then drops it. The time limit of
 * `pg` itself only tells whoever waits, and the connection would go back into the pool, to keep the next waiting as long.
 */
function giveUpAfter(
  milliseconds: number,
  connection: pg.ClientBase,
  onConnectionLost: (error: Error) => void,
): void {
  // What a pool connects is a client of its own; the declaration tells of less.
  const client = connection as pg.Client
  // Of its overloads only those that give a promise are used here.
  const query = client.query.bind(client) as (...given: readonly unknown[]) => Promise<unknown>
  const limited = async (...given: readonly unknown[]) => {
    const giveUp = () => {
      onConnectionLost(new Error(`The database has not answered for ${milliseconds} ms`))
      // With a query under way it says no goodbye and destroys the socket.
      client.end().catch(() => undefined)
    }
    let givingUp = setTimeout(() => {
      // Where this process itself stood still, the answer may lie there unread.
      givingUp = setTimeout(giveUp, 100)
    }, milliseconds)
    try {
      return await query(...given)
    } finally {
      clearTimeout(givingUp)
    }
  }
  client.query = limited as typeof client.query
}

class InTurnDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new InTurnDriver(this.#config)
  }
}

/** Ends behind whoever already waits for a connection; the pool by itself waits only for those who have one. */
class InTurnDriver extends PostgresDriver {
  readonly #connecting = new Set<Promise<DatabaseConnection>>()

  override async acquireConnection(
    ...options: Parameters<PostgresDriver['acquireConnection']>
  ): Promise<DatabaseConnection> {
    const connecting = super.acquireConnection(...options)
    this.#connecting.add(connecting)
    try {
      return await connecting
    } finally {
      this.#connecting.delete(connecting)
    }
  }

  override async destroy(): Promise<void> {
    await Promise.allSettled(this.#connecting)
    await super.destroy()
  }
}

const parserFor: typeof pg.types.getTypeParser = (type: number, format?: unknown) =>
  // Sequences stay far below 2^53.
  type === pg.types.builtins.INT8 && format !== 'binary'
    ? Number
    : // The overloads of the declaration tell text from binary; this only passes on what it was given.
      (pg.types.getTypeParser as (type: number, format?: unknown) => unknown)(type, format)
