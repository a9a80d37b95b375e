import { describe, expect, it } from 'vitest'
import type { AccountEvent } from './account-events.ts'
import type { Comment, Thread } from './comments.ts'
import type { CountryCode } from './country.ts'
import { type PositionEvent, type PositionEventType, positionEventTypes } from './events.ts'
import { type Approvers, invite } from './invitation.ts'
import {
  alwaysTold,
  type NotificationTopic,
  neverPutOff,
  notificationKinds,
  notificationTopics,
  notificationWays,
  toldOfAccounts,
  toldOfComment,
  toldOfDeadline,
  toldOfEvent,
  toldOfWaiting,
  usualWays,
  wayFor,
  wayOfTopic,
} from './notifications.ts'
import type { Grant, Person, Role } from './people.ts'
import type { Position } from './position.ts'
import {
  buildDecision,
  buildGrant,
  buildPerson,
  buildPosition,
  buildRound,
  deadline,
  eventOf,
  lives,
  now,
  substantive,
} from './testing/builders.ts'

const sharedAt = '2026-11-02T09:00:00.000Z'
const subject = buildPosition({ parties: ['FI', 'SE'], penholder: 'FI' })

const person = (id: string, ...grants: Parameters<typeof buildPerson>[0]) => buildPerson(grants, { id })
const drafterFi = person('drafter-fi', buildGrant('drafter', 'FI'))
const leadFi = person('lead-fi', buildGrant('lead', 'FI'))
const leadSe = person('lead-se', buildGrant('lead', 'SE'))
const leadDk = person('lead-dk', buildGrant('lead', 'DK'))
const delegateSe = person('delegate-se', buildGrant('delegate', 'SE'))
const head = person('head-se', buildGrant('delegate', 'SE', { readsDrafts: true }))
const observer = person('observer-no', buildGrant('observer', 'NO'))
const secretariat = person('secretariat', buildGrant('secretariat', null))
const registrar = person('registrar-fi', buildGrant('registrar', 'FI'))
const administrator = person('administrator', buildGrant('administrator', null))
const everybody = [
  drafterFi,
  leadFi,
  leadSe,
  leadDk,
  delegateSe,
  head,
  observer,
  secretariat,
  registrar,
  administrator,
]

function told(
  event: PositionEvent,
  {
    actorId = null,
    about = subject,
    people = everybody,
  }: { actorId?: string | null; about?: Position; people?: readonly Person[] } = {},
): Readonly<Record<string, NotificationTopic>> {
  const list = toldOfEvent({ event, at: now, actorId }, { people, subject: about, now, sharedAt })
  expect(new Set(list.map(({ personId }) => personId)).size).toBe(list.length)
  return Object.fromEntries(list.map(({ personId, topic }) => [personId, topic]))
}

const atWork = ['drafter-fi', 'lead-fi', 'lead-se', 'secretariat']
const readers = ['drafter-fi', 'lead-fi', 'lead-se', 'delegate-se', 'head-se', 'secretariat', 'registrar-fi']

/** Finland and Sweden both read Swedish; the secretariat reads English. */
const swedes = ['drafter-fi', 'lead-fi', 'lead-se', 'delegate-se', 'head-se', 'registrar-fi']

/** Retyped: who is told of each type, in a position of Finland and Sweden. */
const table: Readonly<Record<PositionEventType, readonly [NotificationTopic, readonly string[]] | null>> = {
  'position.created': null,
  'position.renamed': null,
  'coordination.started': ['draft.shared', atWork],
  'version.frozen': ['version.frozen', atWork],
  'version.named': null,
  'draft.reopened': ['draft.reopened', atWork],
  // Leads are told another thing: see below.
  'round.opened': ['round.opened', ['drafter-fi', 'secretariat']],
  'decision.given': null,
  'terms.confirmed': null,
  'extension.asked': ['extension.asked', ['lead-fi', 'secretariat']],
  'round.extended': ['round.extended', atWork],
  'round.reminded': ['round.reminded', ['lead-se']],
  'round.closed': ['round.agreed', atWork],
  'silence.taken': null,
  'release.issued': ['release.issued', readers],
  'release.superseded': ['release.superseded', readers],
  'support.withdrawn': ['release.suspended', readers],
  // Whoever answers for a country that is asked is told another thing: see below.
  'meeting.postponed': ['meeting.postponed', ['drafter-fi', 'delegate-se', 'head-se', 'secretariat']],
  'meeting.cancelled': [
    'meeting.cancelled',
    ['drafter-fi', 'lead-fi', 'lead-se', 'delegate-se', 'head-se', 'secretariat'],
  ],
  'release.reconfirmed': null,
  'reservation.lifted': ['reservation.lifted', atWork],
  'release.reservation_lifted': ['release.reservation_lifted', readers],
  'translation.issued': ['translation.issued', swedes],
  // Leads are told another thing: see below.
  'corrigendum.proposed': ['corrigendum.proposed', ['drafter-fi', 'secretariat']],
  'corrigendum.objected': ['corrigendum.objected', atWork],
  'corrigendum.withdrawn': ['corrigendum.withdrawn', atWork],
  'corrigendum.issued': ['corrigendum.issued', readers],
  'corrigendum.lapsed': ['corrigendum.lapsed', atWork],
  'release.used': null,
  'report.received': null,
  'report.submitted': ['report.submitted', atWork],
  'report.consolidated': ['report.consolidated', atWork],
  'report.noted': null,
  'follow_up.opened': ['follow_up.opened', ['drafter-fi', 'lead-fi']],
  'follow_up.changed': null,
  'position.closed': null,
  'position.withdrawn': ['position.withdrawn', atWork],
  'position.superseded': ['position.superseded', atWork],
  'mandate.shared': null,
  'mandate.unshared': null,
  'suggestion.decided': ['suggestion.accepted', ['lead-se']],
  'proposal.settled': ['proposal.taken', ['lead-se']],
  'contribution.sent': ['contribution.sent', atWork],
  'contribution.withdrawn': null,
  'releasability.extended': null,
  'releasability.ended': null,
  'limite.confirmed': null,
  'section.agreed': null,
  'section.closed': null,
  'section.reopened': null,
  'authorship.refused': null,
  'spill.reported': ['spill.reported', atWork],
  'spill.ended': ['spill.ended', atWork],
  'spill.purged': ['spill.purged', atWork],
  'pages_spill.reported': ['pages_spill.reported', ['drafter-fi', 'lead-fi']],
  'pages_spill.ended': ['pages_spill.ended', ['drafter-fi', 'lead-fi']],
  'pages_spill.purged': ['pages_spill.purged', ['drafter-fi', 'lead-fi']],
  'purge.asked': ['purge.awaits', ['lead-fi', 'lead-se']],
  'purge.declined': ['purge.declined', ['lead-fi']],
  'purge.withdrawn': null,
  'event.purged': null,
}

