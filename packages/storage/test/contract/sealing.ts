import type { MandateChange, PagesPlace, PagesVersion } from '@samsyn/domain'
import type { LogEntry } from '@samsyn/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage, StorageError } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now, secretary } from '../support/builders.ts'
import { type KeysGiven, keysOf } from '../support/keys.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'
const swedish: PagesPlace = { positionId: 'position-1', country: 'SE' }
const danish: PagesPlace = { ...swedish, country: 'DK' }
const pagesId = 'position-1.SE'
const secret = 'Ten weeks are our fall-back'
const joint = 'Twelve weeks, we say'

const entry = (draftId: string, words: string, more: Partial<LogEntry> = {}): LogEntry => ({
  draftId,
  personId: drafter.id,
  at: now,
  update: Buffer.from(words),
  ...more,
})

const change: MandateChange = {
  reference: `${secret} (reference)`,
  state: 'requested',
  isShared: false,
  personId: drafter.id,
  at: now,
}

const version: PagesVersion = {
  ...swedish,
  number: 1,
  contentHash: 'c0ffee'.padStart(64, '0'),
  canonicalText: `{"text":"${secret} (text) – þæö"}`,
  note: `${secret} (note)`,
  keptAt: now,
  keptBy: drafter.id,
}

const snapshot = {
  draftId: pagesId,
  update: Buffer.from(`${secret} (snapshot)`),
  index: Buffer.from(`${secret} (index)`),
}

const isSqlite = (name: string) => name.startsWith('SQLite')

