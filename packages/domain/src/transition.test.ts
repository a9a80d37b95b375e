import { describe, expect, it } from 'vitest'
import type { Command, Transition } from './command.ts'
import type { CountryCode } from './country.ts'
import { instruments, keepsBrackets, type Position, type VersionReference } from './position.ts'
import {
  afterDeadline,
  at,
  buildDecision,
  buildPosition,
  buildRound,
  commands,
  deadline,
  hash,
  now,
  positionIn,
  version,
} from './testing/builders.ts'
import { createPosition, transition } from './transition.ts'

/** What a position begins with. */
const { revision, releasableTo, latestVersion, releaseInForce, life, createdAt, createdBy, ...facts } =
  buildPosition()

describe('the beginning of a position', () => {
  it('[D1] begins as the penholder’s draft with its parties once each, in the neutral order', () => {
    const begun = createPosition({ ...facts, parties: ['SE', 'FI', 'SE', 'DK'] }, at(now, 'drafter-fi'))
    const position = begun.ok ? begun.value.position : null
    expect(position).toEqual({
      ...facts,
      parties: ['DK', 'FI', 'SE'],
      releasableTo: [],
      revision: 1,
      latestVersion: 0,
      releaseInForce: null,
      suspendedBy: [],
      lockedTexts: [],
      life: { status: 'draft' },
      createdAt: now,
      createdBy: 'drafter-fi',
    })
    expect(begun.ok && begun.value.events).toEqual([{ type: 'position.created' }])
  })

  it.each<[string, readonly CountryCode[]]>([
    ['nobody', []],
    ['one country', ['FI']],
    ['one country twice', ['FI', 'FI']],
    ['countries without the penholder', ['DK', 'SE']],
  ])('[D1] is refused with %s as parties', (_what, parties) => {
    expect(refusalOf(createPosition({ ...facts, parties }, at(now)))).toBe('parties_invalid')
  })

  it.each<[CountryCode, boolean]>([
    ['DK', true],
    ['SE', true],
    ['IS', false],
    ['NO', false],
  ])('[D2] a text for DK-FI-SE only with %s as a party: %s', (country, isAllowed) => {
    const asked = { ...facts, marking: 'member_states_only' as const, parties: ['FI', country] as const }
    expect(createPosition(asked, at(now)).ok).toBe(isAllowed)
    expect(createPosition({ ...asked, marking: 'parties' }, at(now)).ok).toBe(true)
  })
})

describe('a position for DK-FI-SE only that is releasable to others', () => {
  const releasability = { countries: ['NO', 'IS'], ground: 'comix', reference: ' 14862/22 COMIX ' } as const
  const asked = { ...facts, marking: 'member_states_only' as const, releasability }
  const extended = (country: CountryCode) => ({
    type: 'releasability.extended',
    country,
    ground: 'comix',
    reference: '14862/22 COMIX',
  })

  it('[D2] [D168] can be so from the beginning, and then has those countries as parties', () => {
    const begun = createPosition({ ...asked, parties: ['FI', 'NO'] }, at(now))
    if (!begun.ok) throw new Error(begun.refusal.code)
    expect(begun.value.position.releasableTo).toEqual(['IS', 'NO'])
    expect(begun.value.position).not.toHaveProperty('releasability')
    expect(begun.value.events).toEqual([{ type: 'position.created' }, extended('IS'), extended('NO')])
    const toIceland = { ...releasability, countries: ['IS'] as const }
    const without = createPosition({ ...asked, parties: ['FI', 'NO'], releasability: toIceland }, at(now))
    expect(refusalOf(without)).toBe('parties_invalid')
  })

  it('[D168] is so on a ground with a reference, and only where the marking keeps the country out', () => {
    const begin = (more: object) => refusalOf(createPosition({ ...asked, ...more }, at(now)))
    expect(begin({ releasability: { ...releasability, reference: ' ' } })).toBe('reason_required')
    expect(begin({ marking: 'parties' })).toBe('state_conflict')
    expect(begin({ releasability: { ...releasability, countries: ['SE'] } })).toBe('state_conflict')
    const position = positionIn('in_coordination', { marking: 'member_states_only' })
    const extend = (more: object, of = position) =>
      refusalOf(transition(of, { ...commands.extend_releasability, ...more }, at(now)))
    expect(extend({ reference: ' ' })).toBe('reason_required')
    expect(extend({ country: 'DK' })).toBe('state_conflict')
    expect(extend({}, { ...position, marking: 'parties' })).toBe('state_conflict')
    expect(extend({}, { ...position, releasableTo: ['NO'] })).toBe('state_conflict')
  })

  it('[D168] [D169] becomes so later, and no longer is, each as an event with its reason', () => {
    const position = positionIn('in_sign_off', { marking: 'member_states_only', releasableTo: ['NO'] })
    const both = accepted(position, { ...commands.extend_releasability, country: 'IS' })
    expect(both.position).toEqual({ ...position, revision: 8, releasableTo: ['IS', 'NO'] })
    expect(both.events).toEqual([extended('IS')])
    const one = accepted(both.position, { ...commands.end_releasability, reason: ' By its originator. ' })
    expect(one.position).toEqual({ ...position, revision: 9, releasableTo: ['IS'] })
    expect(one.events).toEqual([{ type: 'releasability.ended', country: 'NO', reason: 'By its originator.' }])
  })

  it('[D169] stays so for a party, and ends with a reason alone', () => {
    const position = positionIn('in_coordination', { marking: 'member_states_only', releasableTo: ['NO'] })
    const end = (of: typeof position, more: object = {}) =>
      refusalOf(transition(of, { ...commands.end_releasability, ...more }, at(now)))
    expect(end({ ...position, parties: ['FI', 'NO'] })).toBe('parties_invalid')
    expect(end(position, { reason: ' ' })).toBe('reason_required')
    expect(end(position, { country: 'IS' })).toBe('state_conflict')
  })
})

