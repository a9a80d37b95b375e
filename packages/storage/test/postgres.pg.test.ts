import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openStorage } from '../src/index.ts'
import { lockPostgres } from '../src/postgres-lock.ts'
import { storageContract } from './contract/contract.ts'
import {
  buildPosition,
  drafter,
  insertPosition,
  insertReferences,
  ministry,
  now,
} from './support/builders.ts'
import { openGate } from './support/gate.ts'
import { openPostgresDatabase, startPostgres } from './support/postgres-server.ts'

const server = await startPostgres()

if (server === null) {
  it.skip('PostgreSQL: its program is not installed for this platform', () => undefined)
} else {
  afterAll(() => server.stop())

  storageContract('PostgreSQL', () => openPostgresDatabase(server))

  describe('PostgreSQL alone', () => {
    it('[ST3] a migration that fails half-way leaves nothing behind', async () => {
      const url = await server.createDatabase()
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('create table write_check (something text)')
      await expect(openStorage({ kind: 'postgres', url })).rejects.toMatchObject({
        code: 'migration_failed',
      })
      const tables = await client.query(
        "select tablename as name from pg_tables where schemaname = 'public' order by name",
      )
      expect(tables.rows.map(({ name }) => name)).toEqual([
        'kysely_migration',
        'kysely_migration_lock',
        'write_check',
      ])
      await client.query('drop table write_check')
      await client.end()
      const storage = await openStorage({ kind: 'postgres', url })
      await storage.checkWritable()
      await storage.close()
    })

    it('[ST4] commits wait for the disk though the server’s default is not to', async () => {
      const opened = await openPostgresDatabase(server)
      await opened.raw(
        'create table seen (setting text)',
        `create function note() returns trigger language plpgsql as $$
           begin insert into seen values (current_setting('synchronous_commit')); return new; end $$`,
        'create trigger note before insert on ministries for each row execute function note()',
      )
      expect(await opened.query('show synchronous_commit')).toEqual([{ synchronous_commit: 'off' }])
      await opened.storage.tables.ministries.insert(ministry)
      expect(await opened.query('select setting from seen')).toEqual([{ setting: 'on' }])
      await opened.close()
    })

    it('[ST1] two nodes that start at once migrate once', async () => {
      const url = await server.createDatabase()
      const nodes = await Promise.all([1, 2, 3].map(() => openStorage({ kind: 'postgres', url })))
      await nodes[0]?.tables.ministries.insert(ministry)
      expect(await nodes[2]?.tables.ministries.all()).toEqual([ministry])
      await Promise.all(nodes.map((node) => node.close()))
    })

    it('[ST31] [ST50] two nodes share one revision and one chain', async () => {
      const url = await server.createDatabase()
      const nodes = await Promise.all([1, 2].map(() => openStorage({ kind: 'postgres', url })))
      const [one] = nodes
      if (one === undefined) throw new Error('No node')
      await insertReferences(one)
      const created = buildPosition()
      await one.tables.positions.insert(created)
      const outcomes = await Promise.all(
        nodes.flatMap((node) =>
          Array.from({ length: 5 }, (_, writer) =>
            node.transaction(async (tables) => {
              const isSaved = await tables.positions.save(1, {
                ...created,
                position: { ...created.position, revision: 2, title: `Title ${writer}` },
              })
              await tables.events.append([
                {
                  positionId: 'position-1',
                  revision: 2,
                  personId: null,
                  country: null,
                  at: now,
                  event: { type: 'position.renamed', title: `Title ${writer}` },
                },
              ])
              return isSaved
            }),
          ),
        ),
      )
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      expect(await one.tables.events.verifyChain()).toMatchObject({ ok: true, count: 10 })
      await Promise.all(nodes.map((node) => node.close()))
    })

    it('[ST176] a purge goes through beside deeds on another position that have begun to write, whatever they write then', async () => {
      const opened = await openPostgresDatabase(server)
      const { storage } = opened
      await insertReferences(storage)
      await insertPosition(storage)
      const positionId = 'position-2'
      const other = buildPosition()
      await storage.tables.positions.insert({ ...other, position: { ...other.position, id: positionId } })
      const by = { personId: drafter.id, country: 'SE' as const, at: now }
      const point = (id: string) => ({
        ...{ id, positionId, ...by, contributionId: null, explanation: '', settlement: null },
        anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
        ...{ kind: 'replace' as const, text: 'six weeks' },
      })
      await storage.tables.proposals.insert(point('before'))
      const [begun, purged] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      // As somebody who changes a point that they prepare: the old one is settled, then the new one written.
      const deed = storage.transaction(async ({ positions, proposals }) => {
        await positions.byId(positionId)
        await proposals.settle('before', { kind: 'withdrawn', ...by, reason: null })
        begun.resolve()
        await purged.promise
        await proposals.insert(point('after'))
      })
      await begun.promise
      const purge = () =>
        storage.purge('position-1', (_tables, purging) => purging.joint('position-1', null, now))
      await Promise.all([purge(), purge()])
      purged.resolve()
      await deed
      expect(await storage.tables.proposals.byPosition(positionId)).toHaveLength(2)
      expect(await storage.tables.updates.purges('position-1')).toBe(2)
      await opened.close()
    })

    it('[ST177] while a purge is under way the guards stand for everybody else', async () => {
      const opened = await openPostgresDatabase(server)
      const { storage } = opened
      await insertReferences(storage)
      await insertPosition(storage)
      await storage.updateLog.append([
        { draftId: 'position-1', personId: null, at: now, update: Buffer.from('words') },
      ])
      await storage.purge('position-1', async (_tables, purging) => {
        expect(await purging.joint('position-1', null, now)).toMatchObject({ entries: 1 })
        for (const table of ['updates', 'events', 'versions', 'releases', 'rounds', 'threads'])
          await expect(opened.raw(`delete from ${table}`), table).rejects.toThrow(/append_only/)
      })
      await opened.close()
    })

    /** Opens a database for one process, and says whether that lost it. */
    const openAlone = async (url: string) => {
      const { promise: taken, resolve: onLockLost } = Promise.withResolvers<void>()
      const lost: Error[] = []
      const storage = await openStorage({
        kind: 'postgres',
        url,
        alone: { onLockLost },
        onConnectionLost: (error) => lost.push(error),
      })
      return { storage, taken, lost }
    }
    /** The session that holds the lock. */
    const holder = `select pid from pg_locks where locktype = 'advisory' and classid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`

    it('[ST173] one process has a database alone; a second is refused until the first has closed it', async () => {
      const opened = await openPostgresDatabase(server)
      const { storage } = await openAlone(opened.url)
      const refusal = await openAlone(opened.url).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ code: 'in_use' })
      expect(String(refusal)).toContain(new URL(opened.url).pathname)
      expect(String(refusal)).not.toContain('samsyn:samsyn')
      // Whoever does not ask for it alone is not kept out.
      await (await openStorage({ kind: 'postgres', url: opened.url })).close()
      await storage.checkWritable()
      await storage.close()
      const second = await openAlone(opened.url)
      await second.storage.checkWritable()
      await second.storage.close()
      await opened.close()
    })

    it('[ST173] where the address is one that only PostgreSQL’s own reading takes, the refusal goes without it', async () => {
      const opened = await openPostgresDatabase(server)
      const { hostname, port, pathname } = new URL(opened.url)
      const url = `postgres://samsyn:samsyn@${pathname}?host=${hostname}&port=${port}`
      const { storage } = await openAlone(url)
      const refusal = await openAlone(url).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ code: 'in_use', message: 'Another server works on this database' })
      await storage.close()
      await opened.close()
    })

    it('[ST174] a lock whose connection is lost is taken again', async () => {
      const opened = await openPostgresDatabase(server)
      const { storage, lost } = await openAlone(opened.url)
      const [before] = await opened.query(holder)
      await opened.raw(`select pg_terminate_backend(${before?.pid})`)
      await expect.poll(async () => (await opened.query(holder))[0]?.pid ?? before?.pid).not.toBe(before?.pid)
      expect(lost.length).toBeGreaterThan(0)
      await expect(openAlone(opened.url)).rejects.toMatchObject({ code: 'in_use' })
      await storage.close()
      expect(await opened.query(holder)).toEqual([])
      await opened.close()
    })

    it('[ST174] whoever lost it to another is told', async () => {
      const opened = await openPostgresDatabase(server)
      const { storage, taken } = await openAlone(opened.url)
      const [before] = await opened.query(holder)
      const other = await server.connect(opened.url)
      const begun = performance.now()
      // It waits for the lock when the other's connection ends.
      await other.query(`select pg_terminate_backend(${before?.pid}); select pg_advisory_lock(2, 0)`)
      await taken
      // At the first refusal once our old session is gone, not when the time is over.
      expect(performance.now() - begun).toBeLessThan(3_000)
      await storage.close()
      await other.end()
      await opened.close()
    }, 20_000)

    it('[ST180] a lock that cannot be asked for is given up in time, though other connections live', async () => {
      const opened = await openPostgresDatabase(server)
      const other = await server.connect(opened.url)
      const { promise: lost, resolve: onLockLost } = Promise.withResolvers<void>()
      const errors: Error[] = []
      const onConnectionLost = (error: Error) => errors.push(error)
      const lock = await lockPostgres(opened.url, { onLockLost, onConnectionLost, withoutLockAtMost: 1_000 })
      const { rows } = await other.query(holder)
      const name = new URL(opened.url).pathname.slice(1)
      // From now on nobody connects; whoever is connected works on.
      const beside = await server.connect(new URL('/postgres', opened.url).href)
      await beside.query(`alter database ${name} allow_connections false`)
      await other.query(`select pg_terminate_backend(${rows[0]?.pid})`)
      await lost
      expect(errors.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('not currently accepting connections'),
      )
      await beside.query(`alter database ${name} allow_connections true`)
      await beside.end()
      await lock.release()
      await expect.poll(async () => (await other.query(holder)).rows).toEqual([])
      await other.end()
      await opened.close()
    })

    it('[ST181] a lock that is released while it is taken again is given back before that is over', async () => {
      const opened = await openPostgresDatabase(server)
      const other = await server.connect(opened.url)
      const gate = await openGate(opened.url)
      const { promise: lost, resolve: onConnectionLost } = Promise.withResolvers<Error>()
      const told: string[] = []
      const onLockLost = () => told.push('lost')
      const lock = await lockPostgres(gate.url, { onLockLost, onConnectionLost })
      const { rows } = await other.query(holder)
      gate.shut()
      await other.query(`select pg_terminate_backend(${rows[0]?.pid})`)
      await lost
      const released = lock.release().then(() => told.push('released'))
      for (const _turn of [1, 2, 3]) await other.query('select 1')
      expect(told).toEqual([])
      gate.open()
      await released
      expect(told).toEqual(['released'])
      await expect.poll(async () => (await other.query(holder)).rows).toEqual([])
      await gate.close()
      await other.end()
      await opened.close()
    })

    it('[ST6] a lost idle connection is reported, and the next query opens another', async () => {
      const opened = await openPostgresDatabase(server)
      const { promise: lost, resolve } = Promise.withResolvers<Error>()
      const storage = await openStorage({ kind: 'postgres', url: opened.url, onConnectionLost: resolve })
      await storage.checkWritable()
      await opened.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      )
      expect(await lost).toBeInstanceOf(Error)
      await storage.checkWritable()
      await storage.close()
      await opened.close()
    })

    it('[ST295] an append whose answer is lost at the commit may be stored or not', async () => {
      const opened = await openPostgresDatabase(server)
      const storage = await opened.reopen()
      await opened.raw(`
        create function end_at_commit() returns trigger language plpgsql as
          $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger ends_at_commit after insert on updates
          deferrable initially deferred for each row execute function end_at_commit()`)
      const entry = { draftId: 'position-1', personId: null, at: now, update: Uint8Array.of(0, 0) }
      await expect(storage.updateLog.append([entry])).rejects.toMatchObject({ code: 'outcome_unknown' })
      await opened.raw('drop trigger ends_at_commit on updates')
      expect(await storage.updateLog.append([entry])).toHaveLength(1)
      await opened.close()
    })

    const entry = { draftId: 'position-1', personId: null, at: now, update: Uint8Array.of(0, 0) }
    /** Until somebody waits for the lock that a test holds. */
    const somebodyWaits = (other: pg.Client) =>
      expect.poll(async () => (await other.query(waiting)).rows, { timeout: 5_000 }).toHaveLength(1)
    const waiting = `select pid from pg_locks where locktype = 'advisory' and classid = 9 and not granted
      and database = (select oid from pg_database where datname = current_database())`
    const held = '9, 0'
    const waitForIt = `create function wait_for_it() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(${held}); return null; end $$`
    /** Opens a database whose log waits at a moment of an append for a test, through a gate. */
    const openWaiting = async (trigger: string, answerWithin?: number) => {
      const opened = await openPostgresDatabase(server)
      await opened.raw(waitForIt, trigger)
      const other = await server.connect(opened.url)
      await other.query(`select pg_advisory_lock(${held})`)
      const gate = await openGate(opened.url)
      const limit = answerWithin === undefined ? {} : { answerWithin }
      const storage = await openStorage({ kind: 'postgres', url: gate.url, ...limit })
      return {
        ...{ storage, gate, other, opened },
        letGo: () => other.query(`select pg_advisory_unlock(${held})`),
        async close() {
          await storage.close()
          await gate.close()
          await other.end()
          await opened.close()
        },
      }
    }
    const inTheMiddle =
      'create trigger waits after insert on updates for each row execute function wait_for_it()'
    const atCommit = `create constraint trigger waits after insert on updates
      deferrable initially deferred for each row execute function wait_for_it()`

    it('[ST313] [ST314] an append whose connection is cut without a word is refused in time, and the next goes through', async () => {
      const { storage, gate, other, letGo, close } = await openWaiting(inTheMiddle, 2_000)
      const appended = expect(storage.updateLog.append([entry])).rejects.toMatchObject({
        code: 'not_writable',
      })
      await somebodyWaits(other)
      gate.stall()
      // It has the lock of its draft, and would keep it for as long as it waits for us.
      await letGo()
      await appended
      expect(await storage.updateLog.append([entry])).toHaveLength(1)
      expect((await storage.updateLog.load('position-1')).entries).toHaveLength(1)
      await close()
    }, 30_000)

    it('[ST313] one that is cut at its commit may be stored or not', async () => {
      const { storage, gate, other, letGo, close } = await openWaiting(atCommit, 1_000)
      const appended = expect(storage.updateLog.append([entry])).rejects.toMatchObject({
        code: 'outcome_unknown',
      })
      await somebodyWaits(other)
      gate.stall()
      await appended
      await letGo()
      expect(await storage.updateLog.append([entry])).toHaveLength(1)
      expect((await storage.updateLog.load('position-1')).entries).toHaveLength(2)
      await close()
    }, 30_000)

    it('[ST313] reading over connections that are cut fails in time, and then goes over another', async () => {
      const opened = await openPostgresDatabase(server)
      const gate = await openGate(opened.url)
      const lost: Error[] = []
      const onConnectionLost = (error: Error) => lost.push(error)
      const storage = await openStorage({
        kind: 'postgres',
        url: gate.url,
        answerWithin: 500,
        onConnectionLost,
      })
      const { sessions } = storage.tables
      await sessions.valid(now)
      gate.stall()
      await expect(sessions.valid(now)).rejects.toThrow()
      expect(lost.map(({ message }) => message)).toEqual([expect.stringContaining('500 ms')])
      expect(await sessions.valid(now)).toEqual([])
      await storage.close()
      await gate.close()
      await opened.close()
    }, 30_000)

    it('[ST314] a purge and a scrub take as long as they take', async () => {
      const opened = await openPostgresDatabase(server)
      await insertReferences(opened.storage)
      await insertPosition(opened.storage)
      await opened.raw(
        `create function take_time() returns trigger language plpgsql as
          $$ begin perform pg_sleep(1); return null; end $$`,
        'create trigger takes_time after insert on purges for each row execute function take_time()',
      )
      const storage = await openStorage({ kind: 'postgres', url: opened.url, answerWithin: 200 })
      await storage.purge('position-1', (_tables, purging) => purging.joint('position-1', null, now))
      const other = await server.connect(opened.url)
      await other.query('begin; lock table wordings in share mode')
      const scrubbed = storage.scrub()
      await other.query('select pg_sleep(1); commit')
      await scrubbed
      expect(await opened.query('select is_scrubbed from purges')).toEqual([{ is_scrubbed: '1' }])
      await other.end()
      await storage.close()
      await opened.close()
    }, 30_000)

    it('[ST315] a draft is loaded with what an append stores whose connection was lost at the commit', async () => {
      const { storage, gate, other, letGo, close } = await openWaiting(atCommit)
      const appended = expect(storage.updateLog.append([entry])).rejects.toMatchObject({
        code: 'outcome_unknown',
      })
      await somebodyWaits(other)
      gate.cut()
      await appended
      const loading = storage.updateLog.load('position-1')
      // Others are loaded meanwhile.
      expect(await storage.updateLog.load('position-2')).toEqual({ snapshot: null, entries: [] })
      await letGo()
      expect((await loading).entries).toHaveLength(1)
      await close()
    }, 30_000)

    it('[ST315] however many drafts wait, others are loaded and written', async () => {
      const opened = await openPostgresDatabase(server)
      const { updateLog } = opened.storage
      const other = await server.connect(opened.url)
      const drafts = Array.from({ length: 30 }, (_, index) => `waiting-${index}`)
      await other.query('begin')
      for (const draftId of drafts)
        await other.query('select pg_advisory_xact_lock(1, hashtext($1))', [draftId])
      const loading = Promise.all(drafts.map((draftId) => updateLog.load(draftId)))
      await updateLog.append([entry])
      expect((await updateLog.load('position-1')).entries).toHaveLength(1)
      expect(await opened.storage.tables.sessions.valid(now)).toEqual([])
      await other.query('commit')
      expect(await loading).toHaveLength(30)
      await other.end()
      await opened.close()
    }, 30_000)

    it('[ST6] a database that is set to be read only can’t be written', async () => {
      const opened = await openPostgresDatabase(server)
      const [database] = await opened.query('select current_database() as name')
      await opened.raw(`alter database ${database?.name} set default_transaction_read_only = on`)
      const storage = await opened.reopen()
      await expect(storage.checkWritable()).rejects.toMatchObject({ code: 'not_writable' })
      expect(await storage.tables.positions.all()).toEqual([])
      await opened.close()
    })
  })
}