/** The events as these people would have them. */
function eventFor(type: PositionEventType): PositionEvent {
  const event: PositionEvent = eventOf[type]
  switch (event.type) {
    case 'round.reminded':
      return { ...event, countries: ['SE'] }
    case 'round.closed':
      return { ...event, outcome: 'unanimous' }
    case 'suggestion.decided':
      return { ...event, verdict: 'accepted', proposerId: 'lead-se' }
    case 'proposal.settled':
      return { ...event, outcome: 'taken', proposerId: 'lead-se' }
    case 'follow_up.opened':
      return { ...event, owner: 'FI' }
    case 'pages_spill.reported':
    case 'pages_spill.ended':
    case 'pages_spill.purged':
      return { ...event, ofPages: 'FI' }
    case 'purge.declined':
      return { ...event, askedBy: 'FI' }
    default:
      return event
  }
}

describe('who is told of what happens to a position', () => {
  it.each(positionEventTypes)('[D320] %s', (type) => {
    const wanted = table[type]
    const list = told(eventFor(type))
    const asTold = Object.entries(list).filter(
      ([, topic]) => topic === wanted?.[0] || !topic.endsWith('.awaits'),
    )
    expect(Object.fromEntries(asTold)).toEqual(
      Object.fromEntries((wanted?.[1] ?? []).map((id) => [id, wanted?.[0]])),
    )
  })

  it('[D543] that a purge waits is told to the leads of the other parties, that it was declined to who asked; all are mailed', () => {
    const asked = { ...eventOf['purge.asked'], askedBy: 'FI' } as const
    expect(told(asked)).toEqual({ 'lead-se': 'purge.awaits' })
    expect(told({ ...eventOf['purge.declined'], askedBy: 'SE' })).toEqual({ 'lead-se': 'purge.declined' })
    for (const topic of ['purge.awaits', 'purge.declined'] as const) {
      expect(wayOfTopic(topic, 'none')).toBe('mail')
      expect(neverPutOff.has(topic)).toBe(true)
    }
  })

  it('[D478] whoever answers for a country that is asked is told that it waits for them, of a meeting put off', () => {
    expect(told(eventFor('meeting.postponed'))).toMatchObject({
      'lead-fi': 'reconfirmation.awaits',
      'lead-se': 'reconfirmation.awaits',
    })
    const nobody = { ...eventOf['meeting.postponed'], asked: [] }
    expect(told(nobody)).toMatchObject({ 'lead-fi': 'meeting.postponed', 'lead-se': 'meeting.postponed' })
    expect(told({ ...nobody, asked: ['SE'] })).toMatchObject({
      'lead-fi': 'meeting.postponed',
      'lead-se': 'reconfirmation.awaits',
    })
  })

  it.each(positionEventTypes)(
    '[D321] %s: nobody is told of what they did, nor anybody from outside',
    (type) => {
      for (const { id } of everybody) expect(told(eventFor(type), { actorId: id })).not.toHaveProperty(id)
      for (const id of ['lead-dk', 'observer-no', 'administrator'])
        expect(told(eventFor(type))).not.toHaveProperty(id)
    },
  )

  it.each(['pages_spill.reported', 'pages_spill.ended', 'pages_spill.purged'] as const)(
    '[D321] %s: no other delegation hears of own pages, nor the secretariat',
    (type) => {
      const list = told({ ...eventOf[type], ofPages: 'SE' })
      expect(Object.keys(list).sort()).toEqual(['head-se', 'lead-se'])
    },
  )

  it.each(positionEventTypes)(
    '[D321] %s: before a draft is shared nobody outside the penholder’s country',
    (type) => {
      const about = { ...subject, life: { status: 'draft' } } as const
      const list = Object.keys(told(eventFor(type), { about }))
      expect(list.filter((id) => id.endsWith('-se'))).toEqual([])
    },
  )

  it('[D321] a disabled person and one whose role is over are told nothing', () => {
    const gone = { ...leadFi, isDisabled: true }
    const over = person('lead-se', buildGrant('lead', 'SE', { validTo: '2026-11-23T08:59:59.999Z' }))
    for (const type of positionEventTypes) expect(told(eventFor(type), { people: [gone, over] })).toEqual({})
  })

  it('[D407] who has terms to confirm since an answer, a withdrawal, a lift or a silence is told so, once, and nobody else', () => {
    const parties = ['DK', 'FI', 'NO', 'SE'] as const
    const leads = parties.map((country) =>
      person(`lead-${country.toLowerCase()}`, buildGrant('lead', country)),
    )
    const later = '2026-11-23T09:30:00.000Z'
    const withdraws = { kind: 'withdraw_support', reason: 'The mandate is gone.' } as const
    const general = { ...substantive, type: 'general', passage: null } as const
    const decided = {
      ...buildRound({ parties }),
      decisions: [
        buildDecision('DK'),
        buildDecision('FI', general),
        buildDecision('NO', { kind: 'not_participating' }),
        buildDecision('SE'),
      ],
    }
    const about = (life: Position['life'], more: Partial<Position> = {}) =>
      buildPosition({ parties: [...parties], penholder: 'FI', life, ...more })
    const inSignOff = about({ status: 'in_sign_off', round: decided })
    const given = (country: string) =>
      ({ ...eventOf['decision.given'], decisionId: `decision-of-${country}` }) as const
    const toldTo = (event: PositionEvent, position: Position) =>
      told(event, { about: position, people: leads })
    // Nobody had agreed before Denmark did, and Sweden, the last, agreed to what stood then.
    expect(toldTo(given('dk'), inSignOff)).toEqual({})
    expect(toldTo(given('se'), inSignOff)).toEqual({})
    expect(toldTo(given('fi'), inSignOff)).toEqual({ 'lead-dk': 'terms.awaits' })
    expect(toldTo(given('no'), inSignOff)).toEqual({ 'lead-dk': 'terms.awaits', 'lead-fi': 'terms.awaits' })
    // Norway's own deputy gave it: they are told of that.
    expect(toldTo({ ...given('no'), deputyFor: 'lead-no' }, inSignOff)).toMatchObject({
      'lead-no': 'decision.by_deputy',
    })

    const closed = { ...decided, outcome: 'unanimous_with_reservations', closedAt: now } as const
    const lift = {
      id: 'lift-1',
      decisionId: 'decision-of-fi',
      country: 'FI',
      personId: 'lead-fi',
      deputyFor: null,
      releaseId: null,
      statementHash: null,
      at: later,
    } as const
    const lifted = { ...eventOf['reservation.lifted'], liftId: 'lift-1' } as const
    const afterLift = about({ status: 'agreed', round: { ...closed, lifts: [lift] } })
    expect(toldTo(lifted, afterLift)).toMatchObject({ 'lead-dk': 'terms.awaits', 'lead-se': 'terms.awaits' })
    const partyFormula = 'This text is put forward by Denmark, Finland and Sweden.'
    const confirmed = {
      id: 'confirmation-1',
      country: 'SE',
      personId: 'lead-se',
      deputyFor: null,
      of: { kind: 'formula', partyFormula },
      statementHash: null,
      at: later,
    } as const
    const round = { ...closed, lifts: [lift], confirmations: [confirmed] }
    expect(toldTo(lifted, about({ status: 'agreed', round }))['lead-se']).toBe('reservation.lifted')

    const withdrawal = { ...buildDecision('SE', withdraws), id: 'withdrawal', at: later }
    // Norway agrees here, so that more than Denmark is left behind the text.
    const agreed = closed.decisions.map((each) => (each.country === 'NO' ? buildDecision('NO') : each))
    const withdrawn = { ...closed, decisions: [...agreed, withdrawal] }
    const left = { ...given('se'), decisionId: 'withdrawal' }
    expect(toldTo(left, about({ status: 'agreed_with_reservations', round: withdrawn }))).toEqual({
      'lead-dk': 'terms.awaits',
      'lead-fi': 'terms.awaits',
      'lead-no': 'terms.awaits',
    })
    // In a round that another one replaced, or that came to nothing, nothing is awaited.
    const other = { ...withdrawn, id: 'round-2' }
    expect(toldTo(left, about({ status: 'agreed_with_reservations', round: other }))).toEqual({})
    expect(
      toldTo(left, about({ status: 'not_agreed', round: { ...withdrawn, outcome: 'objected' } })),
    ).toEqual({})

    const silent = {
      ...decided,
      decisions: [buildDecision('FI', substantive)],
      outcome: 'silence_held',
      closedAt: now,
    } as const
    expect(
      toldTo(eventOf['silence.taken'], about({ status: 'agreed_with_reservations', round: silent })),
    ).toEqual({
      'lead-dk': 'terms.awaits',
      'lead-no': 'terms.awaits',
      'lead-se': 'terms.awaits',
    })
  })

  it('[D322] a round awaits those who give a party’s answer, a deputy among them', () => {
    const held = {
      id: 'one',
      leadId: 'lead-se',
      deputyId: 'drafter-se',
      namedAt: sharedAt,
      validFrom: sharedAt,
    }
    const deputyship = { ...held, validTo: '2027-01-01T00:00:00.000Z', endedAt: null, grants: leadSe.grants }
    const deputy = buildPerson([buildGrant('drafter', 'SE')], { id: 'drafter-se', deputyships: [deputyship] })
    const event = { ...eventOf['round.opened'], parties: ['FI', 'SE'] } as const
    expect(told(event, { people: [leadFi, leadSe, deputy, drafterFi, head] })).toEqual({
      'lead-fi': 'round.awaits',
      'lead-se': 'round.awaits',
      'drafter-se': 'round.awaits',
      'drafter-fi': 'round.opened',
    })
    // Of a round that their country has no part in.
    expect(told({ ...event, parties: ['FI', 'DK'] }, { people: [leadSe] })).toEqual({
      'lead-se': 'round.opened',
    })
  })

  it('[D322] each end of a round has its words', () => {
    const ends = {
      unanimous: 'round.agreed',
      unanimous_with_reservations: 'round.agreed',
      silence_held: 'round.agreed',
      objected: 'round.objected',
      silence_broken: 'round.broken',
      lapsed: 'round.lapsed',
      unsupported: 'round.unsupported',
      reopened: undefined,
      withdrawn: undefined,
    } as const
    for (const [outcome, topic] of Object.entries(ends)) {
      const event = { ...eventOf['round.closed'], outcome } as PositionEvent
      expect(told(event, { people: [leadSe] })['lead-se'], outcome).toBe(topic)
    }
  })

  it('[D322] a deputy’s decision is told to the lead in whose stead it was given', () => {
    const event = { ...eventOf['decision.given'], deputyFor: 'lead-se' }
    expect(told(event, { actorId: 'drafter-se' })).toEqual({ 'lead-se': 'decision.by_deputy' })
  })

  it('[D432] support withdrawn before the release is told to all who work on the text, and cannot be turned off', () => {
    const event = { ...eventOf['decision.given'], value: 'withdraw_support' }
    const all = Object.fromEntries(atWork.map((id) => [id, 'round.support_withdrawn']))
    expect(told(event)).toEqual(all)
    const { 'lead-fi': _itself, ...others } = all
    expect(told(event, { actorId: 'lead-fi' })).toEqual(others)
    expect(told({ ...event, deputyFor: 'lead-fi' }, { actorId: 'drafter-fi' })).toMatchObject({
      'lead-fi': 'decision.by_deputy',
      'lead-se': 'round.support_withdrawn',
    })
    expect(wayFor(notificationTopics['round.support_withdrawn'], 'none')).toBe('list')
  })

  it('[D323] a final text that is public is told to whoever may read it', () => {
    const about = {
      ...subject,
      marking: 'public',
      life: lives.released,
      releaseInForce: 'release-1',
    } as const
    expect(Object.keys(told(eventOf['release.issued'], { about }))).toContain('observer-no')
    expect(Object.keys(told(eventOf['round.opened'], { about }))).not.toContain('observer-no')
  })

  it('[D329] a report is told to those at work on the position, a follow-up to its owner’s people alone', () => {
    const opened = { ...eventOf['follow_up.opened'], owner: 'SE' } as const
    expect(told(opened)).toEqual({ 'lead-se': 'follow_up.opened' })
    expect(told(eventOf['report.submitted'], { actorId: 'lead-fi' })).toEqual({
      'drafter-fi': 'report.submitted',
      'lead-se': 'report.submitted',
      secretariat: 'report.submitted',
    })
  })

  it('[D397] a translation is told to those who read in its language, in the list alone unless they choose more', () => {
    const finnish = { ...eventOf['translation.issued'], language: 'fi' } as const
    const finns = ['drafter-fi', 'lead-fi', 'registrar-fi']
    expect(Object.keys(told(finnish))).toEqual(finns)
    const readsFinnish = buildPerson([buildGrant('delegate', 'SE')], { id: 'delegate-se', language: 'fi' })
    expect(told(finnish, { people: [readsFinnish, delegateSe, leadDk] })).toEqual({
      'delegate-se': 'translation.issued',
    })
    expect(usualWays[notificationTopics['translation.issued']]).toBe('list')
  })

  it('[D324] what was rejected, declined or withdrawn', () => {
    const by = { actorId: 'lead-fi' }
    const rejected = { ...eventOf['suggestion.decided'], verdict: 'rejected', proposerId: 'lead-se' } as const
    expect(told(rejected, by)).toEqual({ 'lead-se': 'suggestion.rejected' })
    const declined = { ...eventOf['proposal.settled'], outcome: 'declined', proposerId: 'lead-se' } as const
    expect(told(declined, by)).toEqual({ 'lead-se': 'proposal.declined' })
    expect(told({ ...declined, outcome: 'withdrawn' }, by)).toEqual({})
  })
})

