import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

describe('deadlines', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let folder: string
  let server: TestServer
  beforeEach(async () => {
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
      database.exec('pragma busy_timeout = 5000')
      database.exec(
        `create trigger broken before update on positions when old.id = '${first?.id}' begin select raise(abort, 'broken'); end`,
      )
      clock.advance(Math.max(...deadlines) - Date.parse(clock.now()))
      const open = async () => (await tables.positions.withOpenRounds()).map(({ id }) => id)
      await expect.poll(open, { timeout: 20_000 }).toEqual([first?.id])
      clock.advance(60_000)
      await expect.poll(health).toBe('overdue')
      database.exec('drop trigger broken')
      await eventually(async () => {
        clock.advance(5_000)
        return (await open()).length === 0
      })
      await expect.poll(health).toBe('ok')
    } finally {
      database.close()
    }
  })
})
