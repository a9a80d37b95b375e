import { describe, expect, it } from 'vitest'
import { contributionWaits } from './contribution-waiting.ts'
import type { Contribution, ContributionTurn } from './contributions.ts'
import type { Person } from './people.ts'
import type { Position } from './position.ts'
import type { Proposal, Settlement } from './proposals.ts'
import { buildGrant, buildPerson, buildPosition, now, positionIn } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI', 'NO'], penholder: 'DK' })
const people = {
  drafterFi: [buildGrant('drafter', 'FI')],
  leadFi: [buildGrant('lead', 'FI')],
  drafterDk: [buildGrant('drafter', 'DK')],
  leadDk: [buildGrant('lead', 'DK')],
  delegateDk: [buildGrant('delegate', 'DK', { readsDrafts: true })],
  secretariat: [buildGrant('secretariat', null)],
  observerDk: [buildGrant('observer', 'DK', { readsDrafts: true })],
  administrator: [buildGrant('administrator', null)],
} satisfies Record<string, Person['grants']>

const sharedAt = '2026-11-18T08:00:00.000Z'
const turn = (kind: 'send' | 'withdraw', at: string): ContributionTurn => ({ kind, personId: 'leadFi', at })
const send = turn('send', '2026-11-20T09:00:00.000Z')
const contribution = (...turns: readonly ContributionTurn[]): Contribution => ({
  id: 'finnish',
  positionId: subject.id,
  country: 'FI',
  personId: 'drafterFi',
  begunAt: '2026-11-19T08:00:00.000Z',
  turns,
})
const point = (settlement: Settlement | null = null): Proposal => ({
  id: 'a-point',
  positionId: subject.id,
  contributionId: 'finnish',
  personId: 'drafterFi',
  country: 'FI',
  at: '2026-11-19T09:00:00.000Z',
  anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
  kind: 'replace',
  text: 'six weeks',
  explanation: '',
  settlement,
})
const taken: Settlement = { kind: 'taken', personId: 'leadDk', country: 'DK', at: now, reason: null }

/** For whom of everybody it waits, and for what. */
const waits = (
  which: Contribution,
  points: readonly Proposal[],
  position: Position = subject,
  shared: string | null = sharedAt,
) =>
  Object.fromEntries(
    Object.entries(people).flatMap(([id, grants]) => {
      const person = buildPerson(grants, { id, name: id })
      const what = contributionWaits(which, points, { person, subject: position, now }, shared)
      return what ? [[id, what] as const] : []
    }),
  )

describe('what waits of a contribution', () => {
  it('[D160] while it is prepared waits for its lead, once there is something in it', () => {
    expect(waits(contribution(), [point()])).toEqual({ leadFi: 'send' })
    expect(waits(contribution(), [])).toEqual({})
    expect(waits(contribution(), [point()], positionIn('frozen', { parties: subject.parties }))).toEqual({})
  })

  it('[D160] once sent waits for those of other delegations who may take it in, while something is pending', () => {
    const sent = contribution(send)
    expect(waits(sent, [point(taken), point()])).toEqual({ drafterDk: 'answer', leadDk: 'answer' })
    expect(waits(sent, [point(taken)])).toEqual({})
    expect(waits(sent, [point()], positionIn('frozen', { parties: subject.parties }))).toEqual({})
    // Whose pages are locked is its own delegation all the same.
    const locked = { ...subject, lockedTexts: ['FI' as const] }
    expect(waits(sent, [point()], locked)).toEqual({ drafterDk: 'answer', leadDk: 'answer' })
  })

  it('[D160] of what one may not read nothing is said, nor of what is over', () => {
    const early = contribution(turn('send', '2026-11-17T09:00:00.000Z'))
    expect(waits(early, [point()])).toEqual({ drafterDk: 'answer', leadDk: 'answer' })
    const byNorway = { ...subject, penholder: 'NO' as const }
    expect(waits(early, [point()], byNorway)).toEqual({})
    expect(waits(contribution(send, turn('withdraw', now)), [point()])).toEqual({})
    expect(waits(contribution(turn('withdraw', now)), [point()])).toEqual({})
  })
})
