import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, CommandType, GivenDecisionValue, Transition } from './command.ts'
import { countryCodes, isMemberState } from './country.ts'
import type { PositionEvent } from './events.ts'
import type { Language } from './language.ts'
import { standingReservations } from './lift.ts'
import {
  type ClosedRound,
  isAfterwards,
  isAgainst,
  isAgreement,
  type Position,
  type PositionStatus,
  positionStatuses,
  reservationTypes,
  standingDecisions,
  tacitIn,
  withdrawnIn,
} from './position.ts'
import { positionTold } from './position-told.ts'
import { isReleasableTo } from './releasability.ts'
import { usualReservationEffects } from './reservation-effects.ts'
import { asLifted, awaitedConfirmations, backingOf, formulaOf } from './round-terms.ts'
import { buildCorrigendum, buildPosition, commands, hash } from './testing/builders.ts'
import { transition } from './transition.ts'
import { silenceFault } from './working-days.ts'

/** Change it to look elsewhere; a run that fails prints it together with the shrunken operations. */
const seed = 20261123
const runs = 1500
const start = Date.parse('2026-11-23T09:00:00.000Z')
const minute = 60_000
const hour = 60 * minute

/** One thing tried: a command with its choices as small numbers, so that a failure reads and shrinks well. */
interface Operation {
  /** `forward` is whatever leads on from the state it meets, so that long lives are walked too. */
  readonly type: CommandType | 'forward'
  /** Counts through the parties and, past the last, means a country that is none. */
  readonly country: number
  /** How far the clock moves before it. */
  readonly minutes: number
  readonly isStale: boolean
  readonly objects: boolean
  readonly isSilence: boolean
  /** Counts through the other answers than an objection. */
  readonly answer: number
  readonly openPoints: number
  readonly reason: string
}

const answers: readonly GivenDecisionValue[] = [
  { kind: 'agree' },
  { kind: 'not_participating' },
  { kind: 'propose_amendment', passage: 'point 4', text: 'point 5' },
  { kind: 'late_objection', reason: 'We were away.' },
  { kind: 'withdraw_support', reason: 'The mandate has changed.' },
  ...reservationTypes.map(
    (type) => ({ kind: 'agree_with_reservation', type, text: 'Point 4.', passage: null }) as const,
  ),
]

const commandTypes: readonly CommandType[] = [
  'rename',
  'start_coordination',
  'freeze',
  'name_version',
  'reopen_draft',
  'open_round',
  'decide',
  'confirm_terms',
  'withdraw_support',
  'postpone_meeting',
  'cancel_meeting',
  'reconfirm_release',
  'lift_reservation',
  'propose_corrigendum',
  'object_to_corrigendum',
  'withdraw_corrigendum',
  'end_corrigendum',
  'ask_extension',
  'grant_extension',
  'extend_releasability',
  'end_releasability',
  'remind',
  'pass_deadline',
  'release',
  'mark_used',
  'receive_report',
  'close',
  'withdraw',
  'supersede',
]

const operation: fc.Arbitrary<Operation> = fc.record({
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constant<Operation['type']>('forward') },
    { weight: 3, arbitrary: fc.constantFrom<Operation['type']>(...commandTypes) },
    { weight: 1, arbitrary: fc.constantFrom<Operation['type']>('put_off_deadline', 'supersede') },
    { weight: 1, arbitrary: fc.constant<Operation['type']>('confirm_terms') },
  ),
  country: fc.nat(9),
  minutes: fc.oneof(
    { weight: 6, arbitrary: fc.nat(3) },
    { weight: 1, arbitrary: fc.nat(90) },
    { weight: 1, arbitrary: fc.constant(6 * 24 * 60) },
  ),
  isStale: fc.nat(9).map((number) => number === 0),
  objects: fc.nat(7).map((number) => number === 0),
  isSilence: fc.nat(3).map((number) => number === 0),
  answer: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(answers.length - 1) },
  ),
  openPoints: fc.nat(9).map((number) => (number === 0 ? 1 : 0)),
  reason: fc.constantFrom('Because of point 4.', 'Because of point 4.', ''),
})

