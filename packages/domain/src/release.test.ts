import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { isAgreement, roundOutcomes } from './position.ts'
import { buildRelease, standingSupporters } from './release.ts'
import {
  buildClosedRound,
  buildDecision,
  buildPosition,
  commands,
  now,
  positionIn,
  version,
} from './testing/builders.ts'
import { transition } from './transition.ts'

const given = { id: 'release-1', reference: 'NORD 2026/1', now, personId: 'lead-fi' }
const scrutiny = {
  kind: 'agree_with_reservation',
  type: 'scrutiny',
  text: 'Point 4.',
  passage: null,
} as const

describe('a release', () => {
  it('[D33] is the version of the round, with the countries that agreed to it in the neutral order', () => {
    const round = buildClosedRound({ decisions: [buildDecision('SE'), buildDecision('FI')] })
    const position = buildPosition({ latestVersion: 5, draftingLanguage: 'fi' })
    expect(buildRelease(position, round, given)).toEqual({
      id: 'release-1',
      positionId: 'a-position',
      reference: 'NORD 2026/1',
      title: 'Sample: comments on a form',
      version: version(2),
      roundId: 'round-1',
      supporters: ['FI', 'SE'],
      partyFormula: 'Tämän tekstin esittävät Suomi ja Ruotsi.',
      reservations: [],
      draftingLanguage: 'fi',
      marking: 'parties',
      releasedAt: now,
      releasedBy: 'lead-fi',
      supersededBy: null,
      withdrawals: [],
      reconfirmations: [],
      lifts: [],
      corrigenda: [],
    })
  })

  it('[D33] names a country for its last answer alone', () => {
    const changed = [
      buildDecision('FI', { kind: 'object', reason: 'No.' }),
      buildDecision('SE'),
      buildDecision('FI'),
    ]
    expect(buildRelease(buildPosition(), buildClosedRound({ decisions: changed }), given).supporters).toEqual(
      ['FI', 'SE'],
    )
  })

  it('[D36] prints every reservation with its country and type, in the neutral order', () => {
    const decisions = [
      buildDecision('SE', scrutiny),
      buildDecision('FI', { ...scrutiny, type: 'linguistic' }),
    ]
    const round = buildClosedRound({ decisions, outcome: 'unanimous_with_reservations' })
    const release = buildRelease(buildPosition(), round, given)
    expect(release.supporters).toEqual(['FI', 'SE'])
    expect(release.reservations).toEqual([
      { country: 'FI', type: 'linguistic', text: 'Point 4.', passage: null },
      { country: 'SE', type: 'scrutiny', text: 'Point 4.', passage: null },
    ])
  })

  it('[D36] names in what it prints no person who decided', () => {
    const release = buildRelease(buildPosition(), buildClosedRound(), { ...given, personId: 'secretariat' })
    expect(JSON.stringify(release)).not.toContain('lead-')
  })

  it('[D37] leaves out a country that does not take part, and counts a tacit one', () => {
    const decisions = [
      buildDecision('DK', { kind: 'not_participating' }),
      buildDecision('FI'),
      buildDecision('SE', { kind: 'tacit' }),
    ]
    const release = buildRelease(buildPosition(), buildClosedRound({ decisions }), given)
    expect(release.supporters).toEqual(['FI', 'SE'])
    expect(release.partyFormula).toBe('This text is put forward by Finland and Sweden.')
  })

  it.each(roundOutcomes)('[D30] comes of a round that ended in agreement and of no other: %s', (outcome) => {
    const build = () => buildRelease(buildPosition(), buildClosedRound({ outcome }), given)
    if (isAgreement(outcome)) expect(build().version).toEqual(version(2))
    else expect(build).toThrow()
  })
})

describe('a withdrawal of support', () => {
  const withdraw = commands.withdraw_support
  const attempt = (command: Command, position = positionIn('released')) => {
    const result = transition(position, command, { now, personId: 'lead-se' })
    return result.ok ? result.value.events : result.refusal.code
  }

  it('[D219] is of a country that stands behind the release in force, with a reason', () => {
    expect(attempt({ ...withdraw, reason: ' ' })).toBe('reason_required')
    expect(attempt({ ...withdraw, supporters: ['FI'] })).toBe('state_conflict')
    expect(attempt({ ...withdraw, releaseId: 'release-0' })).toBe('state_conflict')
    const { withdrawalId, releaseId, country } = withdraw
    expect(attempt(withdraw)).toEqual([
      {
        type: 'support.withdrawn',
        withdrawalId,
        releaseId,
        country,
        deputyFor: null,
        statementHash: null,
      },
    ])
  })

  it('[D219] is possible while a later version is written, and no longer once there was a report', () => {
    const writing = buildPosition({ releaseInForce: withdraw.releaseId })
    expect(attempt(withdraw, writing)).toHaveLength(1)
    expect(attempt(withdraw, positionIn('reported'))).toBe('state_conflict')
  })

  it('[D219] leaves the others standing', () => {
    const withdrawals = [{ country: 'FI' }] as const
    const printed = { reservations: [], lifts: [] }
    expect(standingSupporters({ ...printed, supporters: ['DK', 'FI', 'SE'], withdrawals })).toEqual([
      'DK',
      'SE',
    ])
  })
})
