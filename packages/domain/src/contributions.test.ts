import { describe, expect, it } from 'vitest'
import type { Asking } from './comments.ts'
import {
  type Contribution,
  type ContributionTurnKind,
  canReadContribution,
  contributionState,
  contributionStates,
  contributionTurnKinds,
  mayPrepare,
  turnContribution,
} from './contributions.ts'
import type { Person } from './people.ts'
import { positionStatuses } from './position.ts'
import { buildGrant, buildPerson, buildPosition, now, positionIn } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'DK' })
const someone = (id: string, ...grants: Person['grants']) => buildPerson(grants, { id, name: id })

const drafterFi = someone('drafter-fi', buildGrant('drafter', 'FI'))
const leadFi = someone('lead-fi', buildGrant('lead', 'FI'))
const delegateFi = someone('delegate-fi', buildGrant('delegate', 'FI', { readsDrafts: true }))
const leadDk = someone('lead-dk', buildGrant('lead', 'DK'))
const secretariat = someone('secretariat', buildGrant('secretariat', null))
const observerFi = someone('observer-fi', buildGrant('observer', 'FI', { readsDrafts: true }))
const unreading = someone('delegate-no', buildGrant('delegate', 'NO'))

const sentAt = '2026-11-22T09:00:00.000Z'
const turn = (kind: ContributionTurnKind) => ({ kind, personId: leadFi.id, at: sentAt })
const holding = (...turns: readonly ContributionTurnKind[]): Contribution => ({
  id: 'a-contribution',
  positionId: subject.id,
  country: 'FI',
  personId: drafterFi.id,
  begunAt: '2026-11-20T09:00:00.000Z',
  turns: turns.map(turn),
})

const in_ = {
  prepared: holding(),
  sent: holding('send'),
  withdrawn: holding('send', 'withdraw'),
  discarded: holding('withdraw'),
} as const

const as = (person: Person, more: Partial<Asking> = {}) => ({ person, subject, now, holds: 2, ...more })
const turned = (
  contribution: Contribution,
  kind: ContributionTurnKind,
  person: Person,
  more: Partial<Asking & { readonly holds: number }> = {},
) => {
  const done = turnContribution(contribution, kind, { ...as(person), ...more })
  return done.ok ? done.value : done.refusal.code
}

describe('a contribution', () => {
  it.each(contributionStates)('[D115] is %s by what was done with it', (state) => {
    expect(contributionState(in_[state])).toBe(state)
  })

  it('[D115] is prepared by whoever writes on the own pages, until it is sent', () => {
    const code = (contribution: Contribution, person: Person) => {
      const allowed = mayPrepare(contribution, as(person))
      return allowed.ok ? 'ok' : allowed.refusal.code
    }
    expect([drafterFi, leadFi].map((person) => code(in_.prepared, person))).toEqual(['ok', 'ok'])
    for (const person of [delegateFi, leadDk, secretariat])
      expect(code(in_.prepared, person)).toBe('forbidden')
    for (const state of ['sent', 'withdrawn', 'discarded'] as const) {
      expect(code(in_[state], leadFi)).toBe('contribution_closed')
    }
  })

  it.each(contributionStates)(
    '[D116] that is %s is read by its delegation, and by others once it was sent',
    (state) => {
      const reads = (person: Person) => canReadContribution(in_[state], as(person), null)
      const wasSent = state === 'sent' || state === 'withdrawn'
      expect([drafterFi, leadFi, delegateFi].map(reads)).toEqual([true, true, true])
      expect([leadDk, secretariat].map(reads)).toEqual([wasSent, wasSent])
      expect([observerFi, unreading].map(reads)).toEqual([false, false])
    },
  )

  it('[D116] sent before the draft was shared stays with those who could read it then', () => {
    const sharedAt = '2026-11-22T10:00:00.000Z'
    const danish = { ...in_.sent, country: 'DK' } as const
    expect(canReadContribution(danish, as(leadDk), sharedAt)).toBe(true)
    expect(canReadContribution(danish, as(secretariat), sharedAt)).toBe(true)
    expect(canReadContribution(danish, as(leadFi), sharedAt)).toBe(false)
  })

  const table = contributionStates.flatMap((state) => contributionTurnKinds.map((kind) => ({ state, kind })))
  it.each(table)('[D117] that is $state, to $kind by its lead', ({ state, kind }) => {
    const country = 'FI'
    const contributionId = 'a-contribution'
    const does = { kind, personId: leadFi.id, at: now }
    const wanted =
      state === 'prepared' && kind === 'send'
        ? { turn: does, events: [{ type: 'contribution.sent', contributionId, country }] }
        : state === 'prepared'
          ? { turn: does, events: [] }
          : state === 'sent' && kind === 'withdraw'
            ? { turn: does, events: [{ type: 'contribution.withdrawn', contributionId, country, sentAt }] }
            : 'contribution_closed'
    expect(turned(in_[state], kind, leadFi)).toEqual(wanted)
  })

  it('[D117] is sent by its lead alone, and withdrawn then; before that also by whoever prepares it', () => {
    for (const person of [drafterFi, delegateFi, leadDk, secretariat]) {
      expect(turned(in_.prepared, 'send', person)).toBe('forbidden')
      expect(turned(in_.sent, 'withdraw', person)).toBe('forbidden')
    }
    expect(turned(in_.prepared, 'withdraw', drafterFi)).toMatchObject({ events: [] })
    for (const person of [delegateFi, leadDk, secretariat]) {
      expect(turned(in_.prepared, 'withdraw', person)).toBe('forbidden')
    }
  })

  it('[D117] is sent with something in it', () => {
    expect(turned(in_.prepared, 'send', leadFi, { holds: 0 })).toBe('contribution_empty')
  })

  it.each(positionStatuses)('[D117] in a position that is %s', (status) => {
    const here = { subject: positionIn(status, { parties: ['DK', 'FI', 'NO'], penholder: 'FI' }) }
    const isOpen = status === 'draft' || status === 'in_coordination'
    const isOver = status === 'closed' || status === 'withdrawn' || status === 'superseded'
    const sent = turned(in_.prepared, 'send', leadFi, here)
    const withdrawn = turned(in_.sent, 'withdraw', leadFi, here)
    expect(sent === 'state_conflict').toBe(!isOpen)
    expect(withdrawn === 'state_conflict').toBe(isOver)
  })
})