describe('[D12] whatever is tried, in whatever order', () => {
  it('[D500] the invariants of DOMAIN §3.3 hold after each step, a no changes nothing, and the events tell what came of it', () => {
    const reached = new Set<string>()
    let withdrawals = 0
    fc.assert(
      fc.property(
        fc.subarray([...countryCodes], { minLength: 2 }),
        // Without a size no more than a dozen: too few for a text to become final once somebody has withdrawn.
        fc.array(operation, { minLength: 1, maxLength: 60, size: 'max' }),
        (parties, operations) => {
          const marking = parties.every(isMemberState) ? 'member_states_only' : 'parties'
          const history = new History(
            buildPosition({ parties, marking, latestVersion: 0, life: { status: 'draft' } }),
          )
          for (const tried of operations) {
            history.attempt(tried)
            reached.add(history.position.life.status)
          }
          withdrawals += history.releasesWithoutSomebody
        },
      ),
      { seed, numRuns: runs },
    )
    expect([...reached].sort(), 'the operations reach too little').toEqual([...positionStatuses].sort())
    expect(withdrawals, 'no text became final from which somebody had withdrawn').toBeGreaterThan(0)
  })
})

/** A position, the clock, and what the events have told so far. */
class History {
  position: Position
  readonly versions = new Map<number, string>()
  readonly releasesInForce = new Set<string>()
  /** How many texts became final although a country had withdrawn its support. */
  releasesWithoutSomebody = 0
  private readonly events: PositionEvent[] = [{ type: 'position.created' }]
  private clock = start
  private count = 0

  constructor(position: Position) {
    this.position = deepFreeze(position)
  }

  attempt(tried: Operation): void {
    this.clock += tried.minutes * minute
    this.count += 1
    const before = this.position
    const copy = structuredClone(before)
    const now = new Date(this.clock).toISOString()
    const command = commandOf(tried, before, { now: this.clock, count: this.count })
    const result = transition(before, command, { now, personId: 'somebody' })
    expect(before, 'the position given is never changed').toEqual(copy)
    if (!result.ok) return
    this.position = deepFreeze(result.value.position)
    this.note(result.value)
    if (command.type === 'release' && 'round' in before.life && withdrawnIn(before.life.round).length > 0)
      this.releasesWithoutSomebody += 1
    checkStep(before, command, result.value, this.clock)
    this.checkPosition()
  }

  private note({ events }: Transition): void {
    this.events.push(...events)
    for (const event of events) {
      if (event.type === 'version.frozen') {
        expect(this.versions.has(event.number), '1: a version is frozen once').toBe(false)
        this.versions.set(event.number, event.contentHash)
      }
      if (event.type === 'release.issued') this.releasesInForce.add(event.releaseId)
      if (event.type === 'release.superseded') this.releasesInForce.delete(event.releaseId)
      if (event.type === 'position.withdrawn') this.releasesInForce.clear()
    }
  }

  private checkPosition(): void {
    const { life, latestVersion, releaseInForce, parties } = this.position
    const told = positionTold(this.events)
    expect(told.status).toBe(life.status === 'agreed_with_reservations' ? 'agreed' : life.status)
    expect(told).toMatchObject({
      latestVersion,
      releaseInForce,
      releaseId: 'releaseId' in life ? life.releaseId : null,
      byPositionId: life.status === 'superseded' ? life.byPositionId : null,
      releasableTo: this.position.releasableTo,
    })
    expect(told.withdrawn.get(releaseInForce ?? '') ?? []).toEqual(this.position.suspendedBy)
    expect(
      parties.every((party) => isReleasableTo(this.position, party)),
      '14: every party may read it',
    ).toBe(true)
    expect(latestVersion).toBe(this.versions.size)
    expect([...this.releasesInForce], '12: at most one release in force').toEqual(
      releaseInForce === null ? [] : [releaseInForce],
    )
    if (life.status === 'frozen') {
      expect(life.version, '1: what is frozen is the latest version').toEqual({
        number: latestVersion,
        contentHash: this.versions.get(latestVersion),
      })
    }
    if (!('round' in life)) return
    const { round } = life
    expect(round.version, '1: only a frozen version is signed off, and it never changes').toEqual({
      number: latestVersion,
      contentHash: this.versions.get(latestVersion),
    })
    for (const decision of round.decisions) {
      expect(decision.version, '2: a decision is about the version of its round').toEqual(round.version)
      expect(parties, '3: only parties decide').toContain(decision.country)
      const isLate = Date.parse(decision.at) >= Date.parse(round.deadline)
      if (decision.value.kind === 'withdraw_support')
        expect('closedAt' in round && round.closedAt <= decision.at, '9: withdrawn once it is agreed').toBe(
          true,
        )
      else expect(decision.value.kind === 'late_objection', '8: at the deadline it is late').toBe(isLate)
      expect(Date.parse(decision.at)).toBeGreaterThanOrEqual(Date.parse(round.openedAt))
    }
    const withdrawn = round.decisions.filter(({ value }) => value.kind === 'withdraw_support')
    expect(withdrawnIn(round), '9: a country withdraws once').toHaveLength(withdrawn.length)
    const { supporters, subjectTo } = backingOf(round)
    for (const country of withdrawnIn(round))
      expect([...supporters, ...subjectTo], '9: and is named no more').not.toContain(country)
    const inTime = round.decisions.filter(({ value }) => !isAfterwards(value))
    expect(standingDecisions(round).size, '3: one standing decision per country').toBe(
      new Set(inTime.map(({ country }) => country)).size,
    )
  }
}

