import {
  type Command,
  type Decision,
  liftOf,
  type Position,
  type Release,
  transition,
  usualReservationEffects,
} from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import {
  accepted,
  agreed,
  applyCommand,
  decide,
  follow,
  steps,
  stepsOut,
  textOf,
} from '../support/apply-command.ts'
import {
  afterDeadline,
  buildPosition,
  corrigendumOf,
  deadline,
  drafter,
  insertPosition,
  insertReferences,
  meeting,
  now,
} from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function positionsContract(name: string, open: Open): void {
  describe(`positions: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it('[ST31] a save on the stored revision is stored, one on another is not', async () => {
      const position = await insertPosition(storage)
      const renamed = rename(position, 'First')
      expect(await storage.tables.positions.save(1, renamed)).toBe(true)
      expect(await storage.tables.positions.save(1, rename(position, 'Second'))).toBe(false)
      expect(await storage.tables.positions.byId(position.id)).toStrictEqual(renamed.position)
      expect(await storage.tables.positions.save(1, rename({ ...position, id: 'nowhere' }, 'Third'))).toBe(
        false,
      )
    })

    it('[ST140] a position comes back with the countries that it is releasable to, as they change', async () => {
      const position = await insertPosition(storage, {
        parties: ['DK', 'SE'],
        marking: 'member_states_only',
        releasability: { countries: ['NO', 'IS'], ground: 'comix', reference: '14862/22 COMIX' },
      })
      expect(position.releasableTo).toEqual(['IS', 'NO'])
      expect(await stored(storage)).toStrictEqual(position)
      const ended = await follow(storage, 'position-1', [
        { type: 'end_releasability', country: 'IS', reason: 'Withdrawn by its originator' },
      ])
      expect(ended.releasableTo).toEqual(['NO'])
      expect(await stored(storage)).toStrictEqual(ended)
    })

    it('[ST31] of several saves at once on the same revision exactly one is stored', async () => {
      await insertPosition(storage)
      const inOneCall = await Promise.all(
        ['A', 'B', 'C', 'D'].map(async (title) => {
          const position = await stored(storage)
          return storage.tables.positions.save(1, rename(position, title))
        }),
      )
      expect(inOneCall.filter(Boolean)).toHaveLength(1)
      const inTransactions = await Promise.all(
        ['E', 'F', 'G', 'H'].map((title) =>
          storage.transaction(async (tables) => {
            const position = await tables.positions.byId('position-1')
            if (position === null) throw new Error('The position is gone')
            return tables.positions.save(2, {
              ...rename(position, title),
              position: { ...position, title, revision: 3 },
            })
          }),
        ),
      )
      expect(inTransactions.filter(Boolean)).toHaveLength(1)
      expect((await stored(storage)).revision).toBe(3)
    })

    it('[ST31] of two decisions at once the slower one leaves no decision', async () => {
      await insertPosition(storage)
      const position = await follow(storage, 'position-1', steps.signOff)
      const outcomes = await Promise.all(
        [decide('DK'), decide('NO')].map((command) => {
          const result = transition(position, command, { now, personId: drafter.id })
          if (!result.ok) throw new Error(result.refusal.code)
          return storage.tables.positions.save(position.revision, result.value)
        }),
      )
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      expect(decisionsOf(await stored(storage))).toHaveLength(1)
    })

    it('[ST31] a save that does not raise the revision is a bug', async () => {
      const position = await insertPosition(storage)
      const unraised = { ...rename(position, 'Same'), position }
      await expect(storage.tables.positions.save(1, unraised)).rejects.toThrow()
    })

    it('[ST32] decisions are kept in the order given, a change of mind beside the first', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [
        ...steps.signOff,
        decide('NO', { value: { kind: 'object', reason: 'Artikel 5, “tjänsteman” – nej' } }),
        decide('DK'),
        decide('NO', { decisionId: 'decision-NO-2', value: { kind: 'agree' } }),
      ])
      expect(decisionsOf(await stored(storage)).map(({ id }) => id)).toEqual([
        'decision-NO',
        'decision-DK',
        'decision-NO-2',
      ])
    })

    it('[ST32] the order of decisions is the one given, wherever the database keeps them', async () => {
      await insertPosition(storage)
      const { life } = await follow(storage, 'position-1', steps.signOff)
      if (life.status !== 'in_sign_off') throw new Error('No round')
      const { number, contentHash } = life.round.version
      for (const ordinal of [2, 0, 1]) {
        await opened.raw(
          `insert into decisions (id, round_id, ordinal, country, person_id, version_number, content_hash, value, at)
           values ('decision-${ordinal}', 'round-1', ${ordinal}, 'NO', '${drafter.id}', ${number}, '${contentHash}', '{"kind":"agree"}', '${now}')`,
        )
      }
      // Knowing how few rows there are, PostgreSQL reads them as they lie.
      await opened.raw('analyze')
      const given = ['decision-0', 'decision-1', 'decision-2']
      const { positions, rounds } = storage.tables
      for (const position of [
        await stored(storage),
        ...(await positions.all()),
        ...(await positions.withOpenRounds()),
      ]) {
        expect(decisionsOf(position).map(({ id }) => id)).toEqual(given)
      }
      for (const round of await rounds.byPosition('position-1')) {
        expect(round.decisions.map(({ id }) => id)).toEqual(given)
      }
    })

    it('[ST32] a decision stored before is never written again', async () => {
      await insertPosition(storage)
      const position = await follow(storage, 'position-1', [...steps.signOff, decide('DK')])
      const result = transition(position, decide('NO'), { now, personId: drafter.id })
      if (!result.ok || result.value.position.life.status !== 'in_sign_off') throw new Error('No round')
      const { round } = result.value.position.life
      const forged = round.decisions.map(
        (decision): Decision =>
          decision.country === 'DK' ? { ...decision, value: { kind: 'object', reason: 'Forged' } } : decision,
      )
      await storage.tables.positions.save(position.revision, {
        ...result.value,
        position: {
          ...result.value.position,
          life: { status: 'in_sign_off', round: { ...round, decisions: forged } },
        },
      })
      expect(decisionsOf(await stored(storage)).map(({ value }) => value)).toEqual([
        { kind: 'agree' },
        { kind: 'agree' },
      ])
    })

    it('[ST185] [ST261] what was confirmed in a round is kept with it, before and after its end', async () => {
      await insertPosition(storage)
      const { life } = await follow(storage, 'position-1', stepsOut)
      if (life.status !== 'agreed') throw new Error('Not agreed')
      const of = { kind: 'formula', partyFormula: 'This text is put forward by Norway and Sweden.' } as const
      expect(life.round.confirmations).toEqual([
        {
          id: 'confirmation-no',
          country: 'NO',
          personId: drafter.id,
          deputyFor: null,
          of,
          statementHash: 'e'.repeat(64),
          at: now,
        },
      ])
      expect(await stored(storage)).toMatchObject({ life })
      const second = {
        type: 'confirm_terms',
        confirmationId: 'confirmation-se',
        roundId: 'round-1',
        country: 'SE',
        deputyFor: null,
        of,
        statementHash: null,
        shownFormula: null,
      } as const
      const after = await accepted(storage, 'position-1', second)
      expect(await stored(storage)).toMatchObject({ life: after.life })
      const [round] = await storage.tables.rounds.byPosition('position-1')
      expect(round?.confirmations.map(({ country }) => country)).toEqual(['NO', 'SE'])
    })

    it('[ST187] a round keeps the deadline that it was opened with, and who asked for another', async () => {
      await insertPosition(storage)
      const until = '2026-03-06T11:00:00.000Z'
      const { life } = await follow(storage, 'position-1', [
        ...steps.signOff,
        {
          type: 'ask_extension',
          roundId: 'round-1',
          country: 'NO',
          deputyFor: 'lead-no',
          until,
          reason: 'Stortinget først',
        },
        {
          type: 'ask_extension',
          roundId: 'round-1',
          country: 'DK',
          deputyFor: null,
          until,
          reason: 'Europaudvalget',
        },
        { type: 'grant_extension', roundId: 'round-1', deadline: until, cutOff: null },
      ])
      expect(life).toMatchObject({
        round: {
          firstDeadline: deadline,
          deadline: until,
          extensionRequests: [
            { country: 'NO', deputyFor: 'lead-no' },
            { country: 'DK', deputyFor: null },
          ],
        },
      })
      expect(await stored(storage)).toMatchObject({ life })
    })

    it('[ST188] who no longer stands behind a release is read with it, each country once', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      const withdrawal = {
        id: 'withdrawal-1',
        country: 'NO',
        personId: drafter.id,
        deputyFor: null,
        reason: 'Nytt mandat',
        statementHash: 'a'.repeat(64),
        at: now,
      } as const
      expect(await stored(storage)).toMatchObject({ suspendedBy: [] })
      await storage.tables.releases.withdraw('release-1', withdrawal)
      expect(await stored(storage)).toMatchObject({ suspendedBy: ['NO'] })
      expect(await storage.tables.releases.byId('release-1')).toMatchObject({ withdrawals: [withdrawal] })
      expect(await storage.tables.releases.byPosition('position-1')).toMatchObject([
        { withdrawals: [withdrawal] },
      ])
      await expect(storage.tables.releases.withdraw('release-1', withdrawal)).rejects.toThrow()
    })

    it('[ST267] what is asked since a meeting was put off is read with the position, and who reconfirmed with the release', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      expect(await stored(storage)).toMatchObject({ postponement: null })
      const [postponementId, meetingId] = ['postponement-1', meeting.id]
      const version = { number: 1, contentHash: 'b'.repeat(64) }
      const release = { id: 'release-1', version, supporters: ['DK', 'NO'] } as const
      await follow(storage, 'position-1', [
        { type: 'postpone_meeting', postponementId, meetingId, startsAt: now, becomes: null, release },
      ])
      const postponement = { id: postponementId, meetingId, releaseId: 'release-1', version, startsAt: now }
      const asked = { ...postponement, asked: ['DK', 'NO'], reconfirmed: [] }
      expect(await stored(storage)).toMatchObject({ postponement: asked })
      const reconfirmation = {
        id: 'reconfirmation-1',
        postponementId,
        meetingId,
        country: 'NO',
        personId: drafter.id,
        deputyFor: null,
        statementHash: 'a'.repeat(64),
        at: now,
      } as const
      const { releases } = storage.tables
      await releases.reconfirm('release-1', reconfirmation)
      expect(await releases.byId('release-1')).toMatchObject({ reconfirmations: [reconfirmation] })
      await expect(
        releases.reconfirm('release-1', { ...reconfirmation, id: 'reconfirmation-2' }),
      ).rejects.toThrow()
      await releases.reconfirm('release-1', {
        ...reconfirmation,
        id: 'reconfirmation-2',
        postponementId: 'postponement-2',
      })
      expect((await releases.byId('release-1'))?.reconfirmations).toHaveLength(2)
    })

    it('[ST255] a corrigendum is read with its release, those that run by themselves, and how it ended is said once', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      const { releases } = storage.tables
      const first = corrigendumOf('corrigendum-1', { deadline: '2026-03-05T11:00:00.000Z' })
      const second = corrigendumOf('corrigendum-2', { deadline: '2026-03-04T11:00:00.000Z' })
      for (const { ending: _none, ...proposed } of [first, second]) await releases.propose(proposed)
      expect(await releases.byId('release-1')).toMatchObject({ corrigenda: [first, second] })
      expect(await releases.runningCorrigenda()).toEqual([
        { positionId: 'position-1', corrigendum: second },
        { positionId: 'position-1', corrigendum: first },
      ])
      const ending = { kind: 'issued', number: 1, at: now } as const
      await releases.endCorrigendum('corrigendum-2', ending)
      expect(await releases.runningCorrigenda()).toEqual([{ positionId: 'position-1', corrigendum: first }])
      expect(await releases.byPosition('position-1')).toMatchObject([
        { corrigenda: [first, { ...second, ending }] },
      ])
      await expect(releases.endCorrigendum('corrigendum-2', ending)).rejects.toThrow()
    })

    it('[ST291] whom to ask of a delegation is said anew in the place of before, and taken back', async () => {
      await insertPosition(storage)
      const { delegationContacts } = storage.tables
      const by = { personId: drafter.id, at: now }
      const asked = { country: 'SE', name: 'Desk officer', phone: '+46 8 123 45 67', mail: null } as const
      const other = { country: 'DK', name: 'Attaché', phone: null, mail: 'attache@example.org' } as const
      for (const contact of [asked, other]) await delegationContacts.set('position-1', contact, by)
      await delegationContacts.set('position-1', { ...asked, phone: '+46 8 765 43 21' }, by)
      expect(await delegationContacts.byPosition('position-1')).toEqual([
        other,
        { ...asked, phone: '+46 8 765 43 21' },
      ])
      await delegationContacts.remove('position-1', 'SE')
      expect(await delegationContacts.byPosition('position-1')).toEqual([other])
    })

    it('[ST290] the issued corrigenda are counted by final text', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      const { releases } = storage.tables
      const deadline = '2026-03-05T11:00:00.000Z'
      for (const id of ['corrigendum-1', 'corrigendum-2', 'corrigendum-3', 'corrigendum-4']) {
        const { ending: _none, ...proposed } = corrigendumOf(id, { deadline })
        await releases.propose(proposed)
      }
      expect(await releases.issuedCorrigenda()).toEqual(new Map())
      await releases.endCorrigendum('corrigendum-1', { kind: 'issued', number: 1, at: now })
      await releases.endCorrigendum('corrigendum-2', { kind: 'withdrawn', personId: drafter.id, at: now })
      await releases.endCorrigendum('corrigendum-4', { kind: 'issued', number: 2, at: now })
      expect(await releases.issuedCorrigenda()).toEqual(new Map([['release-1', 2]]))
    })

    it('[ST220] a reservation that was lifted is read with its round, and with its release once that printed it', async () => {
      await insertPosition(storage)
      const lifting = (country: 'DK' | 'SE', release: Lifting['release']): Lifting => ({
        type: 'lift_reservation',
        liftId: `lift-${country}`,
        decisionId: `decision-${country}`,
        country,
        deputyFor: null,
        statementHash: 'a'.repeat(64),
        shownFormula: null,
        release,
      })
      const { life } = await follow(storage, 'position-1', [...reserved, lifting('DK', null)])
      if (life.status !== 'agreed_with_reservations') throw new Error('Not agreed')
      expect(life.round.lifts).toMatchObject([
        { id: 'lift-DK', releaseId: null, personId: drafter.id, at: now },
      ])
      expect(await stored(storage)).toMatchObject({ life })
      const { version } = life.round
      await accepted(storage, 'position-1', { type: 'release', releaseId: 'release-1' })
      expect(await storage.tables.releases.byId('release-1')).toMatchObject({
        reservations: [{ country: 'SE' }],
        lifts: [],
      })
      const later = lifting('SE', {
        id: 'release-1',
        version,
        standing: [{ decisionId: 'decision-SE', country: 'SE' }],
      })
      await accepted(storage, 'position-1', later)
      const lift = liftOf(later, { now, personId: drafter.id })
      await storage.tables.releases.lift('round-1', lift)
      expect(await storage.tables.releases.byId('release-1')).toMatchObject({ lifts: [lift] })
      expect(await storage.tables.releases.byPosition('position-1')).toMatchObject([{ lifts: [lift] }])
      const [round] = await storage.tables.rounds.byPosition('position-1')
      expect(round?.lifts).toEqual([...life.round.lifts, lift])
    })

    it('[ST186] a silence procedure is kept as one, with what was objected when it was over', async () => {
      await insertPosition(storage)
      const about = { roundId: 'round-1', version: { number: 2, contentHash: textOf(2).contentHash } }
      await follow(storage, 'position-1', [
        ...steps.frozen,
        { type: 'reopen_draft', reason: 'One point more' },
        { type: 'freeze', contentHash: textOf(2).contentHash, name: '' },
        {
          ...about,
          type: 'open_round',
          notice: '',
          deadline,
          reservationEffects: usualReservationEffects,
          pointsToClose: 0,
          openPoints: 0,
          openPointsReason: null,
          silence: { partiesWithoutLead: [], unresolvedReservations: [] },
        },
        decide('NO', about),
      ])
      await accepted(storage, 'position-1', { type: 'pass_deadline' }, deadline)
      const late = { ...about, value: { kind: 'late_objection', reason: 'We were away' } } as const
      const { life } = await accepted(storage, 'position-1', decide('SE', late), afterDeadline)
      expect(await stored(storage)).toMatchObject({ life })
      const [round] = await storage.tables.rounds.byPosition('position-1')
      expect(round).toMatchObject({
        kind: 'silence',
        outcome: 'silence_held',
        decisions: [{}, { value: late.value }],
      })
    })

    it('[ST33] a frozen position needs its version in the same transaction, in either order', async () => {
      const position = await insertPosition(storage)
      const shared = await accepted(storage, position.id, { type: 'start_coordination' })
      const frozen = transition(
        shared,
        { type: 'freeze', contentHash: textOf(1).contentHash, name: '' },
        { now, personId: drafter.id },
      )
      if (!frozen.ok) throw new Error(frozen.refusal.code)
      await expect(storage.tables.positions.save(2, frozen.value)).rejects.toThrow()
      await expect(
        storage.transaction(async (tables) => {
          await tables.positions.save(2, frozen.value)
          await tables.versions.insert({ ...version(1), contentHash: textOf(2).contentHash })
        }),
      ).rejects.toThrow()
      expect(await stored(storage)).toStrictEqual(shared)
      expect(await storage.tables.versions.list(position.id)).toEqual([])
      await storage.transaction(async (tables) => {
        await tables.versions.insert(version(1))
        await tables.positions.save(2, frozen.value)
      })
      expect(await stored(storage)).toStrictEqual(frozen.value.position)
    })

    it('[ST33] a decision can only be on the text of its round', async () => {
      await insertPosition(storage)
      const position = await follow(storage, 'position-1', steps.signOff)
      const result = transition(position, decide('DK'), { now, personId: drafter.id })
      if (!result.ok || result.value.position.life.status !== 'in_sign_off') throw new Error('No round')
      const { round } = result.value.position.life
      const elsewhere = round.decisions.map(
        (decision): Decision => ({ ...decision, version: { number: 1, contentHash: textOf(2).contentHash } }),
      )
      await expect(
        storage.tables.positions.save(position.revision, {
          ...result.value,
          position: {
            ...result.value.position,
            life: { status: 'in_sign_off', round: { ...round, decisions: elsewhere } },
          },
        }),
      ).rejects.toThrow()
      expect(await stored(storage)).toStrictEqual(position)
    })

    it('[ST33] a release can only be of a version and round that are there', async () => {
      await insertPosition(storage)
      const position = await follow(storage, 'position-1', agreed)
      const result = transition(
        position,
        { type: 'release', releaseId: 'release-1' },
        { now, personId: drafter.id },
      )
      if (!result.ok) throw new Error(result.refusal.code)
      await expect(storage.tables.positions.save(position.revision, result.value)).rejects.toThrow()
      expect(await stored(storage)).toStrictEqual(position)
    })

    it('[ST34] the positions with an open round are given by deadline', async () => {
      for (const [id, day] of [
        ['late', '09'],
        ['early', '05'],
        ['middle', '07'],
        ['closed', '04'],
      ] as const) {
        await insertPosition(storage, { id })
        for (const command of steps.signOff) {
          const named =
            command.type === 'open_round'
              ? { ...command, roundId: `round-${id}`, deadline: at(day) }
              : command
          await accepted(storage, id, named)
        }
      }
      await insertPosition(storage, { id: 'drafting' })
      await accepted(storage, 'closed', { type: 'reopen_draft', reason: 'A new wish' })
      await accepted(storage, 'early', decide('DK', { roundId: 'round-early' }))
      const open = await storage.tables.positions.withOpenRounds()
      expect(open.map(({ id }) => id)).toEqual(['early', 'middle', 'late'])
      expect(open.map((position) => decisionsOf(position).length)).toEqual([1, 0, 0])
    })

    it('[ST171] a round has its latest deadline, in its position, among all rounds and in their order', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...steps.signOff, decide('DK')])
      await accepted(storage, 'position-1', { type: 'put_off_deadline', lockedAt: now }, afterDeadline)
      const put = await stored(storage)
      if (put.life.status !== 'in_sign_off') throw new Error('The round is not open')
      const { round } = put.life
      expect(Date.parse(round.deadline)).toBeGreaterThan(Date.parse(deadline))
      expect(await storage.tables.rounds.byPosition('position-1')).toStrictEqual([
        { ...round, outcome: null, closedAt: null },
      ])
      expect(await storage.tables.positions.withOpenRounds()).toStrictEqual([put])
      await accepted(storage, 'position-1', { type: 'reopen_draft', reason: 'A new wish' })
      const [closed] = await storage.tables.rounds.byPosition('position-1')
      expect(closed).toMatchObject({ deadline: round.deadline, decisions: [{ country: 'DK' }] })
    })

    it('[ST280] a round comes back with what reservations do in it, also once it is over', async () => {
      await insertPosition(storage)
      const reservationEffects = { ...usualReservationEffects, scrutiny: 'not_counted' } as const
      const [, freeze, openRound] = steps.signOff
      await follow(storage, 'position-1', [
        { type: 'start_coordination' },
        freeze,
        { ...openRound, reservationEffects },
      ])
      expect(await stored(storage)).toMatchObject({ life: { round: { reservationEffects } } })
      await accepted(storage, 'position-1', { type: 'pass_deadline' }, afterDeadline)
      const [round] = await storage.tables.rounds.byPosition('position-1')
      expect(round).toMatchObject({ outcome: 'lapsed', reservationEffects })
    })

    it('[ST35] every round is kept, newest first, with how it ended', async () => {
      await insertPosition(storage)
      const { rounds } = storage.tables
      expect(await rounds.byPosition('position-1')).toEqual([])
      await follow(storage, 'position-1', [...steps.signOff, decide('DK')])
      expect(await rounds.byPosition('position-1')).toMatchObject([
        { id: 'round-1', outcome: null, closedAt: null, decisions: [{ country: 'DK' }] },
      ])
      await accepted(storage, 'position-1', { type: 'reopen_draft', reason: 'A new wish' })
      await follow(storage, 'position-1', secondRound)
      await accepted(storage, 'position-1', { type: 'pass_deadline' }, afterDeadline)
      const [second, first] = await rounds.byPosition('position-1')
      const position = await stored(storage)
      if (position.life.status !== 'not_agreed') throw new Error('The round did not lapse')
      expect(second).toStrictEqual(position.life.round)
      expect(second).toMatchObject({ id: 'round-2', outcome: 'lapsed', closedAt: afterDeadline })
      expect(first).toStrictEqual({
        id: 'round-1',
        kind: 'explicit',
        version: { number: 1, contentHash: textOf(1).contentHash },
        parties: ['DK', 'NO', 'SE'],
        reservationEffects: usualReservationEffects,
        notice: 'Please reply',
        openPointsReason: null,
        openedAt: now,
        openedBy: drafter.id,
        deadline,
        decisions: [
          {
            id: 'decision-DK',
            country: 'DK',
            personId: drafter.id,
            version: { number: 1, contentHash: textOf(1).contentHash },
            value: { kind: 'agree' },
            deputyFor: null,
            statementHash: null,
            at: now,
          },
        ],
        confirmations: [],
        lifts: [],
        firstDeadline: deadline,
        extensionRequests: [],
        outcome: 'reopened',
        closedAt: now,
      })
    })

    it('[ST35] a round is kept when its position is withdrawn', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [
        ...steps.signOff,
        decide('SE'),
        { type: 'withdraw', reason: 'Overtaken by events' },
      ])
      expect(await storage.tables.rounds.byPosition('position-1')).toMatchObject([
        { outcome: 'withdrawn', closedAt: now, decisions: [{ country: 'SE' }] },
      ])
    })

    it('[ST35] a round keeps why it was opened over open points', async () => {
      await insertPosition(storage)
      const [, , openRound] = steps.signOff
      await follow(storage, 'position-1', [
        ...steps.frozen,
        { ...openRound, openPoints: 2, openPointsReason: 'Brackets on Article 3 are for the ministers' },
      ])
      expect(await storage.tables.rounds.byPosition('position-1')).toMatchObject([
        { openPointsReason: 'Brackets on Article 3 are for the ministers' },
      ])
    })

    it('[ST36] versions come back with their text by number, and without it in the list', async () => {
      await insertPosition(storage)
      await insertPosition(storage, { id: 'position-2' })
      const { versions } = storage.tables
      for (const number of [1, 2, 10]) await versions.insert(version(number))
      await versions.insert({ ...version(1), positionId: 'position-2' })
      expect(await versions.byNumber('position-1', 2)).toStrictEqual(version(2))
      const { canonicalText: _, ...summary } = version(10)
      const list = await versions.list('position-1')
      expect(list[0]).toStrictEqual(summary)
      expect(list.map(({ number }) => number)).toEqual([10, 2, 1])
    })

    it('[ST90] a version is renamed any number of times, and each name is kept', async () => {
      await insertPosition(storage)
      const { versions } = storage.tables
      for (const number of [1, 2]) await versions.insert(version(number))
      const named = (number: number, name: string, at: string) => ({
        positionId: 'position-1',
        number,
        name,
        at,
        personId: drafter.id,
      })
      await versions.rename(named(2, 'answers from capitals', deadline))
      await versions.rename(named(1, 'first thoughts', deadline))
      expect((await versions.list('position-1')).map(({ name }) => name)).toEqual([
        'answers from capitals',
        'first thoughts',
      ])
      expect((await versions.byNumber('position-1', 2))?.name).toBe('answers from capitals')
      await versions.rename(named(2, '', afterDeadline))
      expect((await versions.byNumber('position-1', 2))?.name).toBe('')
      expect(await versions.names('position-1')).toStrictEqual([
        named(1, 'first thoughts', deadline),
        named(2, 'sent to capitals', now),
        named(2, 'answers from capitals', deadline),
        named(2, '', afterDeadline),
      ])
      await expect(versions.rename(named(3, 'of no version', now))).rejects.toThrow()
    })

    it('[ST37] a release comes back as it went in, newest first, and is superseded once', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      const { releases } = storage.tables
      const first = await releases.byId('release-1')
      expect(first).toMatchObject({
        positionId: 'position-1',
        roundId: 'round-1',
        supporters: ['DK', 'NO', 'SE'],
        partyFormula: 'This text is put forward by Denmark, Norway and Sweden.',
        version: { number: 1, contentHash: textOf(1).contentHash },
        reservations: [],
        supersededBy: null,
        withdrawals: [],
        reconfirmations: [],
        lifts: [],
        corrigenda: [],
      })
      await follow(storage, 'position-1', [
        { type: 'reopen_draft', reason: 'The presidency moved' },
        ...secondRound,
        ...(['DK', 'NO', 'SE'] as const).map((country) =>
          decide(country, {
            decisionId: `second-${country}`,
            roundId: 'round-2',
            version: { number: 2, contentHash: textOf(2).contentHash },
          }),
        ),
        { type: 'release', releaseId: 'release-2' },
      ])
      expect(await releases.byId('release-1')).toStrictEqual({ ...first, supersededBy: 'release-2' })
      expect((await releases.byPosition('position-1')).map(({ id }) => id)).toEqual([
        'release-2',
        'release-1',
      ])
      await expect(releases.supersede('release-1', 'release-2')).rejects.toMatchObject({
        code: 'row_not_changeable',
      })
      await expect(releases.supersede('nowhere', 'release-2')).rejects.toMatchObject({
        code: 'row_not_changeable',
      })
    })

    it('[ST37] a release prints its reservations as they were given', async () => {
      await insertPosition(storage)
      const { life } = await follow(storage, 'position-1', agreed)
      if (life.status !== 'agreed') throw new Error('Not agreed')
      const reserved: Release = {
        id: 'release-1',
        positionId: 'position-1',
        reference: 'NORD 1/26',
        title: 'Joint position on access to data',
        version: life.round.version,
        roundId: life.round.id,
        supporters: ['DK', 'NO', 'SE'],
        partyFormula: 'This text is put forward by Denmark, Norway and Sweden.',
        reservations: [
          { country: 'DK', type: 'parliamentary_scrutiny', text: 'Folketinget, 12. maj – §5', passage: null },
        ],
        draftingLanguage: 'en',
        marking: 'delegates',
        releasedAt: now,
        releasedBy: drafter.id,
        supersededBy: null,
        withdrawals: [],
        reconfirmations: [],
        lifts: [],
        corrigenda: [],
      }
      await storage.tables.releases.insert(reserved)
      expect(await storage.tables.releases.byId('release-1')).toStrictEqual(reserved)
    })

    it('[ST33] a release can only be of the text of its round', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', [...agreed, { type: 'release', releaseId: 'release-1' }])
      const release = await storage.tables.releases.byId('release-1')
      if (release === null) throw new Error('There is no release')
      await follow(storage, 'position-1', [
        { type: 'reopen_draft', reason: 'The presidency moved' },
        { type: 'freeze', contentHash: textOf(2).contentHash, name: '' },
      ])
      const unsigned = { number: 2, contentHash: textOf(2).contentHash }
      await expect(
        storage.tables.releases.insert({ ...release, id: 'release-2', version: unsigned }),
      ).rejects.toThrow()
      expect(await storage.tables.releases.byId('release-2')).toBeNull()
    })

    it('[ST61] a position and its seed are stored together or not at all', async () => {
      const seed = { draftId: 'position-1', personId: null, at: now, update: new Uint8Array([1, 0, 255]) }
      await storage.transaction(async (tables) => {
        await tables.positions.insert(buildPosition())
        await tables.updates.append([seed])
      })
      expect(await storage.updateLog.history('position-1')).toStrictEqual([
        { ...seed, sequence: expect.any(Number) },
      ])
    })

    it('[ST62] the log tells which drafts were written last', async () => {
      const entry = (draftId: string) => ({
        draftId,
        personId: null,
        at: now,
        update: new Uint8Array(1),
      })
      expect(await storage.tables.updates.recentDrafts(2)).toEqual([])
      await storage.updateLog.append(['first', 'second', 'third', 'second', 'first'].map(entry))
      expect(await storage.tables.updates.recentDrafts(2)).toEqual(['first', 'second'])
    })

    it('[ST63] the log is read in parts, up to the last entry taken by an instant', async () => {
      const { updates } = storage.tables
      const at = (minute: number) => `2026-11-23T09:0${minute}:00.000Z`
      const entry = (draftId: string, minute: number, byte: number) => ({
        draftId,
        personId: null,
        at: at(minute),
        update: new Uint8Array([byte]),
      })
      expect(await updates.lastPlace('first', null)).toBeNull()
      // The clock was set back between the third and the fourth.
      const places = await storage.updateLog.append([
        entry('first', 1, 1),
        entry('second', 1, 9),
        entry('first', 2, 2),
        entry('first', 5, 3),
        entry('first', 3, 4),
        entry('first', 6, 5),
      ])
      const [one = 0, , two = 0, three = 0, four = 0, five = 0] = places
      const asked = [at(0), at(1), '2026-11-23T09:01:59.999Z', at(2), at(3), at(5), at(9), null]
      const found = await Promise.all(asked.map((instant) => updates.lastPlace('first', instant)))
      expect(found).toEqual([null, one, one, two, four, four, five, five])
      const bytes = async (after: number, through: number, most: number) =>
        (await updates.page('first', { after, through, most })).map(({ update }) => [...update])
      expect(await bytes(0, four, 10)).toEqual([[1], [2], [3], [4]])
      expect(await bytes(two, five, 2)).toEqual([[3], [4]])
      expect(await updates.page('first', { after: two, through: three, most: 1 })).toStrictEqual([
        { ...entry('first', 5, 3), sequence: three },
      ])
      const snapshot = { draftId: 'first', through: three, update: new Uint8Array([7]) }
      await storage.updateLog.saveSnapshot({ ...snapshot, index: new Uint8Array([8]) })
      expect(await updates.snapshotBy('first', two)).toBeNull()
      expect(await updates.snapshotBy('first', three)).toStrictEqual({
        through: three,
        update: new Uint8Array([7]),
      })
    })

    it('[ST31] a refused command stores nothing', async () => {
      await insertPosition(storage)
      const before = await follow(storage, 'position-1', steps.signOff)
      const refused = await applyCommand(storage, 'position-1', decide('DK'), afterDeadline)
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'deadline_passed' } })
      expect(await stored(storage)).toStrictEqual(before)
    })
  })
}

type Lifting = Extract<Command, { type: 'lift_reservation' }>

/** Denmark and Sweden have agreed with a reservation each. */
const reserved = [
  ...steps.signOff,
  ...(['DK', 'NO', 'SE'] as const).map((country) =>
    decide(country, {
      value:
        country === 'NO'
          ? { kind: 'agree' }
          : { kind: 'agree_with_reservation', type: 'scrutiny', text: '', passage: null },
    }),
  ),
]

const secondRound = [
  { type: 'freeze', contentHash: textOf(2).contentHash, name: '' },
  {
    type: 'open_round',
    roundId: 'round-2',
    version: { number: 2, contentHash: textOf(2).contentHash },
    notice: '',
    deadline,
    reservationEffects: usualReservationEffects,
    pointsToClose: 0,
    openPoints: 0,
    openPointsReason: null,
    silence: null,
  },
] as const

const at = (day: string) => `2026-03-${day}T11:00:00.000Z`

async function stored(storage: Storage): Promise<Position> {
  const position = await storage.tables.positions.byId('position-1')
  if (position === null) throw new Error('There is no position')
  return position
}

function rename(position: Position, title: string) {
  const result = transition(position, { type: 'rename', title }, { now, personId: drafter.id })
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function decisionsOf({ life }: Position): readonly Decision[] {
  return 'round' in life ? life.round.decisions : []
}

function version(number: number) {
  return {
    positionId: 'position-1',
    number,
    ...textOf(number),
    name: number === 2 ? 'sent to capitals' : '',
    note: `Note ${number}`,
    contributions:
      number === 1
        ? null
        : [{ country: 'DK' as const, personIds: [drafter.id], written: number, removed: 0, moved: 7 }],
    frozenAt: now,
    frozenBy: drafter.id,
  }
}
