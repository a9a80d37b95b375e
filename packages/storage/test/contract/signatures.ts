import type { ActSignature, DecisionSignature } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage, Tables } from '../../src/index.ts'
import { decide, follow, steps } from '../support/apply-command.ts'
import { insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const positionId = 'position-1'
const statementHash = 'a'.repeat(64)

/** A signature, its words all recognisable. */
const signatureOf = (country: string): DecisionSignature => ({
  decisionId: `decision-${country}`,
  statement: `{"delegation":"${country}","title":"words of a statement, åäö"}`,
  passkeyId: 'passkey-1',
  publicKey: 'cHVibGlj',
  authenticatorData: 'ZGF0YQ',
  clientDataJSON: 'Y2xpZW50',
  signature: 'c2lnbmF0dXJl',
  origin: 'https://samsyn.example',
  relyingParty: 'samsyn.example',
})

const actOf = (actId: string): ActSignature => {
  const { decisionId: _none, ...signature } = signatureOf('SE')
  return { actId, ...signature }
}

export function signaturesContract(name: string, open: Open): void {
  describe(`signatures: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await follow(storage, positionId, [...steps.signOff, decide('SE', { statementHash }), decide('DK')])
    })
    afterEach(() => opened.close())

    it('[ST200] what was signed is kept as it is beside its decision, which keeps the hash of its statement', async () => {
      await storage.tables.signatures.insert(signatureOf('DK'))
      await storage.tables.signatures.insert(signatureOf('SE'))
      expect(await storage.tables.signatures.byRound('round-1')).toEqual([
        signatureOf('SE'),
        signatureOf('DK'),
      ])
      const position = await storage.tables.positions.byId(positionId)
      const decisions = position && 'round' in position.life ? position.life.round.decisions : []
      expect(decisions.map((decision) => decision.statementHash)).toEqual([statementHash, null])
      const [round] = await storage.tables.rounds.byPosition(positionId)
      expect(round?.decisions.map((decision) => decision.statementHash)).toEqual([statementHash, null])
      await expect(storage.tables.signatures.insert(signatureOf('NO'))).rejects.toThrow()
      await expect(storage.tables.signatures.insert(signatureOf('SE'))).rejects.toThrow()
    })

    it('[ST221] so is what was signed of an act, beside the round that it is about', async () => {
      await storage.tables.signatures.insertAct('round-1', actOf('withdrawal-1'))
      await storage.tables.signatures.insertAct('round-1', actOf('lift-1'))
      expect(await storage.tables.signatures.actsByRound('round-1')).toEqual([
        actOf('lift-1'),
        actOf('withdrawal-1'),
      ])
      expect(await storage.tables.signatures.byRound('round-1')).toEqual([])
      await expect(storage.tables.signatures.insertAct('round-1', actOf('lift-1'))).rejects.toThrow()
      await expect(storage.tables.signatures.insertAct('round-9', actOf('lift-2'))).rejects.toThrow()
    })

    it('[ST201] it can be neither changed, deleted nor replaced', async () => {
      await storage.tables.signatures.insert(signatureOf('SE'))
      const before = await opened.query('select * from signatures')
      for (const statement of [
        "update signatures set statement = '{}'",
        'delete from signatures',
        name.startsWith('SQLite')
          ? 'insert or replace into signatures select * from signatures'
          : 'truncate signatures',
      ]) {
        await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      }
      expect(await opened.query('select * from signatures')).toEqual(before)
    })

    it('[ST203] it is read alone beside whoever works on it, in one state of it, and not written', async () => {
      const reading = await opened.reading()
      const deadline = async (tables: Tables) => (await tables.rounds.byPosition(positionId))[0]?.deadline
      const before = await reading.read(async (tables) => {
        const first = await deadline(tables)
        await opened.raw("insert into extensions values ('round-1', '2027-01-01T11:00:00.000Z')")
        expect(await deadline(tables)).toBe(first)
        return first
      })
      expect(await reading.read(deadline)).not.toBe(before)
      expect(await reading.read((tables) => tables.events.verifyChain())).toMatchObject({ ok: true })
      await expect(
        reading.read((tables) => tables.people.setDisabled('person-astrid', true)),
      ).rejects.toThrow(/read-?only/)
      await reading.close()
      const later = await opened.query('select name from kysely_migration order by name desc limit 1')
      await opened.raw(`delete from kysely_migration where name = '${later[0]?.name}'`)
      await expect(opened.reading()).rejects.toMatchObject({ code: 'schema_outdated' })
      await opened.raw("insert into kysely_migration (name, timestamp) values ('9999-later', '')")
      await expect(opened.reading()).rejects.toMatchObject({ code: 'schema_too_new' })
    })

    it('[ST202] it goes with a purge of its round, and stays with a version that is kept', async () => {
      await storage.tables.signatures.insert(signatureOf('SE'))
      await storage.tables.signatures.insertAct('round-1', actOf('lift-1'))
      const person = (await opened.query('select person_id from decisions'))[0]?.person_id
      await opened.raw(
        `insert into reservation_lifts values ('round-1', 0, '${String(person)}', '{"of":"words of a statement"}')`,
      )
      const purge = (version: number | null) =>
        storage.purge(positionId, async (tables, purging) => {
          const position = await tables.positions.byId(positionId)
          await purging.joint(positionId, version, now)
          if (!position) throw new Error('There is no position')
          await tables.positions.save(position.revision, {
            position: {
              ...position,
              revision: position.revision + 1,
              latestVersion: version ?? 0,
              life: { status: 'in_coordination' },
            },
            events: [],
            effects: [],
            closedRound: null,
          })
        })
      await purge(1)
      expect(await storage.tables.signatures.byRound('round-1')).toEqual([signatureOf('SE')])
      expect(await storage.tables.signatures.actsByRound('round-1')).toEqual([actOf('lift-1')])
      await purge(null)
      for (const table of ['signatures', 'act_signatures', 'reservation_lifts'])
        expect(await opened.query(`select * from ${table}`)).toEqual([])
      await storage.scrub()
      expect((await opened.bytes()).includes('words of a statement')).toBe(false)
    })
  })
}
