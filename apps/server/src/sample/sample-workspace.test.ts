import {
  type Action,
  type Command,
  can,
  countryCodes,
  createPosition,
  decidingCountry,
  type Person,
  type Position,
  partyFormula,
  positionStatuses,
  roles,
  transition,
  usualReservationEffects,
} from '@samsyn/domain'
import { openPoints, parseDoc, plainText } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { bold, paragraph, sampleMark } from './doc-builders.ts'
import { sampleWorkspace } from './sample-workspace.ts'
import type { SamplePosition, SampleStep } from './types.ts'

/** A weekday, a weekend, midnight, the nights of the clock change, the turn of a year, a leap day. */
const moments = [
  '2026-11-23T21:34:00.000Z',
  '2026-11-28T12:00:00.000Z',
  '2026-11-29T23:30:00.000Z',
  '2026-03-29T00:59:00.000Z',
  '2026-10-25T01:00:00.000Z',
  '2027-01-01T00:00:00.000Z',
  '2028-02-29T06:00:00.000Z',
]

/** What a step needs a right for. Steps without an action of their own in the matrix take the nearest row of §3.4. */
const rightFor: Readonly<Record<Exclude<SampleStep['type'], 'pass_deadline'>, Action>> = {
  start_coordination: 'coordination.start',
  freeze: 'version.freeze',
  open_round: 'round.open',
  decide: 'decision.give',
  release: 'release.issue',
  reopen_draft: 'draft.reopen',
  mark_used: 'report.write',
  receive_report: 'report.consolidate',
  close: 'report.consolidate',
  withdraw: 'position.withdraw',
  supersede: 'release.issue',
}

const noted = sampleWorkspace({ now: '2026-11-23T21:34:00.000Z' })
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/

describe.each(moments)('[A40] the sample workspace at %s', (now) => {
  const sample = sampleWorkspace({ now })
  const people = new Map(sample.people.map((person) => [person.id, person]))

  it.each(sample.positions.map((position) => [position.id, position] as const))(
    'plays %s through the rules of the domain into the state it names',
    (_id, samplePosition) => {
      expect(play(samplePosition, { people, now }).life.status).toBe(samplePosition.reach)
    },
  )

  it('has every position of another one’s replacement released before it is superseded', () => {
    for (const { history } of sample.positions) {
      for (const step of history) {
        if (step.type !== 'supersede') continue
        const successor = sample.positions.find(({ id }) => id === step.byPositionId)
        const released = successor?.history.find(({ type }) => type === 'release')
        expect(released && released.at < step.at).toBe(true)
      }
    }
  })

  it('has every meeting on working days and in office hours of Brussels, in the order told', () => {
    for (const meeting of sample.meetings) {
      for (const instant of [meeting.startsAt, meeting.endsAt]) {
        expect(instant).toMatch(instantPattern)
        const local = inBrussels(instant)
        expect(local.dayOfWeek).toBeLessThan(6)
        expect(local.hour).toBeGreaterThanOrEqual(9)
        expect(local.hour).toBeLessThan(18)
      }
      expect(meeting.startsAt < meeting.endsAt).toBe(true)
      const isHeld = ['held', 'reported', 'closed'].includes(meeting.status)
      expect(meeting.endsAt < now).toBe(isHeld)
    }
    expect(sample.meetings.map(({ startsAt }) => startsAt)).toEqual(
      sample.meetings.map(({ startsAt }) => startsAt).sort(),
    )
    const coreper = sample.meetings.find(({ id }) => id === 'coreper-next')
    expect(coreper && inBrussels(coreper.startsAt).dayOfWeek).toBe(3)
  })

  it('has the open round’s deadline at noon in Brussels on a working day ahead', () => {
    const openRounds = sample.positions
      .filter(({ reach }) => reach === 'in_sign_off')
      .flatMap(({ history }) => history.filter((step) => step.type === 'open_round'))
    expect(openRounds).not.toHaveLength(0)
    for (const { deadline } of openRounds) {
      const local = inBrussels(deadline)
      expect([local.hour, local.minute]).toEqual([12, 0])
      expect(local.dayOfWeek).toBeLessThan(6)
      expect(deadline > now).toBe(true)
    }
  })
})