describe('drafts and versions', () => {
  it('[D5] a freeze makes the next version, closes the draft and is told with its hash', () => {
    const done = accepted(positionIn('in_coordination'), commands.freeze)
    expect(done.position.latestVersion).toBe(3)
    expect(done.position.life).toEqual({ status: 'frozen', version: version(3) })
    expect(done.events).toEqual([{ type: 'version.frozen', ...version(3) }])
    expect(done.effects).toEqual([{ kind: 'draft_closed' }])
  })

  it('[D13] a version is named when it is frozen or later, and its text and hash stay as they are', () => {
    const named = accepted(positionIn('in_coordination'), { ...commands.freeze, name: 'sent to capitals' })
    expect(named.events).toEqual([
      { type: 'version.frozen', ...version(3) },
      { type: 'version.named', number: 3, name: 'sent to capitals' },
    ])
    expect(named.position.life).toEqual({ status: 'frozen', version: version(3) })
    const later = accepted(named.position, { type: 'name_version', number: 1, name: 'first thoughts' })
    expect(later.position).toEqual({ ...named.position, revision: named.position.revision + 1 })
    expect(later.events).toEqual([{ type: 'version.named', number: 1, name: 'first thoughts' }])
    for (const number of [0, 4]) {
      const refused = transition(named.position, { type: 'name_version', number, name: 'none' }, at(now))
      expect(refusalOf(refused)).toBe('state_conflict')
    }
  })

  it('[D6] a round opens on the frozen version and on no other number or hash', () => {
    const frozen = positionIn('frozen')
    const asked = (named: VersionReference) =>
      transition(frozen, { ...commands.open_round, version: named }, at(now))
    expect(refusalOf(asked(version(1)))).toBe('version_stale')
    expect(refusalOf(asked({ number: 2, contentHash: hash(9) }))).toBe('version_stale')
    expect(refusalOf(asked({ number: 3, contentHash: hash(2) }))).toBe('version_stale')
    const done = accepted(frozen, commands.open_round)
    expect(done.position.life).toMatchObject({ round: { id: 'round-2', version: version(2), decisions: [] } })
    const { kind, parties } = { kind: 'explicit', parties: frozen.parties }
    expect(done.events).toEqual([
      {
        type: 'round.opened',
        roundId: 'round-2',
        ...version(2),
        deadline,
        kind,
        parties,
        notice: 'Please reply.',
        openPointsReason: null,
        reservationEffects: commands.open_round.reservationEffects,
      },
    ])
  })

  it.each([
    ['now', now],
    ['in the past', '2026-11-23T08:59:59.999Z'],
    ['not an instant', 'end of day'],
  ])('[D7] a deadline that is %s is refused', (_what, wrong) => {
    const result = transition(positionIn('frozen'), { ...commands.open_round, deadline: wrong }, at(now))
    expect(refusalOf(result)).toBe('deadline_not_in_future')
  })

  it('[D8] a round on a text with open points needs a reason, which is kept; without open points none is', () => {
    const ask = (openPoints: number, openPointsReason: string | null) =>
      transition(positionIn('frozen'), { ...commands.open_round, openPoints, openPointsReason }, at(now))
    expect(refusalOf(ask(1, null))).toBe('open_points')
    expect(refusalOf(ask(1, '  '))).toBe('open_points')
    expect(ask(1, ' The leads decide on point 2. ')).toMatchObject({
      value: { position: { life: { round: { openPointsReason: 'The leads decide on point 2.' } } } },
    })
    expect(ask(0, 'no matter')).toMatchObject({
      value: { position: { life: { round: { openPointsReason: null } } } },
    })
  })

  it('[D418] a position is closed once it was reported on, and not before', () => {
    const close = { type: 'close' } as const
    for (const status of ['draft', 'in_coordination', 'agreed', 'released', 'used', 'closed'] as const)
      expect(refusalOf(transition(positionIn(status), close, at(now))), status).toBe('state_conflict')
    expect(transition(positionIn('reported'), close, at(now))).toMatchObject({
      value: { position: { life: { status: 'closed' } }, events: [{ type: 'position.closed' }] },
    })
  })

  it('[D413] a text with passages in brackets becomes no final text, unless it is an options paper', () => {
    const release = (more: Partial<Position>, unsettled: number) =>
      transition({ ...positionIn('agreed'), ...more }, { ...commands.release, unsettled }, at(now))
    expect(refusalOf(release({}, 1))).toBe('brackets_open')
    expect(release({}, 0)).toMatchObject({ value: { position: { life: { status: 'released' } } } })
    const options = release({ instrument: 'options_paper' }, 3)
    expect(options).toMatchObject({ value: { position: { life: { status: 'released' } } } })
    for (const instrument of instruments)
      expect(keepsBrackets(instrument), instrument).toBe(instrument === 'options_paper')
  })

  it('[D68] no reason opens a round while a point must be closed', () => {
    const command = {
      ...commands.open_round,
      pointsToClose: 1,
      openPoints: 1,
      openPointsReason: 'There is no time.',
    }
    expect(refusalOf(transition(positionIn('frozen'), command, at(now)))).toBe('points_to_close')
  })

  it.each<[string, Command, Parameters<typeof positionIn>[0]]>([
    ['reopening', { ...commands.reopen_draft, reason: ' ' }, 'frozen'],
    ['withdrawing', { ...commands.withdraw, reason: '' }, 'in_coordination'],
    ['objecting', { ...commands.decide, value: { kind: 'object', reason: '\n' } }, 'in_sign_off'],
  ])('[D9] %s without words is refused', (_what, command, status) => {
    expect(refusalOf(transition(positionIn(status), command, at(now)))).toBe('reason_required')
  })

  it('[D10] reopening ends the open round, and no decision of it counts in the next', () => {
    const round = buildRound({ decisions: [buildDecision('FI')] })
    const position = buildPosition({ life: { status: 'in_sign_off', round } })
    const reopened = accepted(position, commands.reopen_draft)
    expect(reopened.closedRound).toEqual({ ...round, outcome: 'reopened', closedAt: now })
    expect(reopened.effects).toEqual([{ kind: 'draft_opened' }])
    expect(reopened.events.map(({ type }) => type)).toEqual(['round.closed', 'draft.reopened'])
    const frozen = accepted(reopened.position, commands.freeze)
    const again = accepted(frozen.position, { ...commands.open_round, version: version(3) })
    expect(again.position.life).toMatchObject({ round: { version: version(3), decisions: [] } })
  })

  it('[D11] withdrawing ends the open round and remembers whether the parties had seen the text', () => {
    const withdrawn = accepted(positionIn('in_sign_off'), commands.withdraw)
    expect(withdrawn.closedRound?.outcome).toBe('withdrawn')
    expect(withdrawn.effects).toEqual([{ kind: 'draft_closed' }])
    expect(withdrawn.position.life).toMatchObject({ wasShared: true })
    expect(accepted(positionIn('draft'), commands.withdraw).position.life).toMatchObject({ wasShared: false })
  })
})

