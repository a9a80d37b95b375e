import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveRoles } from './support/accounts.ts'
import { append, attackerOf, reportOf } from './support/attack.ts'
import { actSigned, positionToSign, releaseSigned } from './support/signing.ts'
import { startTestServer } from './support/test-server.ts'

describe('samsyn verify: what somebody would rather hide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-hidden-'))
  const attacked = attackerOf(folder)
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder })
    const { releaseId, leads } = await releaseSigned(server)
    const [finnish, icelandic] = leads
    if (!finnish || !icelandic) throw new Error('Nobody signed')
    const reason = 'New instructions'
    await actSigned(finnish, positionToSign, { kind: 'withdraw_support', releaseId, reason })
    const administrator = await server.signIn('administrator')
    const params = { personId: icelandic.personId }
    const roles = [{ role: 'drafter' as const, readsDrafts: false }]
    await giveRoles(server, administrator, { ...params, roles })
    await administrator.call('disableAccount', { params, body: { reason } })
    await server.stop()
    const at = '2026-11-23T09:00:00.000Z'
    const event = { type: 'release.superseded', releaseId, byReleaseId: 'another' } as const
    await append(join(folder, 'samsyn.sqlite'), {
      positionId: positionToSign,
      revision: 99,
      personId: null,
      country: null,
      at,
      event,
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const blank = (database: DatabaseSync, type: string, more: object = {}) =>
    database
      .prepare(
        "update events set event = ?, salt = null where sequence = (select max(sequence) from events where json_extract(event, '$.type') = ?)",
      )
      .run(JSON.stringify({ type: 'event.purged', was: type, ...more }), type)

  it('[A671] an event that was blanked as if by a purge, which accounts for itself or is accounted for by another', async () => {
    expect((await reportOf(join(folder, 'samsyn.sqlite'))).faults.map(({ kind }) => kind)).toEqual([
      'supersession_differs',
    ])
    const hidden = (mark: (database: DatabaseSync) => void) =>
      attacked((database) => {
        database.exec('delete from support_withdrawals; delete from act_signatures')
        mark(database)
      })
    expect(await hidden((database) => blank(database, 'support.withdrawn', { events: 1 }))).toContain(
      'row_changed',
    )
    expect(await hidden((database) => blank(database, 'support.withdrawn'))).toContain('row_changed')
    // Under the name of what a purge can take, no purge tells of it.
    const renamed = await hidden((database) =>
      database.exec(
        `update events set event = '{"type":"event.purged","was":"position.renamed"}', salt = null where json_extract(event, '$.type') = 'support.withdrawn'`,
      ),
    )
    expect(renamed).toContain('purge_untold')
    for (const type of ['account.disabled', 'roles.changed', 'release.superseded'])
      for (const more of [{}, { events: 1 }])
        expect(await attacked((database) => blank(database, type, more)), type).toContain('row_changed')
    const decision = await attacked((database) => blank(database, 'decision.given'))
    expect(decision).toContain('purge_untold')
  })

  it('[A672] another state, final text in force, newest version, party or country to release to than the events tell, and a suspension that is gone', async () => {
    const where = `where id = '${positionToSign}'`
    for (const [edit, kind] of [
      ["update positions set status = 'in_coordination', release_id = null", 'status_differs'],
      ["update positions set status = 'used'", 'status_differs'],
      ['update positions set release_in_force = null', 'release_in_force_differs'],
      ['update positions set latest_version = 1', 'latest_version_differs'],
      [`update positions set parties = '["DK","FI"]'`, 'parties_differ'],
      [`update positions set releasable_to = '["NO"]'`, 'releasability_differs'],
    ] as const)
      expect(await attacked((database) => database.exec(`${edit} ${where}`)), edit).toContain(kind)
    expect(await attacked((database) => database.exec('delete from support_withdrawals'))).toContain(
      'suspension_differs',
    )
    const earlier = await attacked((database) =>
      database.exec(
        `update releases set released_at = '2026-01-01T00:00:00.000Z' where position_id = '${positionToSign}'`,
      ),
    )
    expect(earlier).toContain('release_time_differs')
  })
})
