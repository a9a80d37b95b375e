import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { PackedEntries, Written } from './sqlite-writer.ts'

const { path, busyTimeout } = workerData as { readonly path: string; readonly busyTimeout: number }

const database = new DatabaseSync(path, { timeout: busyTimeout })
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
const insert = database.prepare('insert into updates (position_id, person_id, at, bytes) values (?, ?, ?, ?)')

parentPort?.on('message', (packed: PackedEntries | null) => {
  if (packed === null) {
    database.close()
    parentPort?.close()
  } else {
    parentPort?.postMessage(write(packed))
  }
})

function write({ places, ends, bytes }: PackedEntries): Written {
  try {
    database.exec('begin immediate')
    const sequences = places.map(([positionId, personId, at], index) => {
      const update = bytes.subarray(ends[index - 1] ?? 0, ends[index])
      return Number(insert.run(positionId, personId, at, update).lastInsertRowid)
    })
    database.exec('commit')
    return { ok: true, sequences }
  } catch (error) {
    // After a full disk SQLite has rolled back already; the first error is the one to report.
    if (database.isTransaction) database.exec('rollback')
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