function checkStep(before: Position, command: Command, change: Transition, clock: number): void {
  const { position, events, closedRound } = change
  expect(position.revision).toBe(before.revision + 1)
  expect(events.length).toBeGreaterThan(0)
  const { id, parties, penholder, marking } = position
  expect({ id, parties, penholder, marking }).toEqual({
    id: before.id,
    parties: before.parties,
    penholder: before.penholder,
    marking: before.marking,
  })
  if (command.type === 'open_round') {
    expect(position.life, '2: a round begins without decisions').toMatchObject({ round: { decisions: [] } })
    expect(Date.parse(command.deadline), '8: a deadline is a future instant').toBeGreaterThan(clock)
  }
  if (command.type === 'put_off_deadline' || command.type === 'grant_extension') {
    if (before.life.status !== 'in_sign_off' || position.life.status !== 'in_sign_off')
      throw new Error('a deadline was put off that no round has')
    const { deadline, ...round } = before.life.round
    expect(position.life.round, 'nothing else of the round changes').toMatchObject(round)
    expect(Date.parse(position.life.round.deadline)).toBeGreaterThan(Date.parse(deadline))
  }
  if (closedRound) {
    const standing = [...standingDecisions(closedRound).values()]
    const areAllIn = standing.length === before.parties.length
    const isSilence = closedRound.kind === 'silence'
    const areAllAgreed = (areAllIn || isSilence) && !standing.some(({ value }) => isAgainst(value))
    const { supporters } = backingOf(closedRound)
    const isAgreed = isAgreement(closedRound.outcome)
    expect(position.life.status === 'agreed_with_reservations', '11: reservations are told').toBe(
      isAgreed && standing.some(({ value }) => value.kind === 'agree_with_reservation'),
    )
    if (closedRound.outcome !== 'reopened' && closedRound.outcome !== 'withdrawn') {
      expect(isAgreed, '4: agreed is what every party agreed to').toBe(areAllAgreed && supporters.length > 1)
      expect(
        closedRound.outcome.startsWith('silence'),
        '5: a silence is never made of an explicit round',
      ).toBe(isSilence && closedRound.outcome !== 'unsupported')
      if (isSilence && closedRound.outcome !== 'silence_broken') {
        expect(clock, '6: a silence never holds early').toBeGreaterThanOrEqual(
          Date.parse(closedRound.deadline),
        )
      } else if (!areAllIn && !isSilence) {
        expect(['lapsed', 'objected'], '5: a missing reply is lapsed').toContain(closedRound.outcome)
        expect(clock, '5: and only at the deadline').toBeGreaterThanOrEqual(Date.parse(closedRound.deadline))
      }
    }
  }
  if (position.life.status === 'released' && before.life.status !== 'released') {
    if (before.life.status !== 'agreed' && before.life.status !== 'agreed_with_reservations')
      throw new Error('4: released without having been agreed')
    const { round } = before.life
    expect(isAgreement(round.outcome)).toBe(true)
    expect(backingOf(round).supporters.length, '4: a text is joint from two countries on').toBeGreaterThan(1)
    checkConfirmed(round, before.draftingLanguage)
    expect(
      [...standingDecisions(round).keys(), ...tacitIn(round)].sort(),
      '4: release requires every party',
    ).toEqual([...before.parties])
  }
}