describe('who is told of what is said in a thread', () => {
  const comment = (id: string, by: Person, more: Partial<Comment> = {}): Comment => ({
    id,
    personId: by.id,
    country: by.country,
    wordings: [{ text: 'A word', mentions: [], at: now }],
    ...more,
  })
  const thread = (audience: Thread['audience'], first: Comment, ...later: Comment[]): Thread => ({
    id: 'thread-1',
    positionId: subject.id,
    audience,
    anchor: null,
    comments: [first, ...later],
    turns: [],
  })
  const said = (of: Thread, last: Comment, mentions: Comment['wordings'][0]['mentions'] = []) =>
    Object.fromEntries(
      toldOfComment(of, { comment: last, mentions }, { people: everybody, subject, now, sharedAt }).map(
        ({ personId, topic }) => [personId, topic],
      ),
    )

  it('[D325] whoever is mentioned, by name or as a delegation, and whoever had said something before', () => {
    const last = comment('three', leadFi)
    const of = thread(null, comment('one', leadSe), comment('two', drafterFi), last)
    expect(said(of, last)).toEqual({ 'lead-se': 'comment.reply', 'drafter-fi': 'comment.reply' })
    expect(said(of, last, [{ kind: 'delegation', country: 'SE' }])).toEqual({
      'lead-se': 'comment.mention',
      'head-se': 'comment.mention',
      'drafter-fi': 'comment.reply',
    })
    expect(said(of, last, [{ kind: 'person', personId: 'lead-fi' }])).not.toHaveProperty('lead-fi')
  })

  it('[D325] nobody outside the audience, whoever is mentioned or had written', () => {
    const last = comment('two', drafterFi)
    const of = thread('FI', comment('one', leadSe), last)
    const all = everybody.map(({ id }) => ({ kind: 'person', personId: id }) as const)
    expect(said(of, last, all)).toEqual({ 'lead-fi': 'comment.mention' })
    expect(said(of, last)).toEqual({})
  })

  it('[D325] what was raised before the draft was shared stays with those who could read it then', () => {
    const early = { text: 'A word', mentions: [], at: '2026-11-01T10:00:00.000Z' }
    const last = comment('two', drafterFi)
    const of = thread(null, comment('one', leadSe, { wordings: [early] }), last)
    expect(said(of, last, [{ kind: 'person', personId: 'lead-se' }])).toEqual({})
  })

  it('[D325] a rewording tells those alone that it mentions anew, and nobody whose comment is removed', () => {
    const [word] = comment('x', leadFi).wordings
    const reworded = comment('two', leadFi, { wordings: [word, { ...word, text: 'Another' }] })
    const of = thread(null, comment('one', leadSe), reworded)
    expect(said(of, reworded)).toEqual({})
    const removed = comment('one', leadSe, { wordings: [word, { ...word, text: null }] })
    const last = comment('two', leadFi)
    expect(said(thread(null, removed, last), last)).toEqual({})
  })
})

