import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStorage } from '../src/index.ts'
import { openSqliteLog } from '../src/sqlite-log.ts'
import { createSqliteWriter, type SqliteWriter } from '../src/sqlite-writer.ts'

/** More than are synced on the spot, so that the sync is the one that can be made to fail. */
const entries = Array.from({ length: 40 }, (_, index) => ({
  draftId: 'position-1',
  personId: null,
  at: '2026-03-02T08:00:00.000Z',
  update: Uint8Array.of(0, 0, index),
}))

function countIn(path: string): unknown {
  using database = new DatabaseSync(path)
  return database.prepare('select count(*) as count from updates').get()?.count
}

describe('a disk that does not sync', () => {
  let folder: string
  let path: string
  let writer: SqliteWriter
  let isBroken = false
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-writer-'))
    path = join(folder, 'samsyn.db')
    await (await openStorage({ kind: 'sqlite', path })).close()
    isBroken = false
    writer = createSqliteWriter(path, {
      busyTimeout: 100,
      sync: async () => {
        if (isBroken) throw new Error('EIO')
      },
    })
  })
  afterEach(async () => {
    await writer.close()
    await rm(folder, { recursive: true })
  })

  it('[ST295] where a sync fails, what was written stands in the database file', async () => {
    isBroken = true
    expect(await writer.write(entries)).toHaveLength(40)
    // Without its write-ahead log: what could not be synced there.
    const alone = join(folder, 'alone.db')
    await copyFile(path, alone)
    expect(countIn(alone)).toBe(40)
  })

  it('[ST295] while it cannot be put there it may be stored or not, and nothing more is written or called sure', async () => {
    isBroken = true
    const reader = new DatabaseSync(path)
    reader.exec('begin; select count(*) from updates')
    await expect(writer.write(entries)).rejects.toMatchObject({ code: 'outcome_unknown' })
    isBroken = false
    await expect(writer.write(entries)).rejects.toMatchObject({ code: 'not_writable' })
    expect(() => writer.makeSure()).toThrow(expect.objectContaining({ code: 'not_writable' }))
    reader.close()
    expect(countIn(path)).toBe(40)
    writer.makeSure()
    expect(await writer.write(entries)).toHaveLength(40)
    expect(countIn(path)).toBe(80)
  })
})

describe('the log of an SQLite file', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-log-'))
    path = join(folder, 'samsyn.db')
    await (await openStorage({ kind: 'sqlite', path })).close()
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('[ST310] is synced at each commit, but for what another thread is to sync', () => {
    // Its connection is nobody else's: it is asked from inside each of its own transactions.
    const opened = vi.spyOn(DatabaseSync.prototype, 'exec')
    onTestFinished(() => void opened.mockRestore())
    const log = openSqliteLog(path, { busyTimeout: 0 })
    const [connection] = opened.mock.contexts
    if (!(connection instanceof DatabaseSync)) throw new Error('The log has no connection')
    const seen: unknown[] = []
    const pragma = connection.prepare('pragma synchronous')
    connection.function('look', () => {
      seen.push(pragma.get()?.synchronous)
      return null
    })
    connection.exec('create temp trigger look after insert on updates begin select look(); end')
    const [normal, full] = [1, 2]
    const row = ['position-1', null, '2026-03-02T08:00:00.000Z', Uint8Array.of(0, 0)] as const
    log.write([row])
    log.writeUnsynced([row])
    log.write([row, row])
    expect(seen).toEqual([full, normal, full, full])
    log.close()
  })

  it('[ST311] an append is not done before the sync that was left to another thread', async () => {
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const writer = createSqliteWriter(path, {
      busyTimeout: 100,
      sync: () => {
        begun.resolve()
        return held.promise
      },
    })
    let isDone = false
    const writing = writer.write(entries).then(() => {
      isDone = true
    })
    await begun.promise
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    expect(isDone).toBe(false)
    held.resolve()
    await writing
    expect(countIn(path)).toBe(40)
    await writer.close()
  })
})
