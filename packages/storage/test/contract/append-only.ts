import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { agreed, follow, steps, textOf } from '../support/apply-command.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function appendOnlyContract(name: string, open: Open): void {
  describe(`what never changes: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await follow(storage, 'position-1', [
        ...steps.signOff,
        { type: 'put_off_deadline', lockedAt: '2026-03-02T07:00:00.000Z' },
        ...agreed.slice(steps.signOff.length),
        { type: 'release', releaseId: 'release-1' },
      ])
      await storage.tables.releases.withdraw('release-1', {
        id: 'withdrawal-1',
        country: 'SE',
        personId: drafter.id,
        deputyFor: null,
        reason: 'The mandate has changed.',
        statementHash: null,
        at: now,
      })
      await opened.raw(
        `insert into reconfirmations values ('reconfirmation-1', 'release-1', 'postponement-1', 'meeting-1', 'SE', '${drafter.id}', null, null, '${now}')`,
      )
      await opened.raw(
        `insert into corrigenda values ('corrigendum-1', 'release-1', '{}', '', '', '${drafter.id}', '${now}')`,
      )
      await opened.raw(`insert into corrigendum_endings values ('corrigendum-1', null, '{}', '${now}')`)
      await opened.raw(`insert into reservation_lifts values ('round-1', 0, '${drafter.id}', '{}')`)
      await opened.raw(
        "insert into act_signatures values ('withdrawal-1', 'round-1', '{}', '', '', '', '', '', '', '')",
      )
      await opened.raw(`insert into extension_requests values ('round-1', 0, '${drafter.id}', '{}')`)
      await opened.raw(`insert into confirmations values ('round-1', 0, '${drafter.id}', '{}')`)
      await storage.tables.versions.rename({
        positionId: 'position-1',
        number: 1,
        name: 'sent to capitals',
        at: now,
        personId: drafter.id,
      })
      await storage.updateLog.append([
        { draftId: 'position-1', personId: drafter.id, at: now, update: new Uint8Array([1, 2]) },
      ])
    })
    afterEach(() => opened.close())

    it.each([
      ['versions', "note = 'Another'"],
      ['version_names', "name = 'Another'"],
      ['decisions', "value = '{}'"],
      ['confirmations', "given = '[]'"],
      ['extension_requests', "given = '[]'"],
      ['reservation_lifts', "given = '[]'"],
      ['act_signatures', "statement = '[]'"],
      ['support_withdrawals', "reason = 'Another'"],
      ['extensions', "deadline = '2030-01-01T00:00:00.000Z'"],
      ['events', "at = '2020-01-01T00:00:00.000Z'"],
      ['updates', 'person_id = null'],
    ])('[ST40] %s can be neither updated nor deleted', async (table, change) => {
      await unchanged(table, `update ${table} set ${change}`)
      await unchanged(table, `delete from ${table}`)
    })

    it('[ST267] reconfirmations can be neither updated nor deleted', async () => {
      await unchanged('reconfirmations', "update reconfirmations set country = 'DK'")
      await unchanged('reconfirmations', 'delete from reconfirmations')
    })

    it.each([
      ['corrigenda', "text = '[]'"],
      ['corrigendum_endings', "given = '[]'"],
    ])('[ST256] %s can be neither updated nor deleted', async (table, change) => {
      await unchanged(table, `update ${table} set ${change}`)
      await unchanged(table, `delete from ${table}`)
    })

    it.each([
      'versions',
      'version_names',
      'decisions',
      'confirmations',
      'support_withdrawals',
      'reconfirmations',
      'corrigenda',
      'corrigendum_endings',
      'reservation_lifts',
      'act_signatures',
      'extension_requests',
      'extensions',
      'events',
      'updates',
      'releases',
      'rounds',
    ])('[ST40] %s can’t be emptied or replaced by any other way of the database', async (table) => {
      await unchanged(
        table,
        name.startsWith('SQLite')
          ? `insert or replace into ${table} select * from ${table}`
          : `truncate ${table} cascade`,
      )
    })

    it.each([
      "title = 'Another'",
      'supporters = \'["DK"]\'',
      "superseded_by = 'release-1', title = 'Another'",
      'superseded_by = null',
    ])('[ST41] a release can’t be changed: %s', async (change) => {
      await unchanged('releases', `update releases set ${change}`)
      await unchanged('releases', 'delete from releases')
    })

    it('[ST261] a confirmation of before they were signed is read as one that nobody signed', async () => {
      const given = {
        country: 'NO',
        personId: drafter.id,
        of: { kind: 'formula', partyFormula: 'x' },
        at: now,
      }
      await opened.raw(
        `insert into confirmations values ('round-1', 1, '${drafter.id}', '${JSON.stringify(given)}')`,
      )
      const [round] = await storage.tables.rounds.byPosition('position-1')
      expect(round?.confirmations.at(-1)).toEqual({ ...given, id: '', deputyFor: null, statementHash: null })
    })

    it('[ST41] a release takes its successor, and then no other and none', async () => {
      await opened.raw("update releases set superseded_by = 'release-1'")
      await unchanged('releases', 'update releases set superseded_by = null')
      await unchanged('releases', "update releases set superseded_by = 'release-1'")
    })

    it('[ST41] a round that has ended can’t be changed', async () => {
      await unchanged('rounds', "update rounds set outcome = 'objected'")
      await unchanged('rounds', 'update rounds set outcome = null, closed_at = null')
      await unchanged('rounds', 'delete from rounds')
    })

    it('[ST41] an open round takes its end and nothing else', async () => {
      await follow(storage, 'position-1', [{ type: 'reopen_draft', reason: 'The presidency moved' }])
      const [, freeze, openRound] = steps.signOff
      await follow(storage, 'position-1', [
        { ...freeze, contentHash: textOf(2).contentHash },
        {
          ...openRound,
          roundId: 'round-2',
          version: { number: 2, contentHash: textOf(2).contentHash },
        },
      ])
      const which = "where id = 'round-2'"
      await unchanged('rounds', `update rounds set deadline = '2030-01-01T00:00:00.000Z' ${which}`)
      await unchanged(
        'rounds',
        `update rounds set outcome = 'lapsed', closed_at = '${now}', notice = 'Another' ${which}`,
      )
      await unchanged('rounds', `update rounds set outcome = 'lapsed' ${which}`)
      await opened.raw(`update rounds set outcome = 'lapsed', closed_at = '${now}' ${which}`)
    })

    async function unchanged(table: string, statement: string): Promise<void> {
      const before = await opened.query(`select * from ${table}`)
      expect(before.length).toBeGreaterThan(0)
      await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      expect(await opened.query(`select * from ${table}`)).toEqual(before)
    }
  })
}