/** Invariant 4: whoever supports a release agreed to its very formula, or confirmed it, and knows of each substantive reservation. */
function checkConfirmed(round: ClosedRound, language: Language): void {
  const formula = formulaOf(round, language)
  const standing = [...standingDecisions({ decisions: asLifted(round.decisions, round.lifts) }).values()]
  for (const country of backingOf(round).supporters) {
    const confirmed = round.confirmations.filter((given) => given.country === country).map(({ of }) => of)
    const own = round.decisions.findLast((decision) => decision.country === country)
    const before = round.decisions.slice(0, (own ? round.decisions.indexOf(own) : -1) + 1)
    const lifted = round.lifts.findIndex(({ decisionId }) => decisionId === own?.id)
    const liftedAt = round.lifts[lifted]?.at ?? ''
    const answered =
      lifted < 0
        ? { ...round, decisions: before, lifts: [] }
        : {
            ...round,
            decisions: round.decisions.filter(({ at }) => at <= liftedAt),
            lifts: round.lifts.slice(0, lifted + 1),
          }
    const hasSeen =
      formulaOf(answered, language) === formula ||
      confirmed.some((of) => of.kind === 'formula' && of.partyFormula === formula)
    expect(hasSeen, '4: the others confirm a formula that has changed').toBe(true)
    for (const { id, country: other, value } of standing) {
      if (other === country || value.kind !== 'agree_with_reservation' || value.type !== 'substantive')
        continue
      expect(confirmed, '11: and what is printed').toContainEqual({ kind: 'reservation', decisionId: id })
    }
  }
}

/** The first full hour at which a silence may end that begins now. */
function endOfSilence(now: number, parties: Position['parties']): string {
  const hours = Array.from(
    { length: 500 },
    (_, hour) => new Date((Math.ceil(now / (60 * minute)) + hour) * 60 * minute),
  )
  const end = hours.find(
    (hour) =>
      silenceFault({ now: new Date(now).toISOString(), deadline: hour.toISOString() }, parties) === null,
  )
  return (end ?? new Date(now)).toISOString()
}

/** A day after a deadline, or the very same. */
function later(deadline: string | undefined, isSame: boolean): string {
  const from = Date.parse(deadline ?? '2026-11-23T09:00:00.000Z')
  return new Date(from + (isSame ? 0 : 24 * 60 * minute)).toISOString()
}

const forward: Readonly<Record<PositionStatus, CommandType>> = {
  draft: 'start_coordination',
  in_coordination: 'freeze',
  frozen: 'open_round',
  in_sign_off: 'decide',
  agreed: 'release',
  agreed_with_reservations: 'release',
  not_agreed: 'reopen_draft',
  released: 'mark_used',
  used: 'receive_report',
  reported: 'close',
  closed: 'reopen_draft',
  withdrawn: 'reopen_draft',
  superseded: 'reopen_draft',
}