describe('who is told of a deadline', () => {
  const inRound = (more: Parameters<typeof buildRound>[0] = {}): Position => ({
    ...subject,
    life: { status: 'in_sign_off', round: buildRound({ parties: ['FI', 'SE'], ...more }) },
  })
  const before = (hours: number) => new Date(Date.parse(deadline) - hours * 3_600_000).toISOString()
  const near = (position: Position, at: string) =>
    toldOfDeadline(position, { people: everybody, now: at }).map(({ personId }) => personId)

  it('[D326] whoever answers for a country that has not, from a day before until it has passed', () => {
    expect(near(inRound(), before(24))).toEqual(['lead-fi', 'lead-se'])
    expect(near(inRound({ decisions: [buildDecision('FI')] }), before(1))).toEqual(['lead-se'])
    expect(near(inRound(), before(24.001))).toEqual([])
    expect(near(inRound(), deadline)).toEqual([])
    expect(near({ ...inRound(), lockedTexts: [null] }, before(1))).toEqual([])
    expect(near(subject, before(1))).toEqual([])
  })
})

describe('who is told of what happens to people', () => {
  const people = new Map(everybody.map((each) => [each.id, each]))
  const accounts = (event: AccountEvent, actorId: string | null) =>
    Object.fromEntries(
      toldOfAccounts({ event, actorId }, { people, now }).map(({ personId, topic }) => [personId, topic]),
    )
  const recovery = { recoveryId: 'r', accountId: 'drafter-fi' }

  it('[D327] a deputy, of their deputyship', () => {
    const named = { deputyshipId: 'd', deputyId: 'drafter-fi', validFrom: now, validTo: deadline }
    expect(accounts({ type: 'deputy.named', ...named }, 'lead-fi')).toEqual({ 'drafter-fi': 'deputy.named' })
    expect(accounts({ type: 'deputy.ended', ...named }, 'lead-fi')).toEqual({ 'drafter-fi': 'deputy.ended' })
  })

  it('[D327] of a recovery its person and those who can confirm it', () => {
    const asked = { type: 'recovery.asked', ...recovery, reason: 'Lost' } as const
    expect(accounts(asked, 'administrator')).toEqual({
      'drafter-fi': 'recovery.of_own',
      'lead-fi': 'recovery.asked',
    })
    expect(accounts(asked, 'lead-fi')).toEqual({
      'drafter-fi': 'recovery.of_own',
      administrator: 'recovery.asked',
    })
    const confirmed = {
      ...recovery,
      askedBy: 'lead-fi',
      askedAs: 'lead',
      confirmedAs: 'administrator',
      leadOf: 'FI',
    } as const
    expect(accounts({ type: 'recovery.confirmed', ...confirmed }, 'administrator')).toEqual({
      'drafter-fi': 'recovery.confirmed',
      'lead-fi': 'recovery.confirmed',
    })
  })

  it('[D327] an account that is enabled again, and a passkey whose count went back', () => {
    const enabled = { type: 'account.enabled', accountId: 'lead-se', reason: 'Back' } as const
    expect(accounts(enabled, 'administrator')).toEqual({ 'lead-se': 'account.enabled' })
    const refused = { type: 'passkey.refused', passkeyId: 'p', reason: 'counter_went_back' } as const
    expect(accounts(refused, 'lead-se')).toEqual({ 'lead-se': 'passkey.refused' })
    expect(accounts(refused, null)).toEqual({})
  })

  it('[D410] the leads of a country, and who stands in for them, of a new one who is invited and who came in', () => {
    const made = {
      type: 'invitation.made',
      invitationId: 'i',
      kind: 'newcomer',
      leadsFor: 'FI',
      awaitsLeadOf: null,
    } as const
    expect(accounts(made, 'administrator')).toEqual({ 'lead-fi': 'lead.invited' })
    const used = { type: 'invitation.used', invitationId: 'i', leadsFor: 'SE' } as const
    expect(accounts(used, 'a-new-lead')).toEqual({ 'lead-se': 'lead.joined' })
    const held = {
      id: 'd',
      namedAt: now,
      leadId: 'lead-fi',
      deputyId: 'drafter-fi',
      validFrom: now,
      validTo: deadline,
    }
    const deputyship = { ...held, endedAt: null, grants: leadFi.grants }
    const standsIn = { ...drafterFi, country: 'FI' as const, deputyships: [deputyship] }
    const withDeputy = new Map(people).set(standsIn.id, standsIn)
    expect(toldOfAccounts({ event: made, actorId: null }, { people: withDeputy, now })).toEqual([
      { personId: 'drafter-fi', topic: 'lead.invited' },
      { personId: 'lead-fi', topic: 'lead.invited' },
    ])
  })

  it('[D410] where a country has no lead, those of all the others', () => {
    const made = {
      type: 'invitation.made',
      invitationId: 'i',
      kind: 'newcomer',
      leadsFor: 'IS',
      awaitsLeadOf: null,
    } as const
    const all = { 'lead-fi': 'lead.invited', 'lead-se': 'lead.invited', 'lead-dk': 'lead.invited' }
    expect(accounts(made, 'administrator')).toEqual(all)
  })

  it('[D410] that a lead is disabled, so that nobody clears the way unseen', () => {
    const disabled = { type: 'account.disabled', accountId: 'lead-x', reason: 'Left' } as const
    const gone = { ...leadFi, id: 'lead-x', country: 'FI' as const, isDisabled: true }
    const withGone = (among: ReadonlyMap<string, Person>) =>
      toldOfAccounts(
        { event: disabled, actorId: 'administrator' },
        { people: new Map(among).set('lead-x', gone), now },
      )
    expect(withGone(people)).toEqual([{ personId: 'lead-fi', topic: 'lead.disabled' }])
    const without = new Map([...people].filter(([id]) => id !== 'lead-fi'))
    expect(withGone(without).map(({ personId }) => personId)).toEqual(['lead-se', 'lead-dk'])
  })

  it('[D410] that a lead is none any more, as if they were disabled', () => {
    const changed = buildRolesChanged('drafter-fi')
    expect(accounts({ ...changed, ledFor: 'FI' }, 'administrator')).toEqual({
      'drafter-fi': 'roles.changed',
      'lead-fi': 'lead.ended',
    })
    expect(accounts({ ...changed, ledFor: 'IS' }, 'administrator')).toEqual({
      'drafter-fi': 'roles.changed',
      'lead-fi': 'lead.ended',
      'lead-se': 'lead.ended',
      'lead-dk': 'lead.ended',
    })
  })

  it('[D410] that the only lead of a country is a new one, to the leads of all the others', () => {
    const changed = buildRolesChanged('lead-is')
    const leadIs = { ...leadFi, id: 'lead-is', country: 'IS' as const, grants: [buildGrant('lead', 'IS')] }
    const told = toldOfAccounts(
      { event: { ...changed, leadsFor: 'IS' }, actorId: 'administrator' },
      { people: new Map(people).set('lead-is', leadIs), now },
    )
    expect(Object.fromEntries(told.map(({ personId, topic }) => [personId, topic]))).toEqual({
      'lead-is': 'roles.changed',
      'lead-fi': 'lead.joined',
      'lead-se': 'lead.joined',
      'lead-dk': 'lead.joined',
    })
  })

  it('[D417] that a lead waits, and was approved, and other roles', () => {
    const made = {
      type: 'invitation.made',
      invitationId: 'i',
      kind: 'newcomer',
      leadsFor: 'FI',
      awaitsLeadOf: null,
    } as const
    expect(accounts({ ...made, awaitsLeadOf: 'FI' }, 'administrator')).toEqual({ 'lead-fi': 'lead.awaits' })
    const given = { type: 'invitation.approved', invitationId: 'i', leadsFor: 'SE', leadOf: 'SE' } as const
    expect(accounts({ ...given, askedBy: 'administrator' }, 'a-lead-of-se')).toEqual({
      'lead-se': 'lead.approved',
      administrator: 'lead.approved',
    })
    const changed = buildRolesChanged('drafter-fi')
    expect(accounts(changed, 'administrator')).toEqual({ 'drafter-fi': 'roles.changed' })
    expect(accounts({ ...changed, leadsFor: 'FI' }, 'administrator')).toEqual({
      'drafter-fi': 'roles.changed',
      'lead-fi': 'lead.joined',
    })
  })

  it('[D512] that somebody is let in to work for a country, or given a role for it, and into the secretariat', () => {
    const made = {
      type: 'invitation.made',
      invitationId: 'i',
      kind: 'newcomer',
      leadsFor: null,
      awaitsLeadOf: null,
    } as const
    const offered = (country: 'FI' | 'IS' | null, ...roles: Role[]) =>
      accounts({ ...made, offers: { country, roles } }, 'administrator')
    expect(offered('FI', 'drafter')).toEqual({ 'lead-fi': 'delegation.invited' })
    const everyLead = (topic: string) => ({ 'lead-fi': topic, 'lead-se': topic, 'lead-dk': topic })
    // Nobody is there to watch.
    expect(offered('IS', 'delegate')).toEqual(everyLead('delegation.invited'))
    expect(offered('FI', 'observer')).toEqual({})
    expect(offered(null, 'secretariat')).toEqual(everyLead('secretariat.invited'))
    const changed = buildRolesChanged('drafter-fi')
    const given = (...grants: Grant[]) =>
      accounts({ ...changed, after: { ministryId: null, grants } }, 'administrator')
    expect(given(buildGrant('registrar', 'FI'))).toEqual({
      'drafter-fi': 'roles.changed',
      'lead-fi': 'delegation.changed',
    })
    expect(given(buildGrant('secretariat', null))).toEqual({
      'drafter-fi': 'roles.changed',
      ...everyLead('secretariat.named'),
    })
    const had = { ministryId: null, grants: [buildGrant('registrar', 'FI')] }
    expect(accounts({ ...changed, before: had, after: had }, 'administrator')).toEqual({
      'drafter-fi': 'roles.changed',
    })
    expect(wayOfTopic('delegation.invited', 'none')).toBe('mail')
  })

  it('[D532] that somebody waits for a lead, of the country or of any, and was approved', () => {
    const about = { type: 'invitation.made', invitationId: 'i', kind: 'newcomer', leadsFor: null } as const
    const waits = (awaitsLeadOf: Approvers, country: 'FI' | null, ...roles: Role[]) =>
      accounts({ ...about, awaitsLeadOf, offers: { country, roles } }, 'administrator')
    const everyLead = (topic: string) => ({ 'lead-fi': topic, 'lead-se': topic, 'lead-dk': topic })
    expect(waits('FI', 'FI', 'drafter')).toEqual({ 'lead-fi': 'delegation.awaits' })
    expect(waits('any', null, 'secretariat')).toEqual(everyLead('secretariat.awaits'))
    expect(waits('FI', 'FI', 'drafter', 'secretariat')).toEqual({
      ...everyLead('secretariat.invited'),
      'lead-fi': 'delegation.awaits',
    })
    const given = { type: 'invitation.approved', invitationId: 'i', leadsFor: null } as const
    const approved = (leadOf: Approvers) =>
      accounts({ ...given, leadOf, askedBy: 'administrator' }, 'lead-dk')
    expect(approved('FI')).toEqual({
      'lead-fi': 'delegation.approved',
      administrator: 'delegation.approved',
    })
    expect(approved('any')).toEqual({
      'lead-fi': 'secretariat.approved',
      'lead-se': 'secretariat.approved',
      administrator: 'secretariat.approved',
    })
  })

  it('[D513] a person, of their address that is another or gone', () => {
    const changed = { type: 'mail_address.changed', accountId: 'lead-se' } as const
    for (const change of ['changed', 'removed'] as const)
      expect(accounts({ ...changed, change }, 'lead-se')).toEqual({ 'lead-se': 'mail_address.changed' })
    expect(accounts({ ...changed, change: 'given' }, 'lead-se')).toEqual({})
  })

  it('[D411] a person, of a passkey that was added to their account', () => {
    const added = { type: 'passkey.added', passkeyId: 'p', keyHash: '0' } as const
    expect(accounts(added, 'lead-se')).toEqual({ 'lead-se': 'passkey.added' })
    expect(accounts(added, null)).toEqual({})
  })

  it('[D537] who comes to lead, of what waits for them by then', () => {
    const offered = (id: string, country: CountryCode | null, role: Role, madeBy = 'administrator') =>
      invite(
        { kind: 'newcomer', name: id, country, ministryId: null, roles: [{ role, readsDrafts: false }] },
        { id, madeBy, now },
      )
    const invitations = [
      offered('a-drafter', 'FI', 'drafter'),
      offered('a-lead', 'FI', 'lead'),
      offered('a-secretary', null, 'secretariat'),
      offered('their-own', 'FI', 'lead', 'lead-fi'),
      offered('of-sweden', 'SE', 'drafter'),
      offered('an-administrator', null, 'administrator'),
      { ...offered('used', 'FI', 'drafter'), life: { status: 'used', at: now, personId: 'x' } } as const,
    ]
    const told = (event: AccountEvent, actorId: string | null) =>
      toldOfWaiting({ event, actorId }, { invitations, people, now }).map(
        ({ personId, topic, invitationId }) => [personId, topic, invitationId],
      )
    const all = [
      ['lead-fi', 'delegation.awaits', 'a-drafter'],
      ['lead-fi', 'lead.awaits', 'a-lead'],
      ['lead-fi', 'secretariat.awaits', 'a-secretary'],
    ]
    const used = { type: 'invitation.used', invitationId: 'i', leadsFor: 'FI' } as const
    expect(told(used, 'lead-fi')).toEqual(all)
    expect(told({ type: 'account.enabled', accountId: 'lead-fi', reason: 'Back' }, 'administrator')).toEqual(
      all,
    )
    expect(told({ ...buildRolesChanged('lead-fi'), leadsFor: 'FI' }, 'administrator')).toEqual(all)
    expect(told(buildRolesChanged('lead-fi'), 'administrator')).toEqual([])
    expect(told({ ...used, leadsFor: null }, 'drafter-fi')).toEqual([])
    expect(told({ type: 'sessions.ended' }, 'lead-fi')).toEqual([])
  })

  it('[D320] of nothing else', () => {
    const quiet: readonly AccountEvent[] = [
      { type: 'invitation.made', invitationId: 'i', kind: 'newcomer', leadsFor: null, awaitsLeadOf: null },
      { type: 'invitation.withdrawn', invitationId: 'i' },
      { type: 'invitation.used', invitationId: 'i', leadsFor: null },
      { type: 'passkey.noted', passkeyId: 'p', keyHash: '0' },
      { type: 'passkey.removed', passkeyId: 'p' },
      { type: 'session.begun', passkeyId: 'p' },
      { type: 'account.disabled', accountId: 'drafter-fi', reason: 'Left' },
      { type: 'recovery.withdrawn', ...recovery },
      { type: 'recovery.used', ...recovery },
      { type: 'sessions.ended' },
    ]
    for (const event of quiet) expect(accounts(event, 'administrator'), event.type).toEqual({})
  })
})

