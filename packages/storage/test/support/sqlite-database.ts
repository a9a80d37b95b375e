import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openForReading, openStorage } from '../../src/index.ts'
import { type KeysGiven, testKeys } from './keys.ts'
import type { Opened } from './opened.ts'

/** A new SQLite file in a folder of its own. */
export async function openSqliteDatabase(): Promise<Opened & { readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-storage-'))
  const path = join(folder, 'samsyn.db')
  const open = (given: KeysGiven = testKeys) =>
    openStorage({ kind: 'sqlite', path, busyTimeout: 100, ...given })
  let storage = await open()
  const beside = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: true })
    try {
      return work(database)
    } finally {
      database.close()
    }
  }
  const query = async (statement: string) => beside((database) => database.prepare(statement).all())
  const raw = async (...statements: readonly string[]) =>
    beside((database) => {
      for (const statement of statements) database.exec(statement)
    })
  return {
    path,
    storage,
    async reopen(given) {
      await storage.close()
      storage = await open(given)
      return storage
    },
    reading: () => openForReading({ kind: 'sqlite', path }),
    bytes: async () =>
      Buffer.concat(await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))))),
    raw,
    query,
    async unguard(table) {
      const triggers = await query(
        `select name from sqlite_master where type = 'trigger' and tbl_name = '${table}'`,
      )
      await raw(...triggers.map(({ name }) => `drop trigger ${name}`))
    },
    async close() {
      await storage.close()
      await rm(folder, { recursive: true })
    },
  }
}
