import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { whenFree } from './support/beside.ts'
import { eventually } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

describe('deadlines', () => {
  let clock: ReturnType<typeof manualClock>
  let folder: string
  let server: TestServer
  beforeEach(async () => {
    clock = manualClock('2026-11-23T09:00:00.000Z')
    folder = await mkdtemp(join(tmpdir(), 'samsyn-deadlines-'))
    server = await startTestServer({ DATA_DIR: folder }, { clock })
  })
  afterEach(async () => {
    await server.stop()
    await rm(folder, { recursive: true })
  })

  /** A round beside those of the sample. */
  async function openAnother() {
    const lead = await server.signIn('lead-dk')
    const begun = await sharePosition(lead, await beginPosition(lead))
    const params = { positionId: begun.id }
    const frozen = await lead.call('freezeVersion', {
      params,
      body: { revision: begun.revision, note: '' },
    })
    await lead.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        versionNumber: 1,
        contentHash: frozen.versions[0]?.contentHash ?? '',
        deadline: '2027-01-20T11:00:00.000Z',
        notice: '',
        openPointsReason: 'Sections are empty on purpose.',
      },
    })
  }

  it('[A693] a round that cannot be ended holds up no other, and health tells of it until it is', async () => {
    const { tables } = server.storage
    const health = async () => (await server.anonymous().call('getHealth')).deadlines
    await openAnother()
    const [first, ...others] = await tables.positions.withOpenRounds()
    const deadlines = [first, ...others].flatMap((position) =>
      position?.life.status === 'in_sign_off' ? [Date.parse(position.life.round.deadline)] : [],
    )
    expect(others.length).toBeGreaterThan(0)
    const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    try {
      await whenFree(() =>
        database.exec(
          `create trigger broken before update on positions when old.id = '${first?.id}' begin select raise(abort, 'broken'); end`,
        ),
      )
      clock.advance(Math.max(...deadlines) - Date.parse(clock.now()))
      const open = async () => (await tables.positions.withOpenRounds()).map(({ id }) => id)
      await expect.poll(open, { timeout: 20_000 }).toEqual([first?.id])
      clock.advance(60_000)
      await expect.poll(health).toBe('overdue')
      await whenFree(() => database.exec('drop trigger broken'))
      await eventually(async () => {
        clock.advance(5_000)
        return (await open()).length === 0
      })
      await expect.poll(health).toBe('ok')
    } finally {
      database.close()
    }
  })

  it('[A704] [D514] [D515] a silence that nobody could break is put off; a short restart changes nothing', async () => {
    const params = { positionId: 'yearly-overview' }
    // Thursday noon in Brussels.
    const deadline = '2026-11-26T11:00:00.000Z'
    const leadSe = await server.signIn('lead-se')
    const position = () => leadSe.call('getPosition', { params })
    const reopened = await leadSe.call('reopenDraft', {
      params,
      body: { revision: (await position()).revision, reason: 'Another round.' },
    })
    const frozen = await leadSe.call('freezeVersion', {
      params,
      body: { revision: reopened.revision, note: '' },
    })
    await leadSe.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        kind: 'silence',
        versionNumber: frozen.latestVersion,
        contentHash: frozen.versions.find(({ number }) => number === frozen.latestVersion)?.contentHash ?? '',
        deadline,
        notice: '',
        openPointsReason: null,
      },
    })
    const minutes = (count: number) => count * 60_000
    const advanceTo = (instant: string, more: number) =>
      clock.advance(Date.parse(instant) + more - Date.parse(clock.now()))
    const restartOver = async (milliseconds: number) => {
      await server.stop()
      clock.advance(milliseconds)
      server = await startTestServer({ DATA_DIR: folder }, { clock })
    }
    const round = async () => {
      const stored = await server.storage.tables.positions.byId(params.positionId)
      if (!stored || !('round' in stored.life)) throw new Error('There is no round')
      return { status: stored.life.status, deadline: stored.life.round.deadline }
    }
    advanceTo(deadline, -minutes(30))
    await restartOver(minutes(120))
    // It was away for half an hour before the deadline, and came back at half past one.
    const first = '2026-11-26T13:00:00.000Z'
    await expect.poll(round, { timeout: 20_000 }).toEqual({ status: 'in_sign_off', deadline: first })
    const [told] = await server.storage.tables.events.byPosition(params.positionId)
    expect(told).toMatchObject({
      personId: null,
      event: { type: 'round.extended', from: deadline, deadline: first, because: 'outage' },
    })
    const leadFi = await server.signIn('lead-fi')
    await expect
      .poll(async () => (await leadFi.call('getNotifications')).notifications.map(({ topic }) => topic))
      .toContain('round.extended')
    // The clock is set forward.
    advanceTo(first, -minutes(20))
    await expect.poll(() => server.storage.tables.heartbeat.last()).toBe(clock.now())
    clock.jump(minutes(40))
    const second = '2026-11-26T14:00:00.000Z'
    await eventually(async () => {
      clock.advance(1000)
      return (await round()).deadline === second
    })
    advanceTo(second, -minutes(3))
    await expect.poll(() => server.storage.tables.heartbeat.last()).not.toBeNull()
    await restartOver(minutes(6))
    await expect.poll(round, { timeout: 20_000 }).toMatchObject({ status: 'agreed' })
  })
})