function commandOf(
  tried: Operation,
  { life, latestVersion, parties, draftingLanguage, releaseInForce, postponement }: Position,
  { now, count }: { readonly now: number; readonly count: number },
): Command {
  const { reason, isStale, objects, isSilence, answer, openPoints } = tried
  const stranger = countryCodes.find((code) => !parties.includes(code)) ?? 'DK'
  const round = 'round' in life ? life.round : null
  const answered = standingDecisions(round ?? { decisions: [] })
  const missing = life.status === 'in_sign_off' ? parties.filter((party) => !answered.has(party)) : []
  // What leads on in a round is the answer of somebody who has given none.
  const among = tried.type === 'forward' && missing.length > 0 ? missing : [...parties, stranger]
  const country = among[tried.country % among.length] ?? stranger
  const awaited =
    round === null || life.status === 'not_agreed' ? [] : awaitedConfirmations(round, draftingLanguage)
  const onwards = life.status === 'used' && objects ? 'supersede' : forward[life.status]
  const isAgreed = life.status === 'agreed' || life.status === 'agreed_with_reservations'
  const isWithdrawing = isAgreed && answer > 0 && answers[answer]?.kind !== 'late_objection'
  const leadsOn =
    life.status !== 'in_sign_off' && awaited.length > 0 && !isWithdrawing
      ? 'confirm_terms'
      : isAgreed && answer > 0
        ? 'decide'
        : onwards
  const type = tried.type === 'forward' ? leadsOn : tried.type
  const frozen = life.status === 'frozen' ? life.version : null
  const named = round?.version ?? frozen ?? { number: Math.max(latestVersion, 1), contentHash: hash(0) }
  const version = isStale ? { number: named.number, contentHash: hash(count + 1_000_000) } : named
  switch (type) {
    case 'rename':
      return { type, title: `Title ${count}` }
    case 'freeze':
      return { type, contentHash: hash(count), name: objects ? 'sent to capitals' : '' }
    case 'name_version':
      return { type, number: named.number, name: reason }
    case 'reopen_draft':
    case 'withdraw':
      return { type, reason }
    case 'open_round':
      return {
        type,
        roundId: `round-${count}`,
        version,
        notice: '',
        deadline: isSilence
          ? endOfSilence(now, parties)
          : new Date(now + (isStale ? 0 : 20 * minute)).toISOString(),
        reservationEffects: usualReservationEffects,
        pointsToClose: 0,
        openPoints,
        openPointsReason: reason,
        silence: isSilence ? { partiesWithoutLead: [], unresolvedReservations: [] } : null,
      }
    case 'decide':
      return {
        type,
        decisionId: `decision-${count}`,
        roundId: round?.id ?? 'no-round',
        country,
        version,
        value: isWithdrawing
          ? { kind: 'withdraw_support', reason }
          : objects
            ? { kind: 'object', reason }
            : (answers[answer] ?? { kind: 'agree' }),
        shownFormula: null,
        deputyFor: null,
        statementHash: null,
      }
    case 'confirm_terms': {
      const first = awaited[tried.country % Math.max(awaited.length, 1)]
      return {
        type,
        confirmationId: `confirmation-${count}`,
        deputyFor: null,
        statementHash: null,
        shownFormula: null,
        roundId: round?.id ?? 'no-round',
        country: first?.country ?? country,
        of: isStale || !first ? { kind: 'formula', partyFormula: reason } : first.of,
      }
    }
    case 'extend_releasability':
      return { type, country, ground: 'comix', reference: reason }
    case 'end_releasability':
      return { type, country, reason }
    case 'withdraw_support':
      return {
        type,
        withdrawalId: `withdrawal-${count}`,
        releaseId: releaseInForce ?? 'no-release',
        country,
        deputyFor: null,
        reason,
        statementHash: null,
        supporters: parties,
      }
    case 'cancel_meeting':
      return commands[type]
    case 'postpone_meeting':
      return {
        ...commands[type],
        postponementId: `postponement-${count}`,
        release: { id: releaseInForce ?? 'no-release', version, supporters: parties },
      }
    case 'reconfirm_release':
      return {
        ...commands[type],
        releaseId: releaseInForce ?? 'no-release',
        postponementId: (isStale ? null : postponement?.id) ?? 'no-postponement',
        country,
      }
    case 'lift_reservation': {
      const standing = standingReservations(round ?? { decisions: [], lifts: [] })
      const one = standing[tried.country % Math.max(standing.length, 1)] ?? { decisionId: 'none', country }
      return {
        type,
        liftId: `lift-${count}`,
        ...one,
        deputyFor: null,
        statementHash: null,
        shownFormula: null,
        release: releaseInForce === null || objects ? null : { id: releaseInForce, version, standing: [one] },
      }
    }
    case 'propose_corrigendum':
    case 'object_to_corrigendum':
    case 'withdraw_corrigendum':
    case 'end_corrigendum': {
      const one = buildCorrigendum()
      const text = { ...one.text, release: { ...one.text.release, id: releaseInForce ?? 'no-release' } }
      const corrigendum = { ...one, text, deadline: new Date(now + (isStale ? -1 : 1) * hour).toISOString() }
      const more = { corrigendum, country, reason }
      // What the last of the four needs beside is the builder's own.
      return type === 'propose_corrigendum'
        ? { ...commands[type], corrigendum, deadline: new Date(now + 4 * 24 * hour).toISOString() }
        : { ...commands[type], ...more }
    }
    case 'ask_extension':
      return {
        type,
        roundId: round?.id ?? 'no-round',
        country,
        deputyFor: null,
        until: later(round?.deadline, isStale),
        reason,
      }
    case 'grant_extension':
      return {
        type,
        roundId: round?.id ?? 'no-round',
        deadline: later(round?.deadline, isStale),
        cutOff: isStale ? (round?.deadline ?? null) : null,
      }
    case 'remind':
      return { type, roundId: round?.id ?? 'no-round', lastAt: null }
    case 'put_off_deadline':
      return { type, lockedAt: new Date(now - minute).toISOString() }
    case 'release':
      return { type, releaseId: `release-${count}` }
    case 'supersede':
      return { type, byPositionId: 'another-position', byReleaseId: 'another-release' }
    default:
      return { type }
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
