import type { Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration'
import type { Connection } from './connection.ts'
import { migrations } from './migrations/index.ts'
import type { Database } from './schema.ts'
import { StorageError } from './storage-error.ts'

/** Brings the schema to the newest state; refuses a database that a newer program has migrated further. */
export async function migrate({ db, dialect }: Connection): Promise<void> {
  const known = migrations(dialect)
  const unknown = (await executed(db)).find((name) => !(name in known))
  if (unknown !== undefined) {
    throw new StorageError(
      'schema_too_new',
      `The database has a migration this program doesn't know: ${unknown}`,
    )
  }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => known },
  }).migrateToLatest()
  if (error !== undefined) {
    throw new StorageError('migration_failed', 'The schema could not be migrated', { cause: error })
  }
}

/** Makes sure that the schema is the newest one, without changing anything. */
export async function assertMigrated({ db, dialect }: Connection): Promise<void> {
  const [known, done] = [Object.keys(migrations(dialect)), await executed(db)]
  if (done.some((name) => !known.includes(name)))
    throw new StorageError('schema_too_new', 'The database was written by a newer version of this program')
  if (known.some((name) => !done.includes(name)))
    throw new StorageError('schema_outdated', 'The database is not in the schema of this version yet')
}

async function executed(db: Kysely<Database>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return []
  const rows = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute()
  return rows.map(({ name }) => name)
}