export function sealingContract(name: string, open: Open): void {
  describe(`the seal of own pages: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    const begin = (place: PagesPlace, words = 'The seed') =>
      storage.transaction(async (tables) => {
        await tables.ownPages.begin(place, now)
        await tables.updates.append([
          entry(`${place.positionId}.${place.country}`, words, { personId: null }),
        ])
      })
    const words = async (draftId = pagesId) =>
      (await storage.updateLog.history(draftId)).map(({ update }) => Buffer.from(update).toString())
    /** Everything that can be kept of own pages, each with the secret in it. */
    const writeEverything = async () => {
      await begin(swedish, `${secret} (seed)`)
      const [through = 0] = await storage.updateLog.append([entry(pagesId, `${secret} (entry)`)])
      await storage.updateLog.append([entry(pagesId, `${secret} (later)`), entry('position-1', joint)])
      await storage.updateLog.saveSnapshot({ ...snapshot, through })
      await storage.tables.ownPages.addMandate(swedish, [], change)
      await storage.tables.ownPages.addVersion(version)
      return through
    }
    /** Does something to the stored rows that only somebody who means harm does. */
    const tamper = async (table: string, ...statements: readonly string[]) => {
      await opened.unguard(table)
      await opened.raw(...statements)
    }

    it('[ST153] what is written on own pages is nowhere in the database, and comes back as it was', async () => {
      const through = await writeEverything()
      const bytes = await opened.bytes()
      expect(bytes.includes(joint), 'the joint text is found, so that the search is one').toBe(true)
      for (const hidden of [secret, version.contentHash, 'The seed']) {
        expect(bytes.includes(hidden), hidden).toBe(false)
        for (const coding of ['hex', 'base64'] as const) {
          // Base64 of a part begins at any of three places; without its ends it is the same in the whole.
          const coded = [0, 1, 2].map((start) =>
            Buffer.from(hidden).subarray(start).toString(coding).slice(0, -4),
          )
          for (const each of coded) expect(bytes.includes(each), `${hidden} in ${coding}`).toBe(false)
        }
      }
      expect(await words()).toEqual([`${secret} (seed)`, `${secret} (entry)`, `${secret} (later)`])
      const { snapshot: kept, entries } = await storage.updateLog.load(pagesId)
      expect(kept && { ...kept, update: Buffer.from(kept.update), index: Buffer.from(kept.index) }).toEqual({
        ...snapshot,
        through,
      })
      expect(entries.map(({ update }) => Buffer.from(update).toString())).toEqual([`${secret} (later)`])
      const { updates, ownPages } = storage.tables
      const [seed] = await updates.page(pagesId, { after: 0, through, most: 1 })
      expect(Buffer.from(seed?.update ?? []).toString()).toBe(`${secret} (seed)`)
      await storage.tables.updates.append([])
      const last = (await updates.lastPlace(pagesId, null)) ?? 0
      const found = await updates.snapshotBy(pagesId, last)
      expect(Buffer.from(found?.update ?? []).toString()).toBe(`${secret} (snapshot)`)
      expect(await ownPages.mandateLog(swedish)).toStrictEqual([change])
      expect(await ownPages.version(swedish, 1)).toStrictEqual(version)
      const { canonicalText: _text, ...summary } = version
      expect(await ownPages.versions(swedish)).toStrictEqual([summary])
      expect(await ownPages.isSealed(swedish)).toBe(true)
    })

    it('[ST153] the same words are never stored as the same bytes', async () => {
      await begin(swedish)
      await storage.updateLog.append([entry(pagesId, secret), entry(pagesId, secret)])
      const rows = await opened.query(`select bytes from updates where draft_id = '${pagesId}'`)
      expect(new Set(rows.map(({ bytes }) => Buffer.from(bytes as Uint8Array).toString('hex'))).size).toBe(3)
    })

    it('[ST154] joint drafts are stored as they are, also in one append with own pages', async () => {
      await begin(swedish)
      await storage.updateLog.append([
        entry('position-1', joint),
        entry(pagesId, secret),
        entry('position-1', '2'),
      ])
      const rows = await opened.query(
        "select bytes from updates where draft_id = 'position-1' order by sequence",
      )
      expect(rows.map(({ bytes }) => Buffer.from(bytes as Uint8Array).toString())).toEqual([joint, '2'])
      expect(await words()).toEqual(['The seed', secret])
    })

    it.each([
      ['updates', `update updates set bytes = CHANGED where draft_id = '${pagesId}'`],
      ['updates', `update updates set at = '${later}' where draft_id = '${pagesId}'`],
      ['updates', `update updates set person_id = '${secretary.id}' where draft_id = '${pagesId}'`],
      ['updates', "update updates set draft_id = 'position-1.DK' where draft_id = 'position-1.SE'"],
      ['mandates', "update mandates set state = 'cleared'"],
      ['mandates', 'update mandates set is_shared = 1'],
      ['mandates', "update mandates set reference = 'U 69/2022 vp'"],
      ['pages_versions', 'update pages_versions set canonical_text = note'],
      ['pages_versions', `update pages_versions set kept_at = '${later}'`],
      ['pages_versions', "update pages_versions set content_hash = 'c0ffee'"],
      ['pages_versions', "update pages_versions set country = 'DK'"],
    ])('[ST155] what was changed in %s is found: %s', async (table, statement) => {
      await writeEverything()
      await begin(danish)
      const changed = isSqlite(name)
        ? "substr(bytes, 1, 20) || x'00' || substr(bytes, 22)"
        : 'set_byte(bytes, 20, get_byte(bytes, 20) # 1)'
      await tamper(
        table,
        statement.replace('CHANGED', `cast(${changed} as ${isSqlite(name) ? 'blob' : 'bytea'})`),
      )
      const { ownPages, updates } = storage.tables
      const readings: (() => Promise<unknown>)[] = [
        ...[swedish, danish].flatMap((place) => [
          () => storage.updateLog.history(`position-1.${place.country}`),
          () => updates.page(`position-1.${place.country}`, { after: 0, through: 1000, most: 1000 }),
          () => ownPages.mandateLog(place),
          () => ownPages.versions(place),
          () => ownPages.version(place, 1),
        ]),
      ]
      const outcomes = await Promise.allSettled(readings.map((read) => read()))
      const codes = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [(outcome.reason as StorageError).code] : [],
      )
      expect(codes.length).toBeGreaterThan(0)
      expect(new Set(codes)).toEqual(new Set(['seal_broken']))
    })

    it('[ST155] two rows that changed places are found, and told to whoever keeps watch', async () => {
      const faults: string[] = []
      storage = await opened.reopen({
        pagesKeys: () => keysOf(1),
        onSealFault: ({ code }, draftId) => faults.push(`${draftId} ${code}`),
      })
      await begin(swedish)
      await storage.updateLog.append([entry(pagesId, 'One'), entry(pagesId, 'Two', { at: later })])
      const [one, two] = (await storage.updateLog.history(pagesId)).slice(1).map(({ sequence }) => sequence)
      await tamper(
        'updates',
        `create table aside as select sequence, bytes from updates`,
        `update updates set bytes = (select bytes from aside where sequence = ${one}) where sequence = ${two}`,
        `update updates set bytes = (select bytes from aside where sequence = ${two}) where sequence = ${one}`,
      )
      await expect(storage.updateLog.load(pagesId)).rejects.toMatchObject({ code: 'seal_broken' })
      expect(faults).toEqual([`${pagesId} seal_broken`])
    })

    it('[ST156] a snapshot that cannot be opened is told of and left out: the entries say the same', async () => {
      const faults: string[] = []
      const through = await writeEverything()
      storage = await opened.reopen({
        pagesKeys: () => keysOf(1),
        onSealFault: ({ code }) => faults.push(code),
      })
      await opened.raw(`update snapshots set draft_index = bytes where draft_id = '${pagesId}'`)
      const { snapshot: none, entries } = await storage.updateLog.load(pagesId)
      expect([none, entries.length, faults]).toEqual([null, 3, ['seal_broken']])
      await opened.raw(`update snapshots set bytes = ${isSqlite(name) ? "x'01'" : "'\\x01'::bytea"}`)
      expect(await storage.tables.updates.snapshotBy(pagesId, through + 10)).toBeNull()
    })

    it('[ST157] without the key own pages are not read, written or begun, and everything else goes on', async () => {
      await writeEverything()
      storage = await opened.reopen({ pagesKeys: () => new Map() })
      const { ownPages, updates } = storage.tables
      const refused: readonly Promise<unknown>[] = [
        storage.updateLog.load(pagesId),
        storage.updateLog.history(pagesId),
        storage.updateLog.append([entry(pagesId, secret)]),
        storage.updateLog.saveSnapshot({ ...snapshot, through: 100 }),
        updates.page(pagesId, { after: 0, through: 1000, most: 10 }),
        ownPages.mandateLog(swedish),
        ownPages.addMandate(swedish, [change], change),
        ownPages.versions(swedish),
        ownPages.version(swedish, 1),
        ownPages.addVersion({ ...version, number: 2 }),
        ownPages.isSealed(swedish),
        ownPages.isSealed(danish),
        ownPages.begin(danish, now),
      ]
      const outcomes = await Promise.allSettled(refused)
      const codes = outcomes.map((each) => each.status === 'rejected' && (each.reason as StorageError).code)
      expect(codes).toEqual(refused.map(() => 'key_missing'))
      expect(await ownPages.isBegun(danish)).toBe(false)
      expect(await ownPages.mandates('position-1')).toEqual(
        new Map([['SE', { state: 'requested', isShared: false }]]),
      )
      await storage.updateLog.append([entry('position-1', 'More')])
      expect(await words('position-1')).toEqual([joint, 'More'])
      storage = await opened.reopen()
      expect(await words()).toHaveLength(3)
    })

    it('[ST157] [ST281] a key in place of another is a key that is missing', async () => {
      await writeEverything()
      const noted = { caseNumber: 'UD 1', secrecy: '', retention: '', personId: drafter.id, at: now }
      await storage.tables.recordNotes.add(swedish, [], noted)
      storage = await opened.reopen({ pagesKeys: () => keysOf(7) })
      await expect(storage.updateLog.load(pagesId)).rejects.toMatchObject({ code: 'key_missing' })
      await expect(storage.tables.recordNotes.log(swedish)).rejects.toMatchObject({ code: 'key_missing' })
      await begin(danish, 'With the new one')
      expect(await words('position-1.DK')).toEqual(['With the new one'])
    })

    it('[ST158] with a new key behind the old one the old pages go on under theirs, and new ones take the new', async () => {
      await writeEverything()
      storage = await opened.reopen({ pagesKeys: () => keysOf(1, 2) })
      await storage.updateLog.append([entry(pagesId, 'After the change')])
      await begin(danish, 'With the new one')
      expect(await words()).toEqual([
        `${secret} (seed)`,
        `${secret} (entry)`,
        `${secret} (later)`,
        'After the change',
      ])
      const keys = await opened.query('select country, key_id from own_pages order by country')
      expect(new Set(keys.map(({ key_id }) => key_id)).size).toBe(2)
      storage = await opened.reopen({ pagesKeys: () => keysOf(2) })
      expect(await words('position-1.DK')).toEqual(['With the new one'])
      await expect(words()).rejects.toMatchObject({ code: 'key_missing' })
    })

    it('[ST159] what a database holds is told before it is asked for keys', async () => {
      const told: unknown[] = []
      const tell: KeysGiven = {
        pagesKeys: (sealed) => {
          told.push(sealed)
          return keysOf(1)
        },
      }
      storage = await opened.reopen(tell)
      await begin(swedish)
      await begin(danish)
      await tamper('own_pages', "update own_pages set key_id = null where country = 'DK'")
      storage = await opened.reopen(tell)
      const [row] = await opened.query("select key_id from own_pages where country = 'SE'")
      expect(told).toEqual([
        { unsealed: 0, byKey: new Map() },
        { unsealed: 1, byKey: new Map([[row?.key_id, 1]]) },
      ])
    })

    it('[ST159] pages that were begun before there were keys stay as they are', async () => {
      await storage.tables.ownPages.begin(swedish, now)
      await tamper('own_pages', 'update own_pages set key_id = null')
      await storage.updateLog.append([entry(pagesId, 'Open words')])
      await storage.tables.ownPages.addMandate(swedish, [], change)
      await storage.tables.ownPages.addVersion(version)
      expect((await opened.bytes()).includes('Open words')).toBe(true)
      expect(await words()).toEqual(['Open words'])
      expect(await storage.tables.ownPages.mandateLog(swedish)).toStrictEqual([change])
      expect(await storage.tables.ownPages.version(swedish, 1)).toStrictEqual(version)
      expect(await storage.tables.ownPages.isSealed(swedish)).toBe(false)
    })

    it('[ST160] what a transaction began and did not keep is not remembered', async () => {
      const undone = storage.transaction(async (tables) => {
        await tables.ownPages.begin(swedish, now)
        await tables.updates.append([entry(pagesId, 'Lost')])
        throw new Error('Not this time')
      })
      await expect(undone).rejects.toThrow('Not this time')
      await opened.raw(
        `insert into own_pages (position_id, country, begun_at) values ('position-1', 'SE', '${now}')`,
      )
      await storage.updateLog.append([entry(pagesId, 'Begun otherwise')])
      const rows = await opened.query(`select bytes from updates where draft_id = '${pagesId}'`)
      expect(rows.map(({ bytes }) => Buffer.from(bytes as Uint8Array).toString())).toEqual([
        'Begun otherwise',
      ])
    })
  })
}
