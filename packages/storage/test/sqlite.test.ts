import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventHash, firstPreviousHash } from '../src/event-hash.ts'
import { openStorage } from '../src/index.ts'
import { sqliteDialect } from '../src/sqlite.ts'
import { storageContract } from './contract/contract.ts'
import { drafter, insertPosition, insertReferences, ministry, now } from './support/builders.ts'
import { openSqliteDatabase } from './support/sqlite-database.ts'

storageContract('SQLite', openSqliteDatabase)

describe('SQLite alone', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-storage-'))
    path = join(folder, 'samsyn.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('[ST3] a migration that fails half-way leaves nothing behind', async () => {
    using database = new DatabaseSync(path)
    database.exec('create table write_check (something text)')
    await expect(openStorage({ kind: 'sqlite', path })).rejects.toMatchObject({ code: 'migration_failed' })
    const tables = database
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .all()
    expect(tables.map(({ name }) => name)).toEqual([
      'kysely_migration',
      'kysely_migration_lock',
      'write_check',
    ])
    expect(database.prepare('select * from kysely_migration').all()).toEqual([])
    database.exec('drop table write_check')
    const storage = await openStorage({ kind: 'sqlite', path })
    await storage.checkWritable()
    await storage.close()
  })

  it('[ST1] [ST54] events of before people had events go over as they are, guarded as ever', async () => {
    const before = await openStorage({ kind: 'sqlite', path })
    await insertReferences(before)
    await insertPosition(before)
    await before.tables.events.append(
      ['A', 'B'].map((title) => ({
        positionId: 'position-1',
        revision: 1,
        personId: drafter.id,
        country: 'SE',
        at: now,
        event: { type: 'position.renamed', title },
      })),
    )
    let previousHash = firstPreviousHash
    // As they were hashed before there were digests.
    const stored = (await before.tables.events.byPosition('position-1')).toReversed().map((event) => {
      const old = { ...event, salt: null, digest: null, previousHash }
      previousHash = eventHash(old)
      return { ...old, hash: previousHash }
    })
    await before.close()
    using database = new DatabaseSync(path)
    database.exec(`
      create table old (sequence integer primary key, position_id text not null references positions (id),
        revision integer not null, person_id text references people (id), country text, capacity text,
        at text not null, event text not null, previous_hash text not null, hash text not null unique) strict;
      insert into old select sequence, position_id, revision, person_id, country, capacity, at, event, previous_hash, hash
        from events;
      ${stored.map((event) => `update old set previous_hash = '${event.previousHash}', hash = '${event.hash}' where sequence = ${event.sequence};`).join('')}
      drop trigger event_chain_forward;
      update event_chain set last_hash = '${previousHash}';
      drop table events;
      alter table old rename to events;
      create index events_by_position on events (position_id, sequence);
      drop table recoveries;
      drop table deputyships;
      drop table calendar_feeds;
      drop table heartbeat;
      drop table outages;
      drop table mail_addresses;
      drop table notifications;
      drop table mails;
      drop table notification_ways;
      drop table notified;
      drop table invitations;
      drop table passkeys;
      drop table account_turns;
      drop table purge_asks;
      drop table spills;
      drop table extensions;
      drop table signatures;
      drop table act_signatures;
      drop table reservation_lifts;
      alter table decisions drop column statement_hash;
      drop table confirmations;
      drop table delegation_contacts;
      drop table corrigendum_endings;
      drop table corrigenda;
      drop table support_withdrawals;
      drop table reconfirmations;
      alter table positions drop column postponement;
      drop table follow_up_turns;
      drop table follow_ups;
      drop table report_notes;
      drop table consolidations;
      drop table reports;
      drop table translations;
      drop table record_notes;
      drop table extension_requests;
      alter table decisions drop column deputy_for;
      alter table sessions drop column passkey_id;
      drop trigger grants_no_delete;
      drop trigger grants_no_replace;
      drop trigger grants_fill_once;
      alter table grants drop column ended_at;
      alter table positions drop column releasable_to;
      drop trigger rounds_fill_once;
      alter table rounds drop column reservation_effects;
      alter table forums drop column reservation_effects;
      alter table own_pages drop column key_id;
      alter table versions drop column place;
      alter table pages_versions drop column place;
      drop table purges;
      drop table search_words;
      drop table search_texts;
      delete from kysely_migration where name >= '0010';
    `)
    const after = await openStorage({ kind: 'sqlite', path })
    expect(await after.tables.events.byPosition('position-1')).toStrictEqual(stored.toReversed())
    expect(await after.tables.events.verifyChain()).toMatchObject({ ok: true, count: 2 })
    expect(() => database.exec('delete from events')).toThrow(/append_only/)
    await after.close()
  })

  it('[ST7] a second opening is refused until the first is closed', async () => {
    const first = await openStorage({ kind: 'sqlite', path })
    await expect(openStorage({ kind: 'sqlite', path })).rejects.toMatchObject({ code: 'in_use' })
    await first.checkWritable()
    await first.close()
    const second = await openStorage({ kind: 'sqlite', path })
    await second.checkWritable()
    await second.close()
  })

  it('[ST7] a database that may not be written is refused by name', async () => {
    // Not even root writes into a folder that is not there.
    const elsewhere = join(folder, 'elsewhere', 'samsyn.db')
    await expect(openStorage({ kind: 'sqlite', path: elsewhere })).rejects.toMatchObject({
      code: 'not_writable',
    })
  })

  it('[ST4] what is committed is on disk, and foreign keys are kept', async () => {
    const db = new Kysely<unknown>({ dialect: sqliteDialect(path, { busyTimeout: 0 }) })
    const pragma = async (name: string) =>
      (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0]
    const full = 2
    expect(await pragma('synchronous')).toMatchObject({ synchronous: full })
    expect(await pragma('journal_mode')).toMatchObject({ journal_mode: 'wal' })
    expect(await pragma('foreign_keys')).toMatchObject({ foreign_keys: 1 })
    await db.destroy()
  })

  it('[ST6] a database that another process keeps locked can’t be written, and can again afterwards', async () => {
    const storage = await openStorage({ kind: 'sqlite', path, busyTimeout: 1 })
    const database = new DatabaseSync(path)
    database.exec('begin immediate')
    await expect(storage.checkWritable()).rejects.toMatchObject({ code: 'not_writable' })
    await expect(storage.tables.ministries.insert(ministry)).rejects.toThrow()
    database.exec('rollback')
    database.close()
    await storage.checkWritable()
    await storage.close()
  })

  it('[ST10] a transaction that reads and then writes is not broken off by another process’ write', async () => {
    const storage = await openStorage({ kind: 'sqlite', path, busyTimeout: 1 })
    using database = new DatabaseSync(path)
    database.exec('pragma busy_timeout = 1')
    await storage.transaction(async (tables) => {
      await tables.ministries.all()
      expect(() => database.exec('update write_check set count = count + 1')).toThrow()
      await tables.ministries.insert(ministry)
    })
    expect(await storage.tables.ministries.all()).toEqual([ministry])
    await storage.close()
  })

  it('[ST1] a file that is no database is refused and left as it is', async () => {
    const letter = 'This is a letter. '.repeat(100)
    await writeFile(path, letter)
    await expect(openStorage({ kind: 'sqlite', path })).rejects.toThrow()
    expect(await readFile(path, 'utf8')).toBe(letter)
  })
})