describe('[A40] the sample workspace through the years', () => {
  it('can be founded on any day: every third one, which meets all weekdays, holidays and recesses', () => {
    let day = Temporal.PlainDate.from('2026-11-01')
    for (let left = 365; left > 0; left -= 1) {
      const now = `${day.toString()}T05:00:00.000Z`
      const sample = sampleWorkspace({ now })
      const people = new Map(sample.people.map((person) => [person.id, person]))
      for (const position of sample.positions) {
        expect([now, play(position, { people, now }).life.status]).toEqual([now, position.reach])
      }
      for (const { startsAt, endsAt, status } of sample.meetings) {
        const isHeld = ['held', 'reported', 'closed'].includes(status)
        expect([now, startsAt < endsAt, endsAt < now]).toEqual([now, true, isHeld])
      }
      day = day.add({ days: 3 })
    }
  })
})

describe('[A40] the content of the sample workspace', () => {
  it('has a position in every state of life that the wired commands can reach, one again after a release', () => {
    const reached = new Set(noted.positions.map(({ reach }) => reach))
    expect(positionStatuses.filter((status) => !reached.has(status))).toEqual(['agreed_with_reservations'])
    const again = noted.positions.filter(
      ({ reach, history }) => reach === 'in_coordination' && history.some(({ type }) => type === 'release'),
    )
    expect(again).not.toHaveLength(0)
  })

  it('has texts that the editor takes, each marked as a sample at the head of its position', () => {
    for (const position of noted.positions) {
      for (const doc of textsOf(position)) {
        expect(parseDoc(doc)).toEqual({ ok: true, doc })
        const section = doc.content.find(({ attrs }) => attrs.kind === 'position')
        expect(section?.content[1]).toEqual(paragraph(bold(sampleMark)))
      }
    }
  })

  it('has open points in the text that is being discussed and in no other', () => {
    for (const position of noted.positions) {
      const isOpen = textsOf(position).some((doc) => openPoints(doc).length > 0)
      expect([position.id, isOpen]).toEqual([position.id, position.id === 'reporting-template'])
    }
  })

  it('has two versions to compare in each state where one reads versions', () => {
    const compared = noted.positions.filter(({ history }) => {
      const edited = history.filter((step) => step.type === 'freeze' && step.edited)
      return edited.length > 0 && history.filter(({ type }) => type === 'freeze').length > 1
    })
    expect(compared.map(({ reach }) => reach)).toEqual(
      expect.arrayContaining(['frozen', 'in_sign_off', 'released']),
    )
    for (const position of compared) {
      const texts = textsOf(position).map((doc) => plainText(doc))
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  it('has people in every role, the national ones in every country, in their own language and without names', () => {
    const grants = noted.people.flatMap((person) => person.grants)
    expect(roles.filter((role) => !grants.some((grant) => grant.role === role))).toEqual([])
    for (const country of countryCodes) {
      for (const role of ['lead', 'drafter', 'delegate', 'observer', 'registrar'] as const) {
        const person = noted.people.find(({ id }) => id === `${role}-${country.toLowerCase()}`)
        expect(person?.grants.some((grant) => grant.role === role && grant.country === country)).toBe(true)
        expect(noted.ministries.find(({ id }) => id === person?.ministryId)?.country).toBe(country)
      }
    }
    const finnish = noted.people.filter(({ country }) => country === 'FI').map(({ ministryId }) => ministryId)
    expect(new Set(finnish)).toEqual(new Set(['justice-fi', 'interior-fi']))
  })

  it('refers to nothing that is not there, under readable ids that are used once', () => {
    const idsOf = (rows: readonly { readonly id: string }[]) => {
      const ids = rows.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(idPattern)
      return new Set<string | null>(ids)
    }
    const forums = idsOf(noted.forums)
    const dossiers = idsOf(noted.dossiers)
    const meetings = idsOf(noted.meetings)
    const items = idsOf(noted.agendaItems)
    const ministries = idsOf(noted.ministries)
    idsOf(noted.people)
    idsOf(noted.positions)
    for (const meeting of noted.meetings) {
      expect(forums.has(meeting.forumId)).toBe(true)
      const agenda = noted.agendaItems.filter(({ meetingId }) => meetingId === meeting.id)
      expect(agenda.some(({ dossierId }) => dossierId !== null)).toBe(true)
    }
    for (const item of noted.agendaItems) {
      expect(meetings.has(item.meetingId)).toBe(true)
      expect(item.dossierId === null || dossiers.has(item.dossierId)).toBe(true)
    }
    for (const position of noted.positions) {
      expect(items.has(position.agendaItemId)).toBe(true)
      expect(dossiers.has(position.dossierId)).toBe(true)
      const item = noted.agendaItems.find(({ id }) => id === position.agendaItemId)
      expect([position.id, position.dossierId]).toEqual([position.id, item?.dossierId])
    }
    for (const { ministryId, grants } of noted.people) {
      expect(ministryId === null || ministries.has(ministryId)).toBe(true)
      for (const { scope } of grants) {
        expect(scope.kind !== 'forum' || forums.has(scope.forumId)).toBe(true)
        expect(scope.kind !== 'dossier' || dossiers.has(scope.dossierId)).toBe(true)
      }
    }
  })

  it('attributes nothing to a government in a title', () => {
    const names = countryCodes.flatMap((country) => [
      country,
      partyFormula([country], 'en').replace('.', '').split(' ').at(-1) ?? '',
      partyFormula([country], 'sv').replace('.', '').split(' ').at(-1) ?? '',
    ])
    for (const { title } of noted.positions) {
      for (const word of title.split(/\W+/)) expect(names).not.toContain(word)
    }
  })
})

function textsOf({ doc, history }: SamplePosition) {
  return [doc, ...history.flatMap((step) => ('edited' in step && step.edited ? [step.edited] : []))]
}

const inBrussels = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels')

/** Plays a history step by step, each at its instant, each by a person who may. */
function play(
  sample: SamplePosition,
  { people, now }: { readonly people: ReadonlyMap<string, Person>; readonly now: string },
): Position {
  const item = noted.agendaItems.find(({ id }) => id === sample.agendaItemId)
  const forumId = noted.meetings.find(({ id }) => id === item?.meetingId)?.forumId ?? ''
  const { history, reach: _reach, doc: _doc, createdAt, createdBy, ...facts } = sample
  const begun = createPosition({ ...facts, forumId }, { now: createdAt, personId: createdBy })
  if (!begun.ok) throw new Error(begun.refusal.code)
  let { position } = begun.value
  const personOf = (id: string) => people.get(id) ?? fail(`${id} does not exist`)
  expect(can(personOf(createdBy), 'position.create', position, createdAt)).toBe(true)
  let last = createdAt
  for (const step of history) {
    expect([step.type, step.at > last && step.at < now]).toEqual([step.type, true])
    expect(step.at).toMatch(instantPattern)
    last = step.at
    if (step.type !== 'pass_deadline') {
      const allowed = can(personOf(step.by), rightFor[step.type], position, step.at)
      expect([step.by, step.type, allowed]).toEqual([step.by, step.type, true])
    }
    const done = transition(position, commandOf(step, position, personOf), {
      now: step.at,
      personId: 'by' in step ? step.by : 'server',
    })
    if (!done.ok) throw new Error(`${step.type} at ${step.at}: ${done.refusal.code}`)
    position = done.value.position
  }
  return position
}

function commandOf(step: SampleStep, position: Position, personOf: (id: string) => Person): Command {
  const { life } = position
  switch (step.type) {
    case 'freeze':
      return { type: 'freeze', contentHash: hashOf(position.latestVersion + 1), name: '' }
    case 'open_round':
      if (life.status !== 'frozen') return fail('no version is frozen')
      return {
        type: 'open_round',
        roundId: `round-${step.at}`,
        version: life.version,
        notice: step.notice,
        deadline: step.deadline,
        reservationEffects: usualReservationEffects,
        pointsToClose: 0,
        openPoints: 0,
        openPointsReason: null,
        silence: null,
      }
    case 'decide': {
      if (life.status !== 'in_sign_off') return fail('no round is open')
      const country = decidingCountry(personOf(step.by), position, step.at)
      if (!country.ok) return fail(country.refusal.code)
      return {
        type: 'decide',
        decisionId: `decision-${step.at}`,
        roundId: life.round.id,
        country: country.value,
        version: life.round.version,
        value: step.value,
        deputyFor: null,
        statementHash: null,
        shownFormula: null,
      }
    }
    case 'release':
      return { type: 'release', releaseId: `release-${step.at}` }
    case 'reopen_draft':
      return { type: 'reopen_draft', reason: step.reason }
    case 'withdraw':
      return { type: 'withdraw', reason: step.reason }
    case 'supersede':
      return {
        type: 'supersede',
        byPositionId: step.byPositionId,
        byReleaseId: `release-of-${step.byPositionId}`,
      }
    default:
      return { type: step.type }
  }
}

const hashOf = (number: number): string => number.toString(16).padStart(64, '0')

function fail(why: string): never {
  throw new Error(why)
}
