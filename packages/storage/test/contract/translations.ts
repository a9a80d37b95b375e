import type { Translation } from '@samsyn/domain'
import { translationEvent } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { agreed, follow } from '../support/apply-command.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const positionId = 'position-1'
const later = '2026-03-13T09:00:00.000Z'

const translation = (id: string, more: Partial<Translation> = {}): Translation => ({
  id,
  positionId,
  releaseId: 'release-1',
  translates: 'a'.repeat(64),
  language: 'fi',
  number: 1,
  title: 'Näytteenä: þæö',
  canonicalText: '{"content":[],"type":"doc"}',
  contentHash: 'b'.repeat(64),
  country: 'FI',
  issuedBy: drafter.id,
  issuedAt: later,
  ...more,
})
const summaryOf = ({ canonicalText: _text, ...summary }: Translation) => summary

export function translationsContract(name: string, open: Open): void {
  describe(`translations: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    const first = translation('translation-1')
    const second = translation('translation-2', { number: 2, issuedAt: '2026-03-14T09:00:00.000Z' })
    const swedish = translation('translation-3', { language: 'sv', country: null })
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
      for (const each of [first, second, swedish]) await storage.tables.translations.insert(each)
    })
    afterEach(() => opened.close())

    it('[ST258] come back as they went in, those of a release newest first in each language, without their texts', async () => {
      const { translations } = storage.tables
      expect(await translations.byId('translation-1')).toStrictEqual(first)
      expect(await translations.byId('translation-4')).toBeNull()
      expect(await translations.byRelease('release-1')).toStrictEqual([second, first, swedish].map(summaryOf))
      expect(await translations.byRelease('release-2')).toEqual([])
      expect(await translations.byPosition(positionId)).toStrictEqual([first, swedish, second].map(summaryOf))
    })

    it('[ST259] are stored once under their id and their number, and never changed or taken away', async () => {
      const { translations } = storage.tables
      await expect(translations.insert(translation('translation-1', { number: 3 }))).rejects.toThrow()
      await expect(translations.insert(translation('translation-4', { number: 2 }))).rejects.toThrow()
      const before = await opened.query('select * from translations order by id')
      expect(before).toHaveLength(3)
      for (const statement of [
        "update translations set title = 'Another'",
        'delete from translations',
        name.startsWith('SQLite')
          ? 'insert or replace into translations select * from translations'
          : 'truncate translations cascade',
      ]) {
        await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      }
      expect(await opened.query('select * from translations order by id')).toEqual(before)
    })

    it('[ST260] a purge removes those of later than the version that is kept, with what the log says of them', async () => {
      const by = { personId: drafter.id, country: 'FI', at: later } as const
      await storage.tables.events.append([{ positionId, revision: 9, ...by, event: translationEvent(first) }])
      const removed = await storage.purge(positionId, async (tables, purging) => {
        const gone = await purging.joint(positionId, 1, now)
        const event = {
          type: 'spill.purged',
          spillId: 'spill',
          reason: 'Why.',
          version: 1,
          entries: gone.entries,
          versions: gone.versions,
          remarks: gone.remarks,
          events: gone.events,
        } as const
        await tables.events.append([{ positionId, revision: 10, ...by, event }])
        return gone
      })
      // The release of the kept version stays.
      expect(await storage.tables.releases.byPosition(positionId)).toHaveLength(1)
      expect(removed).toMatchObject({ versions: 0, remarks: 3 })
      expect(await storage.tables.translations.byPosition(positionId)).toEqual([])
      const events = await storage.tables.events.byPosition(positionId)
      expect(JSON.stringify(events)).not.toContain('Näytteenä')
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    })
  })
}