function buildRolesChanged(accountId: string) {
  const held = { ministryId: null, grants: [] }
  const about = { type: 'roles.changed', invitationId: 'i', accountId } as const
  return { ...about, before: held, after: held, leadsFor: null, ledFor: null }
}

describe('how people are told', () => {
  it('[D412] of whoever may speak in their name everybody has a mail, whatever they chose', () => {
    for (const topic of [
      'lead.awaits',
      'lead.approved',
      'delegation.awaits',
      'delegation.approved',
      'secretariat.awaits',
      'secretariat.approved',
      'roles.changed',
      'lead.invited',
      'lead.joined',
      'lead.disabled',
      'lead.ended',
      'passkey.added',
    ] as const)
      for (const chosen of [undefined, ...notificationWays])
        expect(wayOfTopic(topic, chosen), topic).toBe('mail')
    expect(wayOfTopic('comment.reply', 'none')).toBe('none')
    expect(wayOfTopic('deputy.named', 'none')).toBe('list')
  })

  it('[D400] rounds and deadlines can be turned down to the list, not off, also by who had turned them off', () => {
    for (const kind of ['round', 'deadline', 'account'] as const) {
      expect(wayFor(kind, 'none'), kind).toBe('list')
      expect(wayFor(kind, 'list'), kind).toBe('list')
      expect(wayFor(kind, undefined), kind).toBe('mail')
    }
    expect(wayFor('comment', 'none')).toBe('none')
    // What awaits the answer of one's own country is of these kinds.
    for (const topic of [
      'round.awaits',
      'round.extended',
      'round.reminded',
      'terms.awaits',
      'terms.reminded',
      'deadline.near',
      'corrigendum.awaits',
    ] as const)
      expect(alwaysTold.has(notificationTopics[topic]), topic).toBe(true)
  })

  it('[D328] each topic is of a kind, and account matters cannot be turned off', () => {
    expect(new Set(Object.values(notificationTopics))).toEqual(new Set(notificationKinds))
    expect([...alwaysTold].sort()).toEqual(['account', 'deadline', 'round'])
    expect(Object.keys(usualWays).sort()).toEqual([...notificationKinds].sort())
  })
})
