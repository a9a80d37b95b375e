import type { Consolidation, FollowUp, Report } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { agreed, follow } from '../support/apply-command.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const positionId = 'position-1'
const later = '2026-03-13T09:00:00.000Z'

const report = (id: string, more: Partial<Report> = {}): Report => ({
  id,
  positionId,
  releaseId: 'release-1',
  country: 'SE',
  personId: drafter.id,
  at: now,
  outcome: 'partly',
  sections: [{ sectionId: 'section-1', outcome: 'unknown' }],
  said: [{ speaker: 'EL', stance: 'opposed' }],
  facts: 'Taken after lunch – þæö.',
  conclusion: '',
  assessment: { text: 'Next time.', isShared: false },
  evidence: [{ document: '14862/22', article: '4(1)' }],
  ...more,
})

const consolidation = (id: string, more: Partial<Consolidation> = {}): Consolidation => ({
  id,
  positionId,
  personId: drafter.id,
  at: later,
  basedOn: ['report-1'],
  outcome: 'not',
  said: [],
  conclusion: 'The Presidency will revise the text.',
  dividingLine: 'The length of the period.',
  nextStep: 'Written comments.',
  notes: [],
  ...more,
})

const followUp = (id: string, more: Partial<FollowUp> = {}): FollowUp => ({
  id,
  positionId,
  action: 'Send the table',
  owner: 'SE',
  due: '2026-03-20',
  personId: drafter.id,
  country: null,
  at: later,
  turns: [],
  ...more,
})

const turn = (kind: FollowUp['turns'][number]['kind'], reason: string | null = null) => ({
  kind,
  reason,
  personId: drafter.id,
  country: 'SE' as const,
  at: later,
})

export function reportsContract(name: string, open: Open): void {
  describe(`reports: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
    })
    afterEach(() => opened.close())

    async function everything() {
      const { reports, followUps } = storage.tables
      // The second was given before the first, by a device's clock that nobody asks.
      for (const each of [report('report-2'), report('report-1', { country: 'FI' })])
        await reports.insert(each)
      await reports.consolidate(consolidation('consolidation-1'))
      await reports.note('consolidation-1', { country: 'SE', personId: drafter.id, at: later })
      await followUps.insert([
        followUp('report-1-1', { turns: [] }),
        followUp('report-1-2', { due: null, country: 'FI' }),
      ])
      await followUps.insert([])
      const first = followUp('report-1-1')
      await followUps.addTurn(first, turn('begin'))
      await followUps.addTurn({ ...first, turns: [turn('begin')] }, turn('drop', 'Settled elsewhere.'))
    }

    it('[ST230] come back as they went in, in the order in which they came', async () => {
      await everything()
      const { reports, followUps } = storage.tables
      const note = { country: 'SE' as const, personId: drafter.id, at: later }
      expect(await reports.byPosition(positionId)).toStrictEqual({
        reports: [report('report-2'), report('report-1', { country: 'FI' })],
        consolidations: [consolidation('consolidation-1', { notes: [note] })],
      })
      expect(await reports.byId('report-2')).toStrictEqual(report('report-2'))
      expect(await reports.byId('report-3')).toBeNull()
      expect(await reports.consolidationById('consolidation-1')).toStrictEqual(
        consolidation('consolidation-1', { notes: [note] }),
      )
      expect(await reports.consolidationById('consolidation-2')).toBeNull()
      expect(await reports.byPosition('position-2')).toEqual({ reports: [], consolidations: [] })
      const dropped = followUp('report-1-1', { turns: [turn('begin'), turn('drop', 'Settled elsewhere.')] })
      expect(await followUps.byPositions([positionId, 'position-2'])).toStrictEqual([
        dropped,
        followUp('report-1-2', { due: null, country: 'FI' }),
      ])
      expect(await followUps.byPositions([])).toEqual([])
      expect(await followUps.byId('report-1-1')).toStrictEqual(dropped)
      expect(await followUps.byId('report-1-3')).toBeNull()
    })

    it('[ST231] are stored once, and of several turns at once one is', async () => {
      await everything()
      const { reports, followUps } = storage.tables
      await expect(reports.insert(report('report-1'))).rejects.toThrow()
      const note = { country: 'SE' as const, personId: drafter.id, at: now }
      await expect(reports.note('consolidation-1', note)).rejects.toThrow()
      const done = await Promise.all(
        ['finish', 'drop', 'finish'].map((kind) =>
          storage.transaction(async (tables) => {
            const found = await tables.followUps.byId('report-1-2')
            if (!found || found.turns.length > 0) return false
            await tables.followUps.addTurn(found, turn(kind as 'finish' | 'drop'))
            return true
          }),
        ),
      )
      expect(done.filter(Boolean)).toHaveLength(1)
      expect((await followUps.byId('report-1-2'))?.turns).toHaveLength(1)
    })

    it.each([
      ['reports', "outcome = 'reflected'"],
      ['consolidations', "outcome = 'reflected'"],
      ['report_notes', "country = 'DK'"],
      ['follow_ups', "action = 'Another'"],
      ['follow_up_turns', "kind = 'finish'"],
    ])('[ST231] %s can be neither changed nor taken away', async (table, change) => {
      await everything()
      const before = await opened.query(`select * from ${table}`)
      expect(before.length).toBeGreaterThan(0)
      for (const statement of [
        `update ${table} set ${change}`,
        `delete from ${table}`,
        name.startsWith('SQLite')
          ? `insert or replace into ${table} select * from ${table}`
          : `truncate ${table} cascade`,
      ]) {
        await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      }
      expect(await opened.query(`select * from ${table}`)).toEqual(before)
    })

    it('[ST232] a purge removes what came later', async () => {
      await everything()
      const { version } = { version: 1 }
      const removed = await storage.purge(positionId, async (tables, purging) => {
        const gone = await purging.joint(positionId, version, later)
        const event = {
          type: 'spill.purged',
          spillId: 'spill',
          reason: 'Why.',
          version,
          entries: gone.entries,
          versions: gone.versions,
          remarks: gone.remarks,
          events: gone.events,
        } as const
        const by = { personId: drafter.id, country: null, at: later }
        await tables.events.append([{ positionId, revision: 9, ...by, event }])
        return gone
      })
      expect(removed).toMatchObject({ versions: 0, remarks: 2 })
      expect(await storage.tables.reports.byPosition(positionId)).toEqual({ reports: [], consolidations: [] })
      expect(await storage.tables.followUps.byPositions([positionId])).toEqual([])
    })
  })
}
