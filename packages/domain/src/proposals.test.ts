import { describe, expect, it } from 'vitest'
import type { Asking } from './comments.ts'
import type { Person } from './people.ts'
import { positionStatuses } from './position.ts'
import {
  canReadProposal,
  countPending,
  mayPropose,
  type Proposal,
  proposalSettled,
  type Settlement,
  type SettlementKind,
  settlementKinds,
  settleProposal,
} from './proposals.ts'
import { buildGrant, buildPerson, buildPosition, now, positionIn } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'DK' })
const someone = (id: string, ...grants: Person['grants']) => buildPerson(grants, { id, name: id })

const delegateNo = someone('delegate-no', buildGrant('delegate', 'NO', { readsDrafts: true }))
const otherDelegateNo = someone('other-delegate-no', buildGrant('delegate', 'NO', { readsDrafts: true }))
const drafterFi = someone('drafter-fi', buildGrant('drafter', 'FI'))
const leadDk = someone('lead-dk', buildGrant('lead', 'DK'))
const observer = someone('observer', buildGrant('observer', 'FI', { readsDrafts: true }))
const secretariat = someone('secretariat', buildGrant('secretariat', null))
const secretariatDk = someone('secretariat-dk', buildGrant('secretariat', 'DK'))
const unreading = someone('delegate-fi', buildGrant('delegate', 'FI'))
const drafterSe = someone('drafter-se', buildGrant('drafter', 'SE'))

const as = (person: Person, more: Partial<Asking> = {}): Asking => ({ person, subject, now, ...more })

const propose = (person: Person, more: Partial<Asking> = {}) => {
  const allowed = mayPropose(as(person, more))
  return allowed.ok ? allowed.value : allowed.refusal.code
}

const pending: Proposal = {
  id: 'a-proposal',
  positionId: subject.id,
  contributionId: null,
  personId: delegateNo.id,
  country: 'NO',
  at: '2026-11-20T09:00:00.000Z',
  anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
  kind: 'replace',
  text: 'six weeks',
  explanation: 'The others manage in six.',
  settlement: null,
}

const settle = (
  proposal: Proposal,
  kind: SettlementKind,
  person: Person,
  { reason = 'Not now', ...more }: Partial<Asking> & { readonly reason?: string | null } = {},
) => {
  const settled = settleProposal(proposal, { kind, reason }, as(person, more))
  return settled.ok ? settled.value : settled.refusal.code
}

const settled = (kind: SettlementKind): Settlement => ({
  kind,
  personId: kind === 'withdrawn' ? delegateNo.id : leadDk.id,
  country: kind === 'withdrawn' ? 'NO' : 'DK',
  at: now,
  reason: kind === 'declined' ? 'Not now' : null,
})

