import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely, KyselyPlugin, QueryId, Transaction } from 'kysely'
import type { Database } from './schema.ts'
import { StorageError } from './storage-error.ts'

export type DialectName = 'sqlite' | 'postgres'

/** A database, or one transaction of it, with the name of its dialect for the few queries that differ. */
export interface Connection {
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  /** Whether nothing is ever written over it. */
  readonly isReadOnly: boolean
  /** Counted by whatever writes over it. */
  readonly writes: { count: number }
}

interface Running {
  isOpen: boolean
}

const running = new AsyncLocalStorage<Running>()

/** Runs the work in the transaction that the connection is, or else in one of its own. */
export async function atomically<T>(
  connection: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (connection.db.isTransaction) return work(connection)
  return begin(connection, (db) => work({ ...connection, db }))
}

/** Runs the work in a transaction in which the rest of the storage is out of bounds. */
export async function inTransaction<T>(
  connection: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  return begin(connection, async (db) => {
    const state: Running = { isOpen: true }
    try {
      return await running.run(state, () => work({ ...connection, db }))
    } finally {
      state.isOpen = false
    }
  })
}

/** Throws when the code that calls runs inside a transaction: SQLite has one connection and would wait for itself. */
export function assertOutsideTransaction(): void {
  if (running.getStore()?.isOpen) {
    throw new StorageError('inside_transaction', 'Inside a transaction only the tables handed in may be used')
  }
}

/** Guards each single query of the tables outside transactions, and counts those that write. */
export function outsideTransactionOnly(writes: Connection['writes']): KyselyPlugin {
  const writing = new WeakSet<QueryId>()
  return {
    transformQuery({ node, queryId }) {
      assertOutsideTransaction()
      if (node.kind !== 'SelectQueryNode') writing.add(queryId)
      return node
    },
    async transformResult({ result, queryId }) {
      if (writing.has(queryId)) writes.count += 1
      return result
    },
  }
}

async function begin<T>(connection: Connection, work: (db: Transaction<Database>) => Promise<T>): Promise<T> {
  assertOutsideTransaction()
  try {
    return await transact(connection, work)
  } finally {
    // Also of one that failed: its commit may have gone through.
    if (!connection.isReadOnly) connection.writes.count += 1
  }
}

function transact<T>(
  { db, dialect, isReadOnly }: Connection,
  work: (db: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction()
  if (isReadOnly && dialect === 'postgres')
    return transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
  // The event chain reads its end after waiting for a lock, so it has to see what was committed while it waited.
  return dialect === 'postgres'
    ? transaction.setIsolationLevel('read committed').execute(work)
    : transaction.execute(work)
}