describe('rounds', () => {
  it.each<[string, Partial<typeof commands.decide>]>([
    ['another round', { roundId: 'round-9' }],
    ['another number', { version: { number: 1, contentHash: hash(2) } }],
    ['another hash', { version: { number: 2, contentHash: hash(1) } }],
  ])('[D20] a decision on %s is stale', (_what, wrong) => {
    const result = transition(positionIn('in_sign_off'), { ...commands.decide, ...wrong }, at(now))
    expect(refusalOf(result)).toBe('version_stale')
  })

  it('[D20] a decision after the round is refused as closed, or as stale when it names an earlier round', () => {
    const decide = (roundId: string) =>
      refusalOf(transition(positionIn('not_agreed'), { ...commands.decide, roundId }, at(now)))
    expect(decide('round-1')).toBe('round_not_open')
    expect(decide('round-0')).toBe('version_stale')
  })

  it('[D21] only a party decides', () => {
    const result = transition(positionIn('in_sign_off'), { ...commands.decide, country: 'DK' }, at(now))
    expect(refusalOf(result)).toBe('not_a_party')
  })

  it('[D22] a country may change its mind while the round is open: all answers are kept, the last one counts', () => {
    const objected = accepted(positionIn('in_sign_off'), {
      ...commands.decide,
      value: { kind: 'object', reason: 'Point 4.' },
    })
    const agreed = accepted(objected.position, { ...commands.decide, decisionId: 'decision-2' })
    const life = agreed.position.life
    expect(life.status === 'in_sign_off' && life.round.decisions.map(({ value }) => value.kind)).toEqual([
      'object',
      'agree',
    ])
    const concluded = accepted(agreed.position, {
      ...commands.decide,
      decisionId: 'decision-3',
      country: 'SE',
    })
    expect(concluded.position.life.status).toBe('agreed')
  })

  it('[D23] the last moment before the deadline is in time, the deadline itself is late', () => {
    const decideAt = (instant: string) => transition(positionIn('in_sign_off'), commands.decide, at(instant))
    expect(decideAt('2026-11-30T10:59:59.999Z').ok).toBe(true)
    expect(refusalOf(decideAt(deadline))).toBe('deadline_passed')
    expect(refusalOf(decideAt(afterDeadline))).toBe('deadline_passed')
  })

  it('[D23] a round passes its deadline at the deadline and not before', () => {
    const passAt = (instant: string) =>
      transition(positionIn('in_sign_off'), commands.pass_deadline, at(instant))
    expect(refusalOf(passAt('2026-11-30T10:59:59.999Z'))).toBe('state_conflict')
    expect(passAt(deadline).ok).toBe(true)
  })

  it('[D190] while the joint text is locked a deadline does not pass; own pages hold up no round', () => {
    const pass = (lockedTexts: Position['lockedTexts']) =>
      transition(positionIn('in_sign_off', { lockedTexts }), commands.pass_deadline, at(afterDeadline))
    expect(refusalOf(pass([null]))).toBe('spill_locked')
    expect(refusalOf(pass([null, 'FI']))).toBe('spill_locked')
    expect(pass(['FI']).ok).toBe(true)
  })

  it.each([
    // The deadline is 2026-11-30T11:00Z: what was left at the lock, counted from its end, up to the full hour.
    ['long before it', '2026-11-25T10:00:00.000Z', '2026-11-26T09:30:00.000Z', '2026-12-01T11:00:00.000Z'],
    ['with little left', '2026-11-30T09:00:00.000Z', '2026-11-30T09:05:00.000Z', '2026-12-01T10:00:00.000Z'],
    [
      'a moment before it',
      '2026-11-30T10:59:59.999Z',
      '2026-12-03T08:00:00.000Z',
      '2026-12-04T08:00:00.000Z',
    ],
    ['and unlocked at once', '2026-11-25T10:00:00.000Z', '2026-11-25T10:00:00.000Z', null],
    ['at it', deadline, '2026-12-03T08:00:00.000Z', null],
  ] as const)(
    '[D191] a text that was locked %s gives its round the time back',
    (_when, lockedAt, now, expected) => {
      const round = buildRound({ decisions: [buildDecision('FI')] })
      const position = buildPosition({ life: { status: 'in_sign_off', round } })
      const command = { type: 'put_off_deadline', lockedAt } as const
      if (expected === null) {
        expect(refusalOf(transition(position, command, at(now)))).toBe('state_conflict')
        return
      }
      const put = accepted(position, command, now)
      expect(put.position.life).toEqual({ status: 'in_sign_off', round: { ...round, deadline: expected } })
      expect(put.events).toEqual([
        { type: 'round.extended', roundId: round.id, from: deadline, deadline: expected },
      ])
      const locked = { ...position, lockedTexts: [null] }
      expect(refusalOf(transition(locked, command, at(now)))).toBe('spill_locked')
    },
  )

  it('[D24] the round ends with the last missing answer', () => {
    const first = accepted(positionIn('in_sign_off'), commands.decide)
    expect(first.closedRound).toBeNull()
    const last = accepted(first.position, { ...commands.decide, country: 'SE' })
    expect(last.position.life.status).toBe('agreed')
    expect(last.closedRound?.outcome).toBe('unanimous')
    expect(last.events.map(({ type }) => type)).toEqual(['decision.given', 'round.closed'])
  })

  it('[D24] an objection does not end the round while others have not answered', () => {
    const first = accepted(positionIn('in_sign_off'), {
      ...commands.decide,
      value: { kind: 'object', reason: 'Point 4.' },
    })
    expect(first.position.life.status).toBe('in_sign_off')
    const last = accepted(first.position, { ...commands.decide, country: 'SE' })
    expect(last.position.life.status).toBe('not_agreed')
    expect(last.closedRound?.outcome).toBe('objected')
  })

  it.each([
    ['nobody answered', [], 'lapsed'],
    ['one agreed', [buildDecision('FI')], 'lapsed'],
    ['one objected', [buildDecision('FI', { kind: 'object', reason: 'Point 4.' })], 'objected'],
  ] as const)('[D25] a deadline after which %s', (_what, decisions, outcome) => {
    const position = buildPosition({ life: { status: 'in_sign_off', round: buildRound({ decisions }) } })
    const passed = accepted(position, commands.pass_deadline, deadline)
    expect(passed.position.life.status).toBe('not_agreed')
    expect(passed.closedRound).toMatchObject({ outcome, closedAt: deadline })
  })
})

