import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeCodes, liveEventName } from '@samsyn/protocol'
import { openForReading } from '@samsyn/storage'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate } from '../../../../packages/storage/test/support/gate.ts'
import { startPostgres } from '../../../../packages/storage/test/support/postgres-server.ts'
import { verifyDatabase } from '../../src/verify/verify-database.ts'
import { accept, linkFor, tokenOf } from '../support/accounts.ts'
import { approvalRaceContract } from '../support/approval-race.ts'
import { beginPosition, sharePosition } from '../support/begun-position.ts'
import { eventually, openDraft } from '../support/drafter.ts'
import { startServerProcess } from '../support/server-process.ts'
import {
  inviteLead,
  positionToSign,
  prepare,
  releaseSigned,
  type SigningLead,
  signed,
} from '../support/signing.ts'
import { signIn, startTestServer, type TestServer } from '../support/test-server.ts'

const postgres = await startPostgres()

if (postgres === null) {
  it.skip('PostgreSQL: its program is not installed for this platform', () => undefined)
} else {
  describe('servers on PostgreSQL', () => {
    let folder: string
    let env: Record<string, string>
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'samsyn-pg-'))
      env = {
        DATABASE_URL: await postgres.createDatabase(),
        OWN_PAGES_KEYS: join(folder, 'keys.json'),
        DATA_DIR: folder,
      }
    })
    afterAll(async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    })

    it('[A356] a whole database on PostgreSQL is checked beside its server, and a change in it found', async () => {
      const url = await postgres.createDatabase()
      const server = await startTestServer({ ...env, DATABASE_URL: url })
      await releaseSigned(server)
      const check = async () => {
        const storage = await openForReading({ kind: 'postgres', url })
        return verifyDatabase(storage).finally(() => storage.close())
      }
      expect(await check()).toMatchObject({ signed: 3, faults: [] })
      const client = await postgres.connect(url)
      await client.query('alter table signatures disable trigger all')
      await client.query(`update signatures set statement = statement || ' '`)
      await client.end()
      expect((await check()).faults.map(({ kind }) => kind)).toEqual(Array(3).fill('statement_changed'))
      await server.stop()
    })

    it('[A600] [A732] pages come with their texts, and folders with whom to ask, as the API answers', async () => {
      const server = await startTestServer({ ...env, DATABASE_URL: await postgres.createDatabase() })
      const params = { positionId: 'comment-periods' }
      const contact = { name: 'Attaché on duty', phone: '+358 50 123 4567', mail: null }
      await (await server.signIn('lead-fi')).call('nameContact', { params, body: { contact } })
      const client = await server.signIn('delegate-se')
      const { releaseInForce, meeting } = await client.call('getPosition', { params })
      for (const [page, answer, what] of [
        [`/read/${releaseInForce}`, `/api/releases/${releaseInForce}`, 'release'],
        [`/meetings/${meeting?.id}/folder`, `/api/meetings/${meeting?.id}/folder`, 'folder'],
      ] as const) {
        const { body } = await client.ask('GET', page)
        const [, embedded = ''] =
          /<script type="application\/json" id="drawn-from">([^<]*)</.exec(String(body)) ?? []
        expect(String(body)).toContain('Joint position on comment periods')
        const told = (await client.ask('GET', answer)).body
        expect((JSON.parse(embedded) as Record<string, unknown>)[what]).toEqual(told)
        if (what === 'folder') expect(JSON.stringify(told)).toContain(contact.phone)
      }
      const shut = await (await server.signIn('administrator')).ask('GET', `/read/${releaseInForce}`)
      expect(String(shut.body)).not.toContain('id="drawn-from"')
      await server.stop()
    })

    describe('leads who approve and decline', () => {
      let server: TestServer
      beforeAll(async () => {
        server = await startTestServer({ ...env, DATABASE_URL: await postgres.createDatabase() })
      })
      afterAll(() => server.stop())
      approvalRaceContract(() => server)
    })

    it('[A713] what somebody signs just as it is taken from them comes before that in the log, and verify finds nothing', async () => {
      const url = await postgres.createDatabase()
      const server = await startTestServer({ ...env, DATABASE_URL: url })
      const [other, watch] = [await postgres.connect(url), await postgres.connect(url)]
      const waiting = async () =>
        (
          await watch.query(`select pid from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`)
        ).rows.length
      const administrator = await server.signIn('administrator')
      /** Takes something away while an answer has passed every right and is not stored. */
      const crossing = async ({ client, authenticator }: SigningLead, taking: () => Promise<unknown>) => {
        const body = signed(await prepare(client, positionToSign), authenticator)
        await other.query('begin')
        await other.query('select id from passkeys for update')
        const answer = client.call('signDecision', { params: { positionId: positionToSign }, body })
        await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
        let isTaken = false
        const taken = taking().then(() => {
          isTaken = true
        })
        await expect.poll(async () => isTaken || (await waiting()) === 2, { timeout: 20_000 }).toBe(true)
        await other.query('commit')
        expect((await answer).round?.decisions.at(-1)?.country).toBe('FI')
        await taken
      }
      // No lead has to approve it, so that it takes what they may at once.
      const asAdministrator = ({ personId }: SigningLead) =>
        administrator.call('changeRoles', {
          params: { personId },
          body: {
            roles: [{ role: 'administrator', readsDrafts: false }],
            ministry: { kind: 'none' },
            ends: [],
          },
        })
      const [one, two, three] = [
        await inviteLead(server, administrator, 'FI'),
        await inviteLead(server, administrator, 'FI'),
        await inviteLead(server, administrator, 'FI'),
      ]
      const link = await linkFor(server, administrator, {
        name: 'Deputy',
        country: 'FI',
        ministry: { kind: 'none' },
        roles: [{ role: 'drafter', readsDrafts: false }],
      })
      const { client, authenticator } = await accept(server, tokenOf(link), { name: null })
      const { person } = await client.call('getSession')
      const deputy = { client, authenticator, personId: person.id }
      const name = () =>
        two.client.call('nameDeputy', {
          body: {
            deputyId: deputy.personId,
            from: null,
            to: new Date(Date.now() + 86_400_000).toISOString(),
          },
        })
      await crossing(one, () => asAdministrator(one))
      await crossing(three, () =>
        administrator.call('disableAccount', {
          params: { personId: three.personId },
          body: { reason: 'Left' },
        }),
      )
      const [named] = (await name()).named
      await crossing(deputy, () =>
        two.client.call('endDeputyship', { params: { deputyshipId: named?.id ?? '' } }),
      )
      await name()
      await crossing(deputy, () => asAdministrator(two))
      const storage = await openForReading({ kind: 'postgres', url })
      expect(await verifyDatabase(storage).finally(() => storage.close())).toMatchObject({
        signed: 4,
        faults: [],
      })
      await Promise.all([other.end(), watch.end()])
      await server.stop()
    }, 120_000)

    it('[A307] a second server on the same database stops at once; after a kill the database is free', async () => {
      const first = await startServerProcess(env)
      await expect(startServerProcess(env)).rejects.toThrow(/ended with code 1/)
      expect((await fetch(`${first.url}/api/health`)).status).toBe(200)
      expect(await first.end('SIGKILL')).toBe('SIGKILL')
      const second = await startServerProcess(env)
      expect(await second.end('SIGTERM')).toBe(0)
    }, 60_000)

    it('[A307] a server whose database another has taken over ends itself', async () => {
      const server = await startServerProcess(env)
      const other = await postgres.connect(env.DATABASE_URL ?? '')
      await other.query(`select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and classid = 2 and pid <> pg_backend_pid(); select pg_advisory_lock(2, 0)`)
      expect(await server.ended).toBe(1)
      await other.end()
    }, 60_000)

    it('[A808] connections to the database that are cut without a word keep neither saving nor a sign-out up', async () => {
      const url = await postgres.createDatabase()
      const gate = await openGate(url)
      const server = await startTestServer({ ...env, DATABASE_URL: gate.url, LOG_LEVEL: 'silent' })
      const clients = await Promise.all(
        ['drafter-dk', 'drafter-fi'].map((person) => signIn(server.url, person)),
      )
      const [writer, other] = clients.map((client) => openDraft(client, 'reporting-template'))
      if (!writer || !other) throw new Error('Two drafts were opened')
      await Promise.all([writer.synced(), other.synced()])
      writer.type('Before.')
      await writer.saved()
      gate.stall()
      writer.type('While nobody answers.')
      const operator = await postgres.connect(url)
      await operator.query(`delete from sessions where person_id = 'drafter-fi'`)
      await eventually(() => writer.refusals.includes('not_stored'))
      writer.type('After.')
      await writer.saved()
      await eventually(() => other.closeCodes.includes(closeCodes.signed_out))
      for (const draft of [writer, other]) draft.leave()
      await operator.end()
      await server.stop()
      await gate.close()
    }, 90_000)

    it('[A306] nothing is typed into a text any more from the moment of its report', async () => {
      const server = await startTestServer({ ...env, DATABASE_URL: await postgres.createDatabase() })
      const clients = await Promise.all(
        ['drafter-dk', 'drafter-fi', 'lead-dk'].map((person) => signIn(server.url, person)),
      )
      const positionId = 'reporting-template'
      const drafts = clients.map((client) => openDraft(client, positionId))
      await Promise.all(drafts.map((draft) => draft.synced()))
      let isReported = false
      const typing = (async () => {
        for (let typed = 0; typed < 1500 && !isReported; typed += 1) {
          for (const draft of drafts) draft.type('Typed meanwhile.')
          await new Promise((resolve) => setImmediate(resolve))
        }
      })()
      await eventually(() => drafts.every((draft) => draft.acknowledged > 0))
      const body = { country: null, reason: 'An annex was pasted in.' }
      await clients[0]?.call('reportSpill', { params: { positionId }, body })
      isReported = true
      await typing
      await eventually(() => drafts.every((draft) => draft.closeCodes.includes(closeCodes.spill_locked)))
      for (const draft of drafts) draft.leave()
      const [spill] = await server.storage.tables.spills.byPosition(positionId)
      const entries = await server.storage.updateLog.history(positionId)
      expect(entries.filter(({ at }) => at > (spill?.at ?? ''))).toEqual([])
      expect(entries.filter(({ personId }) => personId === 'lead-dk').length).toBeGreaterThan(0)
      await server.stop()
    }, 60_000)

    it('[A311] a purge is told of before its words are taken off the disk, and is done where that fails', async () => {
      const url = await postgres.createDatabase()
      const logged: string[] = []
      const logger = pino({ level: 'error' }, { write: (line) => logged.push(line) })
      const server = await startTestServer({ ...env, DATABASE_URL: url }, { logger })
      const lead = await signIn(server.url, 'lead-dk')
      const drafter = await signIn(server.url, 'drafter-dk')
      const params = { positionId: (await sharePosition(drafter, await beginPosition(drafter))).id }
      const body = { country: null, reason: 'An annex was pasted in.' }
      const { spills } = await lead.call('reportSpill', { params, body })
      const socket = io(server.url, { extraHeaders: { cookie: lead.cookie }, transports: ['websocket'] })
      await new Promise<void>((resolve) => socket.once('connect', resolve))
      const told = new Promise<void>((resolve) =>
        socket.on(liveEventName, ({ type }) => type === 'spill.purged' && resolve()),
      )
      const operator = await postgres.connect(url)
      // A backup reads what the scrub wants to rewrite.
      const backup = await postgres.connect(url)
      await backup.query('begin; select id from rounds')
      let isAnswered = false
      const answer = lead
        .call('purgeSpill', {
          params: { ...params, spillId: spills[0]?.id ?? '' },
          body: { version: null, reason: 'It was classified.' },
        })
        .finally(() => {
          isAnswered = true
        })
      await told
      expect(isAnswered).toBe(false)
      const scrub = `from pg_stat_activity where query ilike 'vacuum full%' and state = 'active'`
      await expect.poll(async () => (await operator.query(`select pid ${scrub}`)).rows.length).toBe(1)
      await operator.query(`select pg_cancel_backend(pid) ${scrub}`)
      expect(await answer).toMatchObject({ spills: [], purges: [{ country: null, count: 1 }] })
      expect(logged.map((line) => JSON.parse(line))).toMatchObject([
        { security: true, msg: 'what was purged could not be taken off the disk' },
      ])
      await backup.end()
      const left = 'select id from purges where is_scrubbed = 0'
      expect((await operator.query(left)).rows).toHaveLength(1)
      socket.disconnect()
      await server.stop()
      await (await startTestServer({ ...env, DATABASE_URL: url })).stop()
      expect((await operator.query(left)).rows).toEqual([])
      await operator.end()
    }, 60_000)
  })
}
