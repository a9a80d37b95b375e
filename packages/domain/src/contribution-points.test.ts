import { describe, expect, it } from 'vitest'
import { areAsSeen, asSent, pointsOf, sentProposals, takeOutPoint } from './contribution-points.ts'
import type { Contribution, ContributionTurn } from './contributions.ts'
import type { Person } from './people.ts'
import { countPending, type Proposal, type Settlement, settlementKinds, settleProposal } from './proposals.ts'
import { buildGrant, buildPerson, buildPosition, now } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'DK' })
const someone = (id: string, ...grants: Person['grants']) => buildPerson(grants, { id, name: id })
const drafterFi = someone('drafter-fi', buildGrant('drafter', 'FI'))
const leadFi = someone('lead-fi', buildGrant('lead', 'FI'))
const leadDk = someone('lead-dk', buildGrant('lead', 'DK'))

const point = (id: string, more: Partial<Proposal> = {}): Proposal => ({
  id,
  positionId: subject.id,
  contributionId: 'finnish',
  personId: drafterFi.id,
  country: 'FI',
  at: '2026-11-20T09:00:00.000Z',
  anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
  kind: 'replace',
  text: 'six weeks',
  explanation: '',
  settlement: null,
  ...more,
})
const settled = (kind: Settlement['kind'], person: Person): Settlement => ({
  kind,
  personId: person.id,
  country: person === leadDk ? 'DK' : 'FI',
  at: '2026-11-21T09:00:00.000Z',
  reason: kind === 'declined' ? 'Not now' : null,
})
const contribution = (...turns: readonly ContributionTurn[]): Contribution => ({
  id: 'finnish',
  positionId: subject.id,
  country: 'FI',
  personId: drafterFi.id,
  begunAt: '2026-11-20T08:00:00.000Z',
  turns,
})
const send = { kind: 'send', personId: leadFi.id, at: '2026-11-22T09:00:00.000Z' } as const
const withdraw = { kind: 'withdraw', personId: leadFi.id, at: '2026-11-23T09:00:00.000Z' } as const
const takenOut = point('taken-out', { settlement: settled('withdrawn', drafterFi) })
const asking = (person: Person) => ({ person, subject, now })

describe('a point of a contribution', () => {
  it('[D118] is in it until it is taken out, by whoever prepares it, while it is prepared', () => {
    const others = [point('free', { contributionId: null }), point('elsewhere', { contributionId: 'danish' })]
    const held = pointsOf(contribution(), [point('first'), takenOut, ...others, point('second')])
    expect(held.map(({ id }) => id)).toEqual(['first', 'second'])
    expect(takeOutPoint(contribution(), asking(drafterFi))).toEqual({
      ok: true,
      value: { kind: 'withdrawn', personId: 'drafter-fi', country: 'FI', at: now, reason: null },
    })
    expect(takeOutPoint(contribution(), asking(leadDk))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(takeOutPoint(contribution(send), asking(leadFi))).toMatchObject({
      refusal: { code: 'contribution_closed' },
    })
  })

  it('[D118] is sent only if its lead saw it, and nothing else', () => {
    const points = [point('first'), point('second')]
    expect(areAsSeen(points, ['second', 'first'])).toBe(true)
    for (const seen of [
      ['first'],
      ['first', 'second', 'third'],
      ['first', 'third'],
      ['first', 'first'],
      [],
    ]) {
      expect(areAsSeen(points, seen), seen.join()).toBe(false)
    }
    expect(areAsSeen([], [])).toBe(true)
  })

  it('[D119] is nothing to anybody else before it is sent, nor after it was taken out or discarded', () => {
    const all = [point('first'), takenOut, point('free', { contributionId: null })]
    const ids = (...turns: readonly ContributionTurn[]) =>
      sentProposals(all, [contribution(...turns)]).map(({ id }) => id)
    expect(ids()).toEqual(['free'])
    expect(ids(withdraw)).toEqual(['free'])
    expect(ids(send)).toEqual(['first', 'free'])
    expect(ids(send, withdraw)).toEqual(['first', 'free'])
    expect(() => asSent(point('first'), null)).toThrow('Not the contribution')
    expect(() => sentProposals(all, [])).toThrow('Not the contribution')
    expect(countPending(sentProposals(all, [contribution()]))).toBe(1)
    expect(countPending(sentProposals(all, [contribution(send)]))).toBe(2)
    expect(countPending(sentProposals(all, [contribution(send, withdraw)]))).toBe(1)
  })

  it('[D119] is the word of the lead who sent it once it is sent', () => {
    expect(asSent(point('first'), contribution(send))).toEqual({
      ...point('first'),
      personId: 'lead-fi',
      at: send.at,
    })
  })

  it('[D119] is withdrawn with its contribution, where nobody settled it before', () => {
    const sent = (more: Partial<Proposal> = {}) =>
      asSent(point('first', more), contribution(send, withdraw))?.settlement
    expect(sent()).toEqual({
      kind: 'withdrawn',
      personId: 'lead-fi',
      country: 'FI',
      at: withdraw.at,
      reason: null,
    })
    const declined = settled('declined', leadDk)
    expect(sent({ settlement: declined })).toEqual(declined)
  })

  it('[D119] is settled like any other proposal, but withdrawn by nobody', () => {
    const sent = asSent(point('first'), contribution(send))
    if (!sent) throw new Error('Not sent')
    const may = (person: Person) =>
      settlementKinds.filter((kind) => settleProposal(sent, { kind, reason: 'x' }, asking(person)).ok)
    expect(may(leadDk)).toEqual(['taken', 'declined'])
    expect(may(leadFi)).toEqual(['taken', 'declined'])
  })
})
