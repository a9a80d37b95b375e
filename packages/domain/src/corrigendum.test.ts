import { describe, expect, it } from 'vitest'
import type { Command, CommandType } from './command.ts'
import {
  type Corrigendum,
  type CorrigendumEnding,
  type CorrigendumState,
  corrigendumEndingOf,
  corrigendumStates,
  earliestCorrigendumDeadline,
  issuedCorrigenda,
  mayWithdrawCorrigendum,
} from './corrigendum.ts'
import { hearsOf } from './event-reach.ts'
import { toldOfEvent } from './notifications.ts'
import type { Position } from './position.ts'
import type { RefusalCode } from './refusals.ts'
import {
  afterDeadline,
  buildCorrigendum,
  buildGrant,
  buildPerson,
  commands,
  deadline,
  eventOf,
  hash,
  now,
  positionIn,
} from './testing/builders.ts'
import { transition } from './transition.ts'

type Turning = Extract<
  CommandType,
  'propose_corrigendum' | 'object_to_corrigendum' | 'withdraw_corrigendum' | 'end_corrigendum'
>

const released = positionIn('released')
const context = { now, personId: 'somebody' }
const endings: Readonly<Record<Exclude<CorrigendumState, 'running'>, CorrigendumEnding>> = {
  issued: { kind: 'issued', number: 1, at: now },
  objected: {
    kind: 'objected',
    objectionId: 'objection-1',
    country: 'SE',
    personId: 'lead-se',
    deputyFor: null,
    reason: 'That is no slip.',
    statementHash: null,
    at: now,
  },
  withdrawn: { kind: 'withdrawn', personId: 'secretariat', at: now },
  lapsed: { kind: 'lapsed', why: 'not_in_force', at: now },
}
const inState = (state: CorrigendumState): Corrigendum =>
  buildCorrigendum({ ending: state === 'running' ? null : endings[state] })
const about = (type: Exclude<Turning, 'propose_corrigendum'>, corrigendum = buildCorrigendum()): Command => ({
  ...commands[type],
  corrigendum,
})
const propose = commands.propose_corrigendum
type Proposing = typeof propose
const words = (more: Partial<Corrigendum['text']>): Partial<Proposing> => ({
  corrigendum: { ...propose.corrigendum, text: { ...propose.corrigendum.text, ...more } },
})

/** What becomes of a corrigendum, or why nothing does. */
function attempt(command: Command, position: Position = released, at = now) {
  const by = { ...context, now: at }
  const done = transition(position, command, by)
  if (!done.ok) return done.refusal.code
  const ending = corrigendumEndingOf(command, done.value, by)
  return ending === null ? 'running' : ending.kind === 'lapsed' ? `lapsed: ${ending.why}` : ending.kind
}