describe('a proposal', () => {
  it('[D110] is made by whoever may suggest, for their country', () => {
    expect(propose(delegateNo)).toBe('NO')
    expect(propose(drafterFi)).toBe('FI')
    expect(propose(secretariatDk)).toBeNull()
    expect(propose(observer)).toBe('not_found')
    expect(propose(observer, { subject: { ...subject, marking: 'public' } })).toBe('forbidden')
    expect(propose(secretariat)).toBe('forbidden')
    expect(propose(unreading)).toBe('forbidden')
    expect(propose(drafterSe)).toBe('not_found')
  })

  it.each(positionStatuses)('[D110] in a position that is %s, only while the draft is open', (status) => {
    const isOpen = status === 'draft' || status === 'in_coordination'
    const here = positionIn(status, { parties: ['DK', 'FI', 'NO'], penholder: 'NO' })
    expect(propose(delegateNo, { subject: here })).toBe(isOpen ? 'NO' : 'state_conflict')
  })

  it('[D111] is read by whoever may read the draft and could then', () => {
    const reads = (person: Person, sharedAt: string | null = null, here = subject) =>
      canReadProposal(pending, as(person, { subject: here }), sharedAt)
    expect([delegateNo, drafterFi, observer, secretariat].map((person) => reads(person))).toEqual(
      Array(4).fill(true),
    )
    expect([unreading, drafterSe].map((person) => reads(person))).toEqual([false, false])
    const afterwards = '2026-11-21T09:00:00.000Z'
    expect([leadDk, secretariat].map((person) => reads(person, afterwards))).toEqual([true, true])
    expect([drafterFi, delegateNo, observer].map((person) => reads(person, afterwards))).toEqual(
      Array(3).fill(false),
    )
    expect(reads(drafterFi, pending.at)).toBe(true)
  })

  const states = { pending, ...Object.fromEntries(settlementKinds.map((kind) => [kind, settledAs(kind)])) }
  const table = Object.entries(states).flatMap(([state, proposal]) =>
    settlementKinds.map((kind) => ({ state, proposal, kind })),
  )
  it.each(table)(
    '[D112] that is $state, settled as $kind, is that once and for all',
    ({ proposal, kind }) => {
      const person = kind === 'withdrawn' ? delegateNo : leadDk
      expect(settle(proposal, kind, person)).toEqual(
        proposal === pending ? settled(kind) : 'proposal_settled',
      )
    },
  )

  it('[D112] is settled by nobody else', () => {
    for (const person of [delegateNo, otherDelegateNo, observer, secretariat, unreading, drafterSe]) {
      expect(settle(pending, 'taken', person)).toBe('forbidden')
      expect(settle(pending, 'declined', person)).toBe('forbidden')
    }
    for (const person of [otherDelegateNo, drafterFi, leadDk, secretariat]) {
      expect(settle(pending, 'withdrawn', person)).toBe('forbidden')
    }
    // Also the one who may not settle it is told no more than that.
    expect(settle(settledAs('taken'), 'declined', delegateNo)).toBe('forbidden')
  })

  it('[D112] is declined with a reason in words', () => {
    for (const reason of [null, '', '  ']) {
      expect(settle(pending, 'declined', drafterFi, { reason })).toBe('reason_required')
    }
    expect(settle(pending, 'declined', drafterFi, { reason: ' Not now ' })).toMatchObject({
      reason: 'Not now',
    })
  })

  it.each(positionStatuses)('[D112] in a position that is %s', (status) => {
    const parties = { parties: ['DK', 'FI', 'NO'], penholder: 'NO' } as const
    const here = { subject: positionIn(status, parties) }
    const leadNo = someone('lead-no', buildGrant('lead', 'NO'))
    const isOpen = status === 'draft' || status === 'in_coordination'
    const isOver = status === 'closed' || status === 'withdrawn' || status === 'superseded'
    const kindOr = (kind: SettlementKind, isAllowed: boolean) =>
      isAllowed ? expect.objectContaining({ kind }) : 'state_conflict'
    expect(settle(pending, 'taken', leadNo, here)).toEqual(kindOr('taken', isOpen))
    expect(settle(pending, 'declined', leadNo, here)).toEqual(kindOr('declined', !isOver))
    expect(settle(pending, 'withdrawn', delegateNo, here)).toEqual(kindOr('withdrawn', !isOver))
  })

  it('[D113] is an event once it is settled', () => {
    expect(proposalSettled(pending, settled('declined'))).toEqual({
      type: 'proposal.settled',
      proposalId: 'a-proposal',
      outcome: 'declined',
      proposerId: 'delegate-no',
      proposerCountry: 'NO',
      proposedAt: pending.at,
      kind: 'replace',
      quote: 'eight weeks',
      text: 'six weeks',
      reason: 'Not now',
    })
  })

  it('[D114] is an open point while it is pending', () => {
    expect(countPending([])).toBe(0)
    expect(countPending([pending, ...settlementKinds.map(settledAs), pending])).toBe(2)
  })
})

function settledAs(kind: SettlementKind): Proposal {
  return { ...pending, settlement: settled(kind) }
}
