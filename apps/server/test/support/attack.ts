import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hashedFields, type PositionEvent } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { type NewEvent, openForReading, openStorage } from '@samsyn/storage'
import type { VerifyReport } from '../../src/verify/report.ts'
import { verifyDatabase } from '../../src/verify/verify-database.ts'

/** What verify says of a database. */
export async function reportOf(path: string): Promise<VerifyReport> {
  const storage = await openForReading({ kind: 'sqlite', path })
  return verifyDatabase(storage).finally(() => storage.close())
}

/** Makes copies of a database that somebody with its own tools has been at, its guards gone, and says what is wrong with each. */
export function attackerOf(folder: string) {
  let copies = 0
  return async (attack: (database: DatabaseSync, path: string) => unknown): Promise<readonly string[]> => {
    copies += 1
    const path = join(folder, `attacked-${copies}.sqlite`)
    copyFileSync(join(folder, 'samsyn.sqlite'), path)
    const database = new DatabaseSync(path)
    unguard(database)
    await attack(database, path)
    database.close()
    return (await reportOf(path)).faults.map(({ kind }) => kind)
  }
}

function unguard(database: DatabaseSync): void {
  const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  database.exec('pragma foreign_keys = off')
}

/** Appends events with right hashes, as the server does. */
export async function append(path: string, ...entries: readonly NewEvent[]): Promise<void> {
  const storage = await openStorage({ kind: 'sqlite', path })
  await storage.tables.events.append(entries)
  await storage.close()
}

/** Appends an event of a position. */
export function appendTo(
  path: string,
  positionId: string,
  event: PositionEvent,
  by: Pick<NewEvent, 'personId' | 'country' | 'at'>,
): Promise<void> {
  return append(path, { positionId, revision: 99, ...by, event })
}

/** Writes the events as they were before decisions were signed and capacities told, and the chain of them anew. */
export function asBeforeSignatures(path: string): void {
  const database = new DatabaseSync(path)
  const guards = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all()
  unguard(database)
  const write = database.prepare(
    'update events set event = ?, capacity = null, digest = ?, previous_hash = ?, hash = ? where sequence = ?',
  )
  let previousHash = '0'.repeat(64)
  for (const row of database.prepare('select * from events order by sequence').all()) {
    const { decisionId, statementHash, keyHash, kind, parties, leadsFor, awaitsLeadOf, leadOf, ...event } =
      JSON.parse(String(row.event))
    const digest = textHash(`${row.salt}${canonicalText(event)}`)
    const hash = textHash(
      canonicalText(
        hashedFields({
          sequence: Number(row.sequence),
          positionId: row.position_id === null ? null : String(row.position_id),
          revision: row.revision === null ? null : Number(row.revision),
          personId: row.person_id === null ? null : String(row.person_id),
          country: row.country === null ? null : String(row.country),
          capacity: null,
          at: String(row.at),
          event,
          digest,
          previousHash,
        }),
      ),
    )
    write.run(canonicalText(event), digest, previousHash, hash, Number(row.sequence))
    previousHash = hash
  }
  database.prepare('update event_chain set last_hash = ?').run(previousHash)
  for (const { sql } of guards) database.exec(String(sql))
  database.close()
}
