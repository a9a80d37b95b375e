import {
  type Command,
  type CountryCode,
  createPosition,
  type Position,
  type PositionStatus,
  positionStatuses,
  type Transition,
  transition,
  usualReservationEffects,
} from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { agreed, applyCommand, decide, follow, steps, textOf } from '../support/apply-command.ts'
import {
  afterDeadline,
  buildPosition,
  deadline,
  drafter,
  insertPosition,
  insertReferences,
  now,
} from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import { randomFrom } from '../support/random.ts'
import type { Open } from './contract.ts'

const seeds = [1, 2, 3, 4, 5]
const stepsInARun = 200

export function lifeContract(name: string, open: Open): void {
  describe(`the life of a position: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it.each(Object.keys(paths) as (keyof typeof paths)[])(
      '[ST30] comes back deep-equal when %s',
      async (status) => {
        const created = await insertPosition(storage)
        await insertPosition(storage, { id: 'position-2', agendaItemId: null, marking: 'public' })
        const position =
          paths[status].length === 0 ? created : await follow(storage, created.id, paths[status])
        expect(position.life.status).toBe(status)
        const { positions } = (await opened.reopen()).tables
        expect(await positions.byId(created.id)).toStrictEqual(position)
        expect(await positions.all()).toStrictEqual([
          position,
          buildPosition({ id: 'position-2', agendaItemId: null, marking: 'public' }).position,
        ])
      },
    )

    it('[ST30] comes back deep-equal when agreed_with_reservations, with every kind of decision', async () => {
      await insertPosition(storage)
      const before = await follow(storage, 'position-1', [...steps.signOff, decide('DK'), decide('NO')])
      const last = withEveryKind(before)
      expect(await storage.tables.positions.save(before.revision, last)).toBe(true)
      const { tables } = await opened.reopen()
      expect(await tables.positions.byId('position-1')).toStrictEqual(last.position)
      expect(await tables.rounds.byPosition('position-1')).toStrictEqual([last.closedRound])
    })

    it('[ST30] the paths above go through every state', () => {
      expect(new Set([...Object.keys(paths), 'agreed_with_reservations'])).toEqual(new Set(positionStatuses))
    })

    it('[ST38] a position whose rows don’t belong together throws rather than come back half', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', agreed)
      await opened.unguard('rounds')
      await opened.raw('update rounds set outcome = null, closed_at = null')
      await expect(storage.tables.positions.byId('position-1')).rejects.toMatchObject({ code: 'row_corrupt' })
    })

    it('[ST30] the database refuses a row that has what its state has not', async () => {
      await insertPosition(storage)
      await follow(storage, 'position-1', steps.signOff)
      for (const change of [
        "withdrawal_reason = 'No'",
        'was_shared = 1',
        'round_id = null',
        "status = 'agreed', round_id = null",
        "status = 'frozen'",
        "status = 'released'",
        "release_id = 'release-1'",
        "superseded_by = 'position-1'",
        "frozen_version = 1, frozen_hash = 'x'",
        "status = 'draft'",
      ]) {
        await expect(opened.raw(`update positions set ${change}`), change).rejects.toThrow()
      }
    })

    it.each(seeds)('[ST30] comes back deep-equal after each of many commands (seed %i)', async (seed) => {
      const random = randomFrom(seed)
      const expected = new Map<string, Position>()
      const given: string[] = []
      const reached = new Set<PositionStatus>()
      let created = 0
      let clock = Date.parse(now)
      for (let step = 0; step < stepsInARun; step += 1) {
        if (expected.size === 0 || random.chance(0.04)) {
          created += 1
          const transitionOfNew = randomPosition(`position-${created}`, random)
          await storage.tables.positions.insert(transitionOfNew)
          expected.set(transitionOfNew.position.id, transitionOfNew.position)
        }
        const position = pickPosition([...expected.values()], random)
        const command = randomCommand(position, [...expected.values()], `${seed}-${step}`, random)
        clock += random.chance(0.05) ? Date.parse(afterDeadline) - Date.parse(now) : 1000
        const at = new Date(clock).toISOString()
        given.push(`${position.id} ${position.life.status} ${at} ${JSON.stringify(command)}`)
        const result = await applyCommand(
          storage,
          position.id,
          command.type === 'open_round'
            ? { ...command, deadline: new Date(clock + 60_000 * 60).toISOString() }
            : command,
          at,
        )
        if (result.ok) expected.set(position.id, result.value.position)
        const want = expected.get(position.id)
        if (want !== undefined) reached.add(want.life.status)
        expect(await storage.tables.positions.byId(position.id), given.join('\n')).toStrictEqual(want)
      }
      const all = await storage.tables.positions.all()
      expect([...all].sort(byId), given.join('\n')).toStrictEqual([...expected.values()].sort(byId))
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true })
      expect(reached.size, 'the run has to go through most states').toBeGreaterThan(6)
    })
  })
}

const released: readonly Command[] = [...agreed, { type: 'release', releaseId: 'release-1' }]

const paths = {
  draft: [],
  in_coordination: steps.coordination,
  frozen: steps.frozen,
  in_sign_off: [...steps.signOff, decide('NO')],
  agreed,
  not_agreed: [
    ...steps.signOff,
    decide('DK', { value: { kind: 'object', reason: 'Nej: “artikel 5”' } }),
    decide('NO'),
    decide('SE'),
  ],
  released,
  used: [...released, { type: 'mark_used' }],
  reported: [...released, { type: 'mark_used' }, { type: 'receive_report' }],
  closed: [...released, { type: 'mark_used' }, { type: 'receive_report' }, { type: 'close' }],
  withdrawn: [{ type: 'withdraw', reason: 'Overtaken by events' }],
  superseded: [...released, { type: 'supersede', byPositionId: 'position-2', byReleaseId: 'release-1' }],
} as const satisfies Partial<Readonly<Record<PositionStatus, readonly Command[]>>>

/** Not all kinds of decision can be given yet; the types have them and the storage has to keep them. */
function withEveryKind(position: Position): Transition {
  const result = transition(position, decide('SE'), { now, personId: drafter.id })
  if (!result.ok || result.value.closedRound === null) throw new Error('The round did not end')
  const { closedRound } = result.value
  const round = {
    ...closedRound,
    outcome: 'unanimous_with_reservations',
    decisions: [
      ...closedRound.decisions.slice(0, 2),
      ...(
        [
          {
            kind: 'agree_with_reservation',
            type: 'parliamentary_scrutiny',
            text: 'Riksdagen, 12 maj',
            passage: null,
          },
          { kind: 'not_participating' },
          { kind: 'tacit' },
        ] as const
      ).map((value) => ({
        id: `decision-${value.kind}`,
        country: 'SE' as const,
        personId: drafter.id,
        version: closedRound.version,
        value,
        deputyFor: null,
        statementHash: null,
        at: now,
      })),
    ],
  } as const
  return {
    ...result.value,
    closedRound: round,
    position: { ...result.value.position, life: { status: 'agreed_with_reservations', round } },
  }
}

type Random = ReturnType<typeof randomFrom>

function randomPosition(id: string, random: Random): Transition {
  const parties = random.pick([
    ['DK', 'SE'],
    ['FI', 'SE'],
    ['DK', 'FI', 'IS', 'NO', 'SE'],
  ] as const satisfies readonly (readonly CountryCode[])[])
  const { position } = buildPosition()
  const created = createPosition({ ...position, id, parties }, { now, personId: drafter.id })
  if (!created.ok) throw new Error(created.refusal.code)
  return created.value
}

/** Mostly one whose life goes on, so that a run is not spent on ended ones. */
function pickPosition(positions: readonly Position[], random: Random): Position {
  const ended: readonly PositionStatus[] = ['closed', 'withdrawn', 'superseded']
  const going = positions.filter(({ life }) => !ended.includes(life.status))
  return random.pick(going.length > 0 && random.chance(0.9) ? going : positions)
}

/** Mostly the command that leads on, so that a run gets far; else any other. */
function randomCommand(
  position: Position,
  others: readonly Position[],
  unique: string,
  random: Random,
): Command {
  const { life } = position
  const version =
    life.status === 'frozen'
      ? life.version
      : 'round' in life
        ? life.round.version
        : { number: 1, contentHash: textOf(1).contentHash }
  const roundId = 'round' in life ? life.round.id : 'round-none'
  const successor = random.pick(others)
  const commands = {
    rename: { type: 'rename', title: `Title ${unique} – ørsted’s` },
    start: { type: 'start_coordination' },
    freeze: { type: 'freeze', contentHash: textOf(position.latestVersion + 1).contentHash, name: '' },
    reopen: { type: 'reopen_draft', reason: `Reason ${unique}` },
    open: {
      type: 'open_round',
      roundId: `round-${unique}`,
      version,
      notice: `Notice ${unique}`,
      deadline,
      reservationEffects: usualReservationEffects,
      pointsToClose: 0,
      openPoints: random.chance(0.3) ? 2 : 0,
      openPointsReason: 'Left to the ministers',
      silence: null,
    },
    decide: {
      type: 'decide',
      decisionId: `decision-${unique}`,
      roundId,
      country: random.pick(position.parties),
      version,
      value: random.chance(0.1) ? { kind: 'object', reason: `Reason ${unique}` } : { kind: 'agree' },
      deputyFor: null,
      statementHash: null,
      shownFormula: null,
    },
    pass: { type: 'pass_deadline' },
    release: { type: 'release', releaseId: `release-${unique}` },
    use: { type: 'mark_used' },
    report: { type: 'receive_report' },
    close: { type: 'close' },
    withdraw: { type: 'withdraw', reason: `Reason ${unique}` },
    supersede: {
      type: 'supersede',
      byPositionId: successor.id,
      byReleaseId: successor.releaseInForce ?? 'release-none',
    },
  } as const satisfies Readonly<Record<string, Command>>
  const leadingOn: Partial<Readonly<Record<PositionStatus, Command>>> = {
    draft: commands.start,
    in_coordination: commands.freeze,
    frozen: commands.open,
    in_sign_off: commands.decide,
    agreed: commands.release,
    not_agreed: commands.reopen,
    released: commands.use,
    used: commands.report,
    reported: commands.close,
  }
  const next = leadingOn[life.status]
  if (next !== undefined && random.chance(0.85)) return next
  const { supersede, ...withoutSupersede } = commands
  // Whoever supersedes names a release that is there; the server checks that before it gives the command.
  return random.pick(Object.values(successor.releaseInForce === null ? withoutSupersede : commands))
}

function byId(left: Position, right: Position): number {
  return left.id < right.id ? -1 : 1
}
