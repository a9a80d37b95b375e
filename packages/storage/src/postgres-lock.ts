import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StorageError } from './storage-error.ts'

export interface PostgresLock {
  release(): Promise<void>
}

export interface PostgresLockOptions {
  /** Told when the lock was lost and could not be had again: another process may work here by now, so whoever goes on must stop. */
  readonly onLockLost: () => void
  /** Told of every connection of the lock that was lost. */
  readonly onConnectionLost: (error: Error) => void
  /** In milliseconds: so long it is tried to have a lost lock again. */
  readonly withoutLockAtMost?: number
}

/** An advisory lock of PostgreSQL; the first half of its key is that of no other lock here. */
const lockKey = '2, 0'
/** In milliseconds. A connection that went dead without a word is found by asking. */
const askEvery = 5_000
const answerWithin = 5_000
const retryEvery = 500
/** With the time until a loss is noticed, half a minute. */
const untilGivenUp = 20_000

/** A session of the database, told from a later one that was given the same number. */
interface Holder {
  readonly client: pg.Client
  readonly pid: number
  readonly since: string
}

/** What came of trying to have a lost lock again. */
type Attempt = Holder | 'held_by_another' | 'ours_is_ending'

/**
 * Makes sure that one process alone works on a database, by a lock that belongs to a connection of its own and ends with it. Throws
 * `in_use` where another has it. Where the connection is lost, the lock is taken again, or soon given up.
 */
export async function lockPostgres(
  url: string,
  { onLockLost, onConnectionLost, withoutLockAtMost = untilGivenUp }: PostgresLockOptions,
): Promise<PostgresLock> {
  const first = await take(url)
  if (typeof first === 'string') throw new StorageError('in_use', inUse(url))
  let holder = first
  let isGivenUp = false
  const released = new AbortController()
  let cancel = keep(first)
  /** Under way from the loss of a connection until the lock is ours again, given up or released. */
  let again: Promise<void> = Promise.resolve()

  /** Watches a connection, and asks it now and then whether it lives. */
  function keep({ client }: Holder): () => void {
    let isOver = false
    const lost = (error: Error) => {
      if (isOver) return
      isOver = true
      clearInterval(asking)
      // A connection that does not answer takes no goodbye either.
      client.end().catch(() => undefined)
      onConnectionLost(error)
      again = takeAgain()
    }
    const asking = setInterval(() => client.query('select 1').catch(lost), askEvery).unref()
    client.on('error', lost)
    client.on('end', () => lost(new Error('The connection that holds the lock of the database has ended')))
    return () => {
      isOver = true
      clearInterval(asking)
    }
  }

  function giveUp(): void {
    if (isGivenUp || released.signal.aborted) return
    isGivenUp = true
    onLockLost()
  }

  async function takeAgain(): Promise<void> {
    // Whatever the cause: that we reach no lock does not say that others do not, nor that what we had open does not write.
    const givingUp = setTimeout(giveUp, withoutLockAtMost).unref()
    const isOver = () => isGivenUp || released.signal.aborted
    while (!isOver()) {
      const attempt = await take(url, holder).catch((error: unknown) => {
        onConnectionLost(error instanceof Error ? error : new Error(String(error)))
        return 'ours_is_ending' as const
      })
      if (typeof attempt === 'object') {
        if (isOver()) await attempt.client.end().catch(() => undefined)
        else {
          holder = attempt
          cancel = keep(attempt)
        }
        break
      }
      if (attempt === 'held_by_another') giveUp()
      else await pause(retryEvery, undefined, { ref: false, signal: released.signal }).catch(() => undefined)
    }
    clearTimeout(givingUp)
  }

  return {
    async release() {
      released.abort()
      cancel()
      await again
      await holder.client.end().catch(() => undefined)
    },
  }
}

/** Takes the lock on a new connection, unless another session has it. One of our own that the server still believes in is ended. */
async function take(url: string, before?: Holder): Promise<Attempt> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerWithin,
    query_timeout: answerWithin,
    keepAlive: true,
  })
  // Whoever asks next is told; without a listener the process would end.
  client.on('error', () => undefined)
  await client.connect()
  let isEnding = false
  try {
    if (before) {
      const { rows } = await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
        [before.pid, before.since],
      )
      // A session gives its locks back before it leaves this list.
      isEnding = rows.length > 0
    }
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
  return isEnding ? 'ours_is_ending' : 'held_by_another'
}

/** Says where the database is, without who may open it; nothing where its address is no URL, though `pg` reads it. */
function inUse(url: string): string {
  const sentence = 'Another server works on this database'
  if (!URL.canParse(url)) return sentence
  const { host, pathname } = new URL(url)
  return `${sentence}: ${host}${pathname}`
}