describe('the release in force', () => {
  it('[D31] a first release supersedes nothing, a later one the one in force', () => {
    const first = accepted(positionIn('agreed'), commands.release)
    expect(first.position.releaseInForce).toBe('release-2')
    expect(first.effects).toEqual([])
    const later = accepted(positionIn('agreed', { releaseInForce: 'release-1' }), commands.release)
    expect(later.position.releaseInForce).toBe('release-2')
    expect(later.effects).toEqual([
      { kind: 'release_superseded', releaseId: 'release-1', byReleaseId: 'release-2' },
    ])
    expect(later.events.map(({ type }) => type)).toEqual(['release.issued', 'release.superseded'])
  })

  it('[D31] a release stays in force while a later version is written, frozen and signed off', () => {
    let position = accepted(positionIn('released'), commands.reopen_draft).position
    for (const command of [commands.freeze, { ...commands.open_round, version: version(3) }]) {
      position = accepted(position, command).position
      expect(position.releaseInForce).toBe('release-1')
    }
  })

  it('[D32] a withdrawn position has no release in force', () => {
    expect(accepted(positionIn('released'), commands.withdraw).position.releaseInForce).toBeNull()
  })

  it('[D32] a superseded position has none either: its release is superseded by the other one’s', () => {
    const done = accepted(positionIn('used'), commands.supersede)
    expect(done.position.releaseInForce).toBeNull()
    expect(done.effects).toEqual([
      { kind: 'release_superseded', releaseId: 'release-1', byReleaseId: 'another-release' },
    ])
    expect(done.events.map(({ type }) => type)).toEqual(['position.superseded', 'release.superseded'])
  })

  it('[D32] a position does not supersede itself', () => {
    const itself = { ...commands.supersede, byPositionId: 'a-position' }
    expect(refusalOf(transition(positionIn('released'), itself, at(now)))).toBe('state_conflict')
  })
})

function accepted(position: Position, command: Command, instant = now): Transition {
  const result = transition(position, command, at(instant))
  if (!result.ok) throw new Error(`${command.type} was refused: ${result.refusal.code}`)
  return result.value
}

function refusalOf(result: ReturnType<typeof transition>): string | null {
  return result.ok ? null : result.refusal.code
}