describe('a corrigendum', () => {
  const over = 'corrigendum_over'
  /** Whether each command comes before the deadline or at it. */
  const table: Readonly<Record<CorrigendumState, Readonly<Record<string, CorrigendumState | RefusalCode>>>> =
    {
      running: {
        'object before': 'objected',
        'object at': 'deadline_passed',
        'withdraw before': 'withdrawn',
        'withdraw at': 'deadline_passed',
        'end before': 'state_conflict',
        'end at': 'issued',
      },
      issued: finished(),
      objected: finished(),
      withdrawn: finished(),
      lapsed: finished(),
    }
  function finished() {
    return {
      'object before': over,
      'object at': over,
      'withdraw before': over,
      'withdraw at': over,
      'end before': over,
      'end at': over,
    } as const
  }

  it.each(
    corrigendumStates.flatMap((state) =>
      Object.entries(table[state]).map(([trial, expected]) => [state, trial, expected] as const),
    ),
  )('[D381] %s + %s the deadline = %s', (state, trial, expected) => {
    const [verb, when] = trial.split(' ')
    const type = `${verb}${verb === 'object' ? '_to' : ''}_corrigendum` as Exclude<
      Turning,
      'propose_corrigendum'
    >
    expect(attempt(about(type, inState(state)), released, when === 'at' ? deadline : now)).toBe(expected)
  })

  it('[D380] is for the final text in force that nobody has withdrawn from, and has its reason', () => {
    expect(attempt(propose)).toBe('running')
    expect(attempt(propose, positionIn('in_coordination', { releaseInForce: 'release-1' }))).toBe('running')
    expect(attempt(propose, positionIn('released', { releaseInForce: 'release-2' }))).toBe('state_conflict')
    expect(attempt(propose, positionIn('released', { suspendedBy: ['SE'] }))).toBe('state_conflict')
    expect(attempt(propose, positionIn('closed'))).toBe('state_conflict')
    expect(attempt({ ...propose, ...words({ reason: ' ' }) })).toBe('reason_required')
  })

  it('[D382] changes nothing of the position but its revision, and its events name both hashes', () => {
    const done = transition(released, propose, context)
    expect(done).toMatchObject({ ok: true, value: { effects: [], closedRound: null } })
    if (!done.ok) return
    expect(done.value.position).toEqual({ ...released, revision: released.revision + 1 })
    expect(done.value.events).toEqual([
      {
        type: 'corrigendum.proposed',
        corrigendumId: 'corrigendum-2',
        releaseId: 'release-1',
        contentHash: hash(2),
        corrigendumHash: hash(9),
        deadline: propose.deadline,
      },
    ])
  })

  it('[D383] names words that stand once, reads otherwise, and touches no words of another', () => {
    const running = [buildCorrigendum()]
    expect(attempt({ ...propose, timesInSection: 0 })).toBe('words_not_once')
    expect(attempt({ ...propose, timesInSection: 2 })).toBe('words_not_once')
    expect(attempt({ ...propose, ...words({ reading: ' Article  12(3)' }) })).toBe('corrigendum_empty')
    expect(attempt({ ...propose, others: running })).toBe('corrigendum_overlaps')
    expect(attempt({ ...propose, others: running, ...words({ passage: 'in Article 12(3)' }) })).toBe(
      'corrigendum_overlaps',
    )
    expect(attempt({ ...propose, others: [inState('issued')] })).toBe('corrigendum_overlaps')
    const elsewhere = words({ section: { id: 'section-2', title: 'Background' } })
    expect(attempt({ ...propose, others: running, ...elsewhere })).toBe('running')
    for (const state of ['objected', 'withdrawn', 'lapsed'] as const)
      expect(attempt({ ...propose, others: [inState(state)] })).toBe('running')
  })

  it('[D384] leaves leads 24 hours of common working days, and ends when people are at work', () => {
    // A Monday, 10:00 in Brussels.
    expect(attempt({ ...propose, deadline: now })).toBe('deadline_not_in_future')
    expect(attempt({ ...propose, deadline: '2026-11-24T08:59:59.000Z' })).toBe('corrigendum_hours')
    expect(attempt({ ...propose, deadline: '2026-11-23T17:00:00.000Z' })).toBe('corrigendum_too_short')
    expect(attempt({ ...propose, deadline: '2026-11-24T18:00:00.000Z' })).toBe('corrigendum_hours')
    expect(attempt({ ...propose, deadline: '2026-11-24T09:00:00.000Z' })).toBe('running')
    expect(earliestCorrigendumDeadline(now, ['FI', 'SE'])).toBe('2026-11-24T09:00:00.000Z')
    // On a Friday afternoon: Monday, as the weekend is nobody's. Late in the day: the morning after.
    expect(earliestCorrigendumDeadline('2026-11-27T14:30:00.000Z', ['FI', 'SE'])).toBe(
      '2026-11-30T15:00:00.000Z',
    )
    expect(earliestCorrigendumDeadline('2026-11-23T20:00:00.000Z', ['FI', 'SE'])).toBe(
      '2026-11-25T09:00:00.000Z',
    )
    // Finland's Independence Day is no day of Finland's, and New Year's Day in summer time's other half is nobody's.
    expect(earliestCorrigendumDeadline('2027-12-05T10:00:00.000Z', ['FI', 'SE'])).toBe(
      '2027-12-08T09:00:00.000Z',
    )
  })

  it('[D385] ends with one objection of a party, with its reason', () => {
    const objecting = commands.object_to_corrigendum
    expect(attempt({ ...objecting, reason: ' ' })).toBe('reason_required')
    expect(attempt({ ...objecting, country: 'DK' })).toBe('not_a_party')
    expect(attempt(objecting, positionIn('released', { suspendedBy: ['SE'] }))).toBe('state_conflict')
    const done = transition(released, objecting, context)
    expect(done.ok && corrigendumEndingOf(objecting, done.value, context)).toEqual({
      ...endings.objected,
      personId: 'somebody',
    })
  })

  it('[D386] is issued at its deadline with the next number, or lapses where silence is nobody’s consent', () => {
    const ending = about('end_corrigendum')
    const done = transition(released, { ...commands.end_corrigendum, issued: 2 }, context)
    expect(done).toMatchObject({ value: { events: [{ type: 'corrigendum.issued', number: 3 }] } })
    expect(attempt({ ...commands.end_corrigendum, wasLocked: true })).toBe('lapsed: locked')
    expect(attempt({ ...commands.end_corrigendum, partiesWithoutLead: ['SE'] })).toBe('lapsed: lead_missing')
    expect(attempt({ ...propose, partiesWithoutLead: ['SE'] })).toBe('corrigendum_lead_missing')
    // Before its deadline, at once.
    for (const gone of [
      positionIn('superseded'),
      positionIn('withdrawn'),
      positionIn('closed'),
      positionIn('released', { releaseInForce: 'release-2' }),
      positionIn('released', { suspendedBy: ['SE'] }),
    ])
      expect(attempt(ending, gone)).toBe('lapsed: not_in_force')
    expect(attempt(ending, released, afterDeadline)).toBe('issued')
    expect(attempt(ending, positionIn('released', { lockedTexts: [null] }), deadline)).toBe('spill_locked')
    const issued = (number: number) =>
      buildCorrigendum({ id: `${number}`, ending: { kind: 'issued', number, at: now } })
    expect(issuedCorrigenda([issued(2), inState('objected'), issued(1)]).map(({ id }) => id)).toEqual([
      '1',
      '2',
    ])
  })

  it('[D387] is withdrawn by who proposed it and by who issues final texts', () => {
    const may = (role: 'lead' | 'drafter' | 'secretariat', country: 'FI' | 'SE' | null, id = 'somebody') =>
      mayWithdrawCorrigendum(
        buildPerson([buildGrant(role, country)], { id }),
        { proposedBy: 'lead-se' },
        released,
        now,
      )
    expect(may('lead', 'SE', 'lead-se')).toBe(true)
    expect(may('lead', 'SE')).toBe(false)
    expect(may('drafter', 'SE', 'lead-se')).toBe(false)
    expect(may('lead', 'FI')).toBe(true)
    expect(may('secretariat', null)).toBe(true)
  })

  it('[D388] a delegate hears of it once it is issued', () => {
    const person = buildPerson([buildGrant('delegate', 'SE')])
    const hears = (type: keyof typeof eventOf) =>
      hearsOf({ event: eventOf[type], at: now }, { person, subject: released, now }, null)
    expect(hears('corrigendum.issued')).toBe(true)
    for (const type of ['proposed', 'objected', 'withdrawn', 'lapsed'] as const)
      expect(hears(`corrigendum.${type}`)).toBe(false)
  })

  it('[D389] leads are told that it awaits them', () => {
    const people = [
      buildPerson([buildGrant('lead', 'FI')], { id: 'lead-fi' }),
      buildPerson([buildGrant('lead', 'SE')], { id: 'lead-se' }),
      buildPerson([buildGrant('drafter', 'SE')], { id: 'drafter-se' }),
    ]
    expect(
      toldOfEvent(
        { event: eventOf['corrigendum.proposed'], at: now, actorId: 'lead-fi' },
        { people, subject: released, now, sharedAt: null },
      ),
    ).toEqual([
      { personId: 'lead-se', topic: 'corrigendum.awaits' },
      { personId: 'drafter-se', topic: 'corrigendum.proposed' },
    ])
  })
})
