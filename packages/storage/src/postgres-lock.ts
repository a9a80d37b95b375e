import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StorageError } from './storage-error.ts'

export interface PostgresLock {
  release(): Promise<void>
}

export interface PostgresLockOptions {
  /** Told when the lock was lost and another process has it now: whoever works on here must stop. */
  readonly onTaken: () => void
  /** Told of every connection of the lock that was lost. */
  readonly onConnectionLost: (error: Error) => void
}

/** An advisory lock of PostgreSQL; the first half of its key is that of no other lock here. */
const lockKey = '2, 0'
/** In milliseconds. A connection that went dead without a word is found by asking. */
const askEvery = 5_000
const answerWithin = 5_000
const retryEvery = 500
/** So often the lock is tried while the session that we had may still be ending. */
const attempts = 10

/** A session of the database, told from a later one that was given the same number. */
interface Holder {
  readonly client: pg.Client
  readonly pid: number
  readonly since: string
}

/**
 * Makes sure that one process alone works on a database, by a lock that belongs to a connection of its own and ends with it. Throws
 * `in_use` where another has it. Where the connection is lost, the lock is taken again.
 */
export async function lockPostgres(
  url: string,
  { onTaken, onConnectionLost }: PostgresLockOptions,
): Promise<PostgresLock> {
  const first = await take(url)
  if (first === null)
    throw new StorageError('in_use', `Another server works on this database: ${placeOf(url)}`)
  let holder = first
  let isReleased = false
  let cancel = keep(first)

  /** Watches a connection, and asks it now and then whether it lives. */
  function keep({ client }: Holder): () => void {
    let isOver = false
    const lost = (error: Error) => {
      if (isOver) return
      isOver = true
      clearInterval(asking)
      // A connection that does not answer takes no goodbye either.
      client.end().catch(() => undefined)
      if (isReleased) return
      onConnectionLost(error)
      void takeAgain()
    }
    const asking = setInterval(() => client.query('select 1').catch(lost), askEvery).unref()
    client.on('error', lost)
    client.on('end', () => lost(new Error('The connection that holds the lock of the database has ended')))
    return () => {
      isOver = true
      clearInterval(asking)
    }
  }

  async function takeAgain(): Promise<void> {
    for (let refused = 0; !isReleased && refused < attempts; ) {
      try {
        const again = await take(url, holder)
        if (again === null) refused += 1
        else {
          holder = again
          cancel = keep(again)
          if (isReleased) await release()
          return
        }
      } catch (error) {
        // While the database cannot be reached nobody writes in it.
        onConnectionLost(error instanceof Error ? error : new Error(String(error)))
      }
      await pause(retryEvery, undefined, { ref: false })
    }
    if (!isReleased) onTaken()
  }

  async function release(): Promise<void> {
    isReleased = true
    cancel()
    await holder.client.end().catch(() => undefined)
  }

  return { release }
}

/** Takes the lock on a new connection; null where another session has it. One of our own that the server still believes in is ended. */
async function take(url: string, before?: Holder): Promise<Holder | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerWithin,
    query_timeout: answerWithin,
    keepAlive: true,
  })
  // Whoever asks next is told; without a listener the process would end.
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (before)
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
        [before.pid, before.since],
      )
    const { rows } = await client.query<{ pid: number; since: string; isHeld: boolean }>(
      `select pid, backend_start::text as since, pg_try_advisory_lock(${lockKey}) as "isHeld"
        from pg_stat_activity where pid = pg_backend_pid()`,
    )
    const [session] = rows
    if (session?.isHeld) return { client, pid: session.pid, since: session.since }
  } catch (error) {
    client.end().catch(() => undefined)
    throw error
  }
  await client.end()
  return null
}

/** Where a database is, without who may open it. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return host + pathname
}
