import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import pg from 'pg'

/** A pool of PostgreSQL connections as a dialect for Kysely, giving numbers for bigint as SQLite does. */
export function postgresDialect(
  url: string,
  options: { readonly onConnectionLost: (error: Error) => void },
): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: connectionTimeout,
    types: { getTypeParser: parserFor },
  })
  // Without listeners a lost connection would end the process: its own tells of every one, also of one in use.
  pool.on('connect', (connection) => connection.on('error', options.onConnectionLost))
  pool.on('error', () => undefined)
  return new InTurnDialect({
    pool,
    async onCreateConnection(connection) {
      await connection.executeQuery(CompiledQuery.raw(commitMeansOnDisk))
    },
  })
}

const connectionTimeout = 10_000

/** Leaves a stricter setting of the operator as it is. */
const commitMeansOnDisk = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`

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
