import { type CountryCode, type PositionEvent, type Thread, usualReservationEffects } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Purging, RemovedText, Storage } from '../../src/index.ts'
import { agreed, follow, textOf } from '../support/apply-command.ts'
import { corrigendumOf, drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const positionId = 'position-1'
const before = '2026-03-02T07:00:00.000Z'
const later = '2026-03-02T09:00:00.000Z'
const secret = 'the convoy leaves at dawn'
const by = { personId: drafter.id, country: 'SE' as const }

export function purgingContract(name: string, open: Open): void {
  describe(`purging: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await write(positionId, before, 'clean one')
      await write(positionId, before, 'clean two')
    })
    afterEach(() => opened.close())

    const write = (draftId: string, at: string, words: string) =>
      storage.updateLog.append([{ draftId, personId: drafter.id, at, update: Buffer.from(words) }])
    const words = async (draftId = positionId) =>
      (await storage.updateLog.history(draftId)).map(({ update }) => Buffer.from(update).toString())
    const tell = (event: PositionEvent, at = later) =>
      storage.tables.events.append([{ positionId, revision: 9, ...by, at, event }])
    const thread = (id: string, at: string, audience: CountryCode | null, text: string): Thread => ({
      id,
      positionId,
      audience,
      anchor: null,
      comments: [{ id: `${id}-1`, ...by, wordings: [{ text, mentions: [], at }] }],
      turns: [],
    })

    /** Version 1 of two clean entries, released; then everything else that has words, with the secret in it. */
    async function spill(): Promise<void> {
      const { tables } = storage
      await tables.threads.insert(thread('thread-old', before, null, 'a clean question'))
      await follow(storage, positionId, [...agreed, { type: 'release', releaseId: 'release-1' }])
      await follow(storage, positionId, [
        { type: 'reopen_draft', reason: secret },
        { type: 'rename', title: `Title: ${secret}` },
      ])
      await write(positionId, later, secret)
      await storage.updateLog.saveSnapshot({
        draftId: positionId,
        through: 3,
        update: Buffer.from(secret),
        index: Buffer.from(secret),
      })
      await follow(storage, positionId, [
        { type: 'freeze', contentHash: textOf(2).contentHash, name: secret },
        {
          type: 'open_round',
          roundId: 'round-2',
          version: { number: 2, contentHash: textOf(2).contentHash },
          notice: secret,
          deadline: '2026-03-05T11:00:00.000Z',
          reservationEffects: usualReservationEffects,
          pointsToClose: 0,
          openPoints: 0,
          openPointsReason: null,
          silence: null,
        },
      ])
      await opened.raw(
        `insert into confirmations values ('round-2', 0, '${drafter.id}', '{"of":"${secret}"}')`,
      )
      await opened.raw(
        `insert into extension_requests values ('round-2', 0, '${drafter.id}', '{"reason":"${secret}"}')`,
      )
      await opened.raw("insert into extensions values ('round-2', '2026-03-06T11:00:00.000Z')")
      await tables.versions.rename({ positionId, number: 1, name: secret, at: later, personId: drafter.id })
      await tables.threads.insert(thread('thread-new', later, 'SE', secret))
      const old = await tables.threads.byId('thread-old')
      if (!old) throw new Error('There is no thread')
      await tables.threads.addComment(old, {
        id: 'reply',
        ...by,
        wordings: [{ text: secret, mentions: [], at: later }],
      })
      await tables.threads.addWording(old.comments[0], { text: secret, mentions: [], at: later })
      const proposal = {
        positionId,
        ...by,
        anchor: { kind: 'passage', from: 'a', to: 'b', quote: 'clean', sectionId: null } as never,
        kind: 'replace' as const,
        explanation: '',
        contributionId: null,
        settlement: null,
      }
      await tables.proposals.insert({ ...proposal, id: 'proposal-old', at: before, text: 'clean' })
      await tables.proposals.settle('proposal-old', { kind: 'declined', ...by, at: later, reason: secret })
      await tables.contributions.begin({ id: 'set-1', positionId, ...by, begunAt: later })
      await tables.proposals.insert({
        ...proposal,
        id: 'proposal-new',
        at: later,
        text: secret,
        contributionId: 'set-1',
      })
      await tables.lastLooks.set(drafter.id, positionId, { place: 3, at: later })
    }

    /** As the server does it: the text, the position's row, the event. */
    async function purge(
      version: number | null,
      work?: (purging: Purging) => Promise<void>,
    ): Promise<RemovedText> {
      return storage.purge(positionId, async (tables, purging) => {
        const position = await tables.positions.byId(positionId)
        const removed = await purging.joint(positionId, version, later)
        if (!position) throw new Error('There is no position')
        await tables.positions.save(position.revision, {
          position: {
            ...position,
            title: 'Clean',
            revision: position.revision + 1,
            latestVersion: version ?? 0,
            releaseInForce: version === null ? null : position.releaseInForce,
            life: { status: 'in_coordination' },
          },
          events: [],
          effects: [],
          closedRound: null,
        })
        await work?.(purging)
        const { isLogEmpty: _isLogEmpty, ...counts } = removed
        const event = { type: 'spill.purged', spillId: 'spill', reason: 'Why.', version, ...counts } as const
        await tables.events.append([{ positionId, revision: position.revision, ...by, at: later, event }])
        return removed
      })
    }

    it('[ST161] a version keeps the place of the log that it was made at: up to it the log stays, and nothing behind it', async () => {
      await spill()
      const places = await opened.query('select number, place from versions order by number')
      expect(places.map(({ number, place }) => [Number(number), Number(place)])).toEqual([
        [1, 2],
        [2, 3],
      ])
      expect(await purge(1)).toEqual({ entries: 1, versions: 1, remarks: 2, events: 5, isLogEmpty: false })
      expect(await words()).toEqual(['clean one', 'clean two'])
      expect((await storage.updateLog.load(positionId)).snapshot).toBeNull()
      expect(await storage.tables.lastLooks.get(drafter.id, positionId)).toBeNull()
      const [next] = await write(positionId, later, 'goes on')
      expect(next).toBeGreaterThan(3)
    })

    it('[ST162] what came after it goes from every table, and what is older stands as it was', async () => {
      await spill()
      await purge(1)
      const { versions, rounds, releases, threads, proposals, contributions, positions } = storage.tables
      expect(await versions.list(positionId)).toMatchObject([{ number: 1, name: '' }])
      expect((await rounds.byPosition(positionId)).map(({ id }) => id)).toEqual(['round-1'])
      expect(await releases.byPosition(positionId)).toMatchObject([{ id: 'release-1', supersededBy: null }])
      expect(await threads.byPositions([positionId])).toStrictEqual([
        thread('thread-old', before, null, 'a clean question'),
      ])
      expect(await proposals.byPosition(positionId)).toMatchObject([{ id: 'proposal-old', settlement: null }])
      expect(await contributions.byPosition(positionId)).toEqual([])
      expect(await positions.byId(positionId)).toMatchObject({
        latestVersion: 1,
        releaseInForce: 'release-1',
      })
    })

    it('[ST257] so do the corrigenda of final texts that came later, and how earlier ones ended', async () => {
      await spill()
      const { releases, signatures } = storage.tables
      // Before version 1 was frozen there is no corrigendum of it; the clock of these tests allows one.
      for (const [id, proposedAt] of [
        ['old', before],
        ['new', later],
      ] as const) {
        const { ending: _none, ...proposed } = corrigendumOf(id, { proposedAt })
        const text = { ...proposed.text, reason: id === 'old' ? 'Clean.' : secret }
        await releases.propose({ ...proposed, text })
        await releases.endCorrigendum(id, {
          kind: 'objected',
          objectionId: `objection-${id}`,
          country: 'SE',
          personId: drafter.id,
          deputyFor: null,
          reason: secret,
          statementHash: 'a'.repeat(64),
          at: later,
        })
        await signatures.insertAct('round-1', {
          actId: `objection-${id}`,
          statement: secret,
          passkeyId: '',
          publicKey: '',
          authenticatorData: '',
          clientDataJSON: '',
          signature: '',
          origin: '',
          relyingParty: '',
        })
      }
      await purge(1)
      expect(await releases.byPosition(positionId)).toMatchObject([
        { id: 'release-1', corrigenda: [{ id: 'old', ending: null }] },
      ])
      expect(await signatures.actsByRound('round-1')).toEqual([])
      await purge(null)
      expect(await opened.query('select * from corrigenda')).toEqual([])
    })

    it('[ST162] with no version kept, everything of the text goes', async () => {
      await spill()
      expect(await purge(null)).toMatchObject({ entries: 3, versions: 2, isLogEmpty: true })
      const { versions, rounds, releases, threads, proposals } = storage.tables
      expect(await words()).toEqual([])
      for (const rows of [
        await versions.list(positionId),
        await rounds.byPosition(positionId),
        await releases.byPosition(positionId),
        await threads.byPositions([positionId]),
        await proposals.byPosition(positionId),
      ])
        expect(rows).toEqual([])
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    })

    it('[ST281] what countries noted for their registers since goes, and what they had noted before stays', async () => {
      const place = { positionId, country: 'SE' } as const
      const noted = (at: string, retention: string) =>
        ({ caseNumber: 'UD 1', secrecy: '', retention, personId: drafter.id, at }) as const
      await storage.tables.recordNotes.add(place, [], noted(before, 'Ten years'))
      await spill()
      const log = await storage.tables.recordNotes.log(place)
      await storage.tables.recordNotes.add(place, log, noted(later, secret))
      await purge(1)
      expect(await storage.tables.recordNotes.log(place)).toEqual([noted(before, 'Ten years')])
    })

    it('[ST163] a mark stands in the place of each event that went, and the chain verifies', async () => {
      await spill()
      await tell({ type: 'spill.reported', spillId: 'spill', reason: 'An annex.' })
      await purge(1)
      const events = (await storage.tables.events.byPosition(positionId)).map(({ event }) => event)
      expect(
        events.filter(({ type }) => type === 'event.purged').map((event) => 'was' in event && event.was),
      ).toEqual(['round.opened', 'version.named', 'version.frozen', 'position.renamed', 'draft.reopened'])
      expect(events).toContainEqual({ type: 'spill.reported', spillId: 'spill', reason: 'An annex.' })
      expect(events).toContainEqual({ type: 'version.frozen', number: 1, contentHash: textOf(1).contentHash })
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    })

    it('[ST163] words that are gone without a purge that tells of them show, and so does what stands in place of a mark', async () => {
      await spill()
      await opened.unguard('events')
      const mark = '{"type":"event.purged","was":"position.renamed"}'
      const verify = () => storage.tables.events.verifyChain()
      await opened.raw(`update events set event = '${mark}', salt = null where sequence = 3`)
      expect(await verify()).toEqual({ ok: false, atSequence: 3, reason: 'purge_untold' })
      await opened.raw(`update events set event = '{"type":"release.used"}' where sequence = 3`)
      expect(await verify()).toEqual({ ok: false, atSequence: 3, reason: 'row_changed' })
    })

    it('[ST292] a mark says its two fields and nothing else, of an event that a purge can take, of a position', async () => {
      await spill()
      await opened.unguard('events')
      const verify = () => storage.tables.events.verifyChain()
      for (const mark of [
        '{"type":"event.purged","was":"position.renamed","events":1}',
        '{"type":"event.purged","was":"support.withdrawn"}',
        '{"type":"event.purged","was":"spill.purged"}',
        '{"type":"event.purged","was":"anything"}',
        '{"type":"event.purged"}',
      ]) {
        await opened.raw(`update events set event = '${mark}', salt = null where sequence = 3`)
        expect(await verify(), mark).toEqual({ ok: false, atSequence: 3, reason: 'row_changed' })
      }
    })

    it('[ST292] of what happened to an account there is no mark', async () => {
      const event = { type: 'account.enabled', accountId: drafter.id, reason: 'Back' } as const
      const about = { positionId: null, revision: null, personId: null, country: null, at: now }
      const [told] = await storage.tables.events.append([{ ...about, event }])
      await opened.unguard('events')
      const mark = '{"type":"event.purged","was":"position.renamed"}'
      await opened.raw(
        `update events set event = '${mark}', salt = null where sequence = ${told?.sequence ?? 0}`,
      )
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: told?.sequence,
        reason: 'row_changed',
      })
    })

    it('[ST292] a purge accounts for as many marks as it tells, of its position, behind the version that it kept and before itself', async () => {
      await insertPosition(storage, { id: 'position-2' })
      const [elsewhere] = await storage.tables.events.append([
        {
          positionId: 'position-2',
          revision: 1,
          ...by,
          at: before,
          event: { type: 'position.renamed', title: 'A' },
        },
      ])
      await spill()
      await purge(1)
      await tell({ type: 'position.renamed', title: 'Later' })
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
      const events = (await storage.tables.events.byPosition(positionId)).toReversed()
      const earlier = events.find(({ event }) => event.type === 'coordination.started')
      const later = events.at(-1)
      await opened.unguard('events')
      const mark = '{"type":"event.purged","was":"position.renamed"}'
      for (const one of [elsewhere, earlier, later]) {
        const { sequence = 0 } = one ?? {}
        const kept = await opened.query(`select event, salt from events where sequence = ${sequence}`)
        await opened.raw(`update events set event = '${mark}', salt = null where sequence = ${sequence}`)
        expect(await storage.tables.events.verifyChain()).toEqual({
          ok: false,
          atSequence: sequence,
          reason: 'purge_untold',
        })
        const [row] = kept
        await opened.raw(
          `update events set event = '${String(row?.event)}', salt = '${String(row?.salt)}' where sequence = ${sequence}`,
        )
      }
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    })

    it('[ST293] once events have digests, none is without', async () => {
      await spill()
      await opened.unguard('events')
      const mark = '{"type":"event.purged","was":"position.renamed"}'
      await opened.raw(
        `update events set event = '${mark}', salt = null, digest = null, person_id = null where sequence = 3`,
      )
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 3,
        reason: 'row_changed',
      })
    })

    it('[ST164] after the scrub not one byte of it is left in what the database has on disk', async () => {
      await spill()
      expect((await opened.bytes()).includes(secret)).toBe(true)
      await purge(1)
      await storage.scrub()
      const bytes = await opened.bytes()
      expect(bytes.includes(secret)).toBe(false)
      expect(bytes.includes(textOf(2).contentHash)).toBe(false)
      expect(bytes.includes('clean two')).toBe(true)
      storage = await opened.reopen()
      expect((await opened.bytes()).includes(secret)).toBe(false)
      await write(positionId, later, 'goes on')
      expect(await words()).toEqual(['clean one', 'clean two', 'goes on'])
    })

    it('[ST307] a snapshot that was kept while a purge was under way is gone after the scrub, from the disk too', async () => {
      await spill()
      await opened.raw('create table aside as select * from snapshots')
      await purge(1)
      await opened.raw('insert into snapshots select * from aside', 'drop table aside')
      await storage.scrub()
      expect(await opened.query('select * from snapshots')).toEqual([])
      expect((await opened.bytes()).includes(secret)).toBe(false)
    })

    it('[ST165] a purge goes through as a whole or leaves everything; the guards stand again either way', async () => {
      await spill()
      const failing = purge(1, async () => {
        throw new Error('in the middle')
      })
      await expect(failing).rejects.toThrow('in the middle')
      expect(await words()).toEqual(['clean one', 'clean two', secret])
      const guarded = async () => {
        for (const table of ['updates', 'events', 'versions', 'releases', 'rounds', 'threads', 'wordings'])
          await expect(opened.raw(`delete from ${table}`), table).rejects.toThrow(/append_only/)
      }
      await guarded()
      await purge(1)
      await guarded()
      await storage.scrub()
      await guarded()
    })

    it('[ST166] a draft knows how often it was purged; what is not scrubbed is with the next call', async () => {
      const { updates } = storage.tables
      expect(await updates.purges(positionId)).toBe(0)
      await purge(null)
      await purge(null)
      expect(await updates.purges(positionId)).toBe(2)
      expect(await updates.purges(`${positionId}.SE`)).toBe(0)
      const open = () => opened.query('select id from purges where is_scrubbed = 0')
      expect(await open()).toHaveLength(2)
      await storage.scrub()
      expect(await open()).toEqual([])
      await storage.scrub()
    })

    it('[ST167] own pages are purged by themselves, sealed as they are', async () => {
      const { ownPages } = storage.tables
      const place = { positionId, country: 'SE' as const }
      const draftId = `${positionId}.SE`
      await ownPages.begin(place, before)
      await write(draftId, before, 'clean pages')
      const version = {
        ...place,
        number: 1,
        ...textOf(1),
        note: '',
        keptAt: now,
        keptBy: drafter.id,
      }
      await ownPages.addVersion(version, await storage.tables.updates.lastPlace(draftId, null))
      await write(draftId, later, secret)
      await ownPages.addVersion({ ...version, number: 2, ...textOf(2), keptAt: later }, null)
      const mandate = { reference: secret, state: 'cleared', isShared: false } as const
      await ownPages.addMandate(place, [], { ...mandate, personId: drafter.id, at: later })
      expect(await ownPages.instants(place)).toEqual([
        { number: 2, at: later },
        { number: 1, at: now },
      ])
      const removed = await storage.purge(positionId, (_tables, purging) => purging.pages(place, 1, later))
      expect(removed).toEqual({ entries: 1, versions: 1, remarks: 0, events: 0, isLogEmpty: false })
      expect(await words(draftId)).toEqual(['clean pages'])
      expect(await words()).toEqual(['clean one', 'clean two'])
      expect((await ownPages.versions(place)).map(({ number }) => number)).toEqual([1])
      expect(await ownPages.mandateLog(place)).toEqual([])
      const all = await storage.purge(positionId, (_tables, purging) => purging.pages(place, null, later))
      expect(all).toMatchObject({ entries: 1, versions: 1, isLogEmpty: true })
      expect(await ownPages.isBegun(place)).toBe(true)
    })
  })
}
