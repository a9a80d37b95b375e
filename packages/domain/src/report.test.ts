import { describe, expect, it } from 'vitest'
import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import { type FollowUp, followUpState } from './follow-up.ts'
import type { Role } from './people.ts'
import type { PermissionSubject } from './permissions.ts'
import {
  type Consolidation,
  consolidateReports,
  isSameConsolidation,
  isSameReport,
  noteReport,
  type Report,
  type ReportBack,
  type ReportedMeeting,
  type ReportOffer,
  type ReportStage,
  readsAssessment,
  reportStage,
  reportStages,
  standingReports,
  submitReport,
} from './report.ts'
import { buildGrant, buildPerson, buildPosition, lives, now } from './testing/builders.ts'

const parties = ['DK', 'FI'] as const
const released = buildPosition({ parties, penholder: 'FI', life: lives.released })
const held: ReportedMeeting = { startsAt: '2026-01-02T09:00:00.000Z', isChathamHouse: false, status: 'held' }

const asking = (
  role: Role,
  country: CountryCode | null,
  subject: PermissionSubject = released,
  at = now,
): Asking => ({ person: buildPerson([buildGrant(role, country)]), subject, now: at })

const offer = (id: string, more: Partial<ReportOffer> = {}): ReportOffer => ({
  id,
  releaseId: 'release-1',
  personId: 'a-person',
  country: 'FI',
  replaces: null,
  outcome: 'partly',
  sections: [{ sectionId: 'section-1', outcome: 'unknown' }],
  said: [{ speaker: 'PRES', stance: 'supported' }],
  facts: 'The item was taken after lunch.',
  conclusion: 'The Presidency will revise the text.',
  assessment: { text: 'We may get it next time.', isShared: false },
  evidence: [{ document: '14862/22', article: '4(1)' }],
  followUps: [],
  ...more,
})

const submit = (
  given: ReportOffer,
  as: Asking,
  meeting: ReportedMeeting = held,
  before: readonly Report[] = [],
  followUps: readonly FollowUp[] = [],
) =>
  submitReport(
    given,
    { positionId: 'position-1', meeting, sectionIds: ['section-1'], reports: before, followUps },
    as,
  )

const report = (country: CountryCode, id = `report-${country}`): Report => {
  const done = submit(offer(id, { country }), asking('delegate', country))
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.value
}

const consolidate = (
  back: ReportBack,
  as: Asking,
  more: Partial<Parameters<typeof consolidateReports>[0]> = {},
  meeting = held,
) =>
  consolidateReports(
    {
      id: `consolidation-${back.consolidations.length + 1}`,
      basedOn: standingReports(back.reports).map(({ id }) => id),
      replaces: back.consolidations.at(-1)?.id ?? null,
      outcome: 'partly',
      said: [],
      conclusion: '',
      dividingLine: '',
      nextStep: '',
      followUps: [],
      ...more,
    },
    { positionId: 'position-1', meeting, back },
    as,
  )

const consolidated = (back: ReportBack): Consolidation => {
  const done = consolidate(back, asking('secretariat', null))
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.value
}

const note = (back: ReportBack, country: CountryCode, id = back.consolidations.at(-1)?.id ?? 'none') =>
  noteReport(id, { back, parties }, asking('lead', country))

/** Adds a note of each country to the last consolidation. */
const notedBy = (back: ReportBack, countries: readonly CountryCode[]): ReportBack => ({
  ...back,
  consolidations: back.consolidations.map((each) => ({
    ...each,
    notes: countries.map((country) => ({ country, personId: 'a-person', at: now })),
  })),
})

const reports = [report('FI')]
const withConsolidation = { reports, consolidations: [consolidated({ reports, consolidations: [] })] }
const backs: Readonly<Record<ReportStage, ReportBack>> = {
  draft: { reports: [], consolidations: [] },
  submitted: { reports, consolidations: [] },
  consolidated: notedBy(withConsolidation, ['FI']),
  noted: notedBy(withConsolidation, ['FI', 'DK']),
}

describe('report-back', () => {
  const commands = {
    submit: (back: ReportBack) => {
      const done = submit(
        offer('report-again', { country: 'DK' }),
        asking('drafter', 'DK'),
        held,
        back.reports,
      )
      return done.ok ? { ...back, reports: [...back.reports, done.value.value] } : done.refusal.code
    },
    consolidate: (back: ReportBack) => {
      const done = consolidate(back, asking('secretariat', null))
      return done.ok
        ? { ...back, consolidations: [...back.consolidations, done.value.value] }
        : done.refusal.code
    },
    note: (back: ReportBack) => {
      const done = note(back, 'DK')
      if (!done.ok) return done.refusal.code
      const notes = [...(back.consolidations.at(-1)?.notes ?? []), done.value.note]
      return { ...back, consolidations: back.consolidations.map((each) => ({ ...each, notes })) }
    },
  } as const
  const table: Readonly<Record<ReportStage, Readonly<Record<keyof typeof commands, string>>>> = {
    draft: { submit: 'submitted', consolidate: 'report_missing', note: 'report_unconsolidated' },
    submitted: { submit: 'submitted', consolidate: 'consolidated', note: 'report_unconsolidated' },
    consolidated: { submit: 'submitted', consolidate: 'consolidated', note: 'noted' },
    noted: { submit: 'submitted', consolidate: 'consolidated', note: 'report_noted' },
  }

  it.each(reportStages)('[D332] every command at the stage %s', (stage) => {
    expect(reportStage(backs[stage], parties)).toBe(stage)
    for (const [name, command] of Object.entries(commands)) {
      const given = JSON.stringify(backs[stage])
      const next = command(backs[stage])
      expect(typeof next === 'string' ? next : reportStage(next, parties), name).toBe(
        table[stage][name as keyof typeof commands],
      )
      expect(JSON.stringify(backs[stage])).toBe(given)
    }
  })

  it('[D330] is given by drafters, leads and delegates of the parties, in their country’s name', () => {
    for (const role of ['drafter', 'lead', 'delegate'] as const) {
      const done = submit(offer('report-1'), asking(role, 'FI'))
      expect(done.ok && done.value).toMatchObject({
        value: { country: 'FI', personId: 'a-person', at: now, outcome: 'partly' },
        events: [{ type: 'report.submitted', reportId: 'report-1', releaseId: 'release-1', country: 'FI' }],
      })
    }
    for (const [role, country] of [
      ['observer', 'FI'],
      ['secretariat', null],
      ['registrar', 'FI'],
      ['administrator', null],
      ['delegate', 'SE'],
    ] as const)
      expect(submit(offer('report-1', { country: country ?? 'FI' }), asking(role, country))).toEqual(
        refused('forbidden'),
      )
  })

  it('[D370] is taken from its author alone, and for the country it was written for', () => {
    const as = asking('delegate', 'FI')
    expect(submit(offer('a', { personId: 'another' }), as)).toEqual(refused('other_person'))
    expect(submit(offer('a', { country: 'DK' }), as)).toEqual(refused('other_country'))
    expect(submit(offer('a', { personId: 'another' }), asking('observer', 'FI'))).toEqual(
      refused('forbidden'),
    )
  })

  it('[D371] is refused where its author did not know of the report that counts', () => {
    const as = asking('delegate', 'FI')
    const give = (replaces: string | null, before: readonly Report[]) =>
      submit(offer('a', { replaces }), as, held, before)
    const later = { ...report('FI', 'report-later') }
    expect(give(null, reports)).toEqual(refused('reports_changed'))
    expect(give('report-FI', [...reports, later])).toEqual(refused('reports_changed'))
    expect(give('report-FI', [])).toEqual(refused('reports_changed'))
    expect(give('report-later', [...reports, later]).ok).toBe(true)
    expect(give('report-FI', [...reports, report('DK')]).ok).toBe(true)
    expect(give(null, [report('DK')]).ok).toBe(true)
  })

  it('[D372] is the same under its id only if everything that was given is', () => {
    const followUps = [{ action: 'Send the table', owner: 'DK', due: '2026-12-04' }] as const
    const given = offer('a', { followUps, said: [...offer('a').said, ...offer('a').said] })
    const done = submit(given, asking('delegate', 'FI'))
    if (!done.ok) throw new Error(done.refusal.code)
    const { value, followUps: opened } = done.value
    expect(isSameReport(value, opened, { ...given, replaces: 'another' })).toBe(true)
    const others: readonly Partial<ReportOffer>[] = [
      { personId: 'another' },
      { country: 'DK' },
      { releaseId: 'release-2' },
      { outcome: 'not' },
      { sections: [] },
      { said: [] },
      { facts: 'Other facts' },
      { conclusion: '' },
      { assessment: { ...given.assessment, isShared: true } },
      { assessment: { ...given.assessment, text: '' } },
      { evidence: [] },
      { followUps: [] },
      { followUps: [{ ...followUps[0], due: null }] },
    ]
    for (const more of others)
      expect(isSameReport(value, opened, { ...given, ...more }), JSON.stringify(more)).toBe(false)
  })

  it('[D372] a consolidation is the same under its id only if everything that was given is', () => {
    const followUps = [{ action: 'Send the table', owner: 'DK', due: '2026-12-04' }] as const
    const given = {
      id: 'a',
      basedOn: ['report-FI'],
      replaces: null,
      outcome: 'partly',
      said: [],
      conclusion: '',
      dividingLine: 'The period',
      nextStep: '',
      followUps,
    } as const
    const done = consolidate(backs.submitted, asking('secretariat', null), given)
    if (!done.ok) throw new Error(done.refusal.code)
    const { value, followUps: opened } = done.value
    expect(isSameConsolidation(value, opened, { ...given, replaces: 'another' })).toBe(true)
    for (const more of [
      { basedOn: ['another'] },
      { outcome: 'not' as const },
      { said: [{ speaker: 'COM', stance: 'raised' }] as const },
      { conclusion: 'Other words' },
      { dividingLine: '' },
      { nextStep: 'Other words' },
      { followUps: [] },
    ])
      expect(isSameConsolidation(value, opened, { ...given, ...more }), JSON.stringify(more)).toBe(false)
  })

  it('[D331] names each who spoke once in each way', () => {
    const said = [
      { speaker: 'DE', stance: 'raised' },
      { speaker: 'EL', stance: 'opposed' },
      { speaker: 'DE', stance: 'raised' },
      { speaker: 'DE', stance: 'supported' },
    ] as const
    const done = submit(offer('report-1', { said }), asking('delegate', 'FI'))
    expect(done.ok && done.value.value.said).toEqual([said[0], said[1], said[3]])
  })

  it('[D333] the last report of a country counts, and asks for a new consolidation', () => {
    const later = { ...report('FI', 'report-later'), at: '2026-12-01T09:00:00.000Z' }
    const back = { ...backs.noted, reports: [...reports, later] }
    expect(standingReports(back.reports)).toEqual([later])
    expect(reportStage(back, parties)).toBe('submitted')
    expect(note(back, 'DK')).toEqual(refused('report_unconsolidated'))
  })

  it('[D334] [D472] is refused before the meeting, of what is over, and of a section that is not there', () => {
    const as = asking('delegate', 'FI')
    expect(submit(offer('a'), asking('delegate', 'FI', released, '2026-01-02T08:59:59.999Z'))).toEqual(
      refused('meeting_not_begun'),
    )
    expect(submit(offer('a'), asking('delegate', 'FI', released, '2026-01-02T09:00:00.000Z')).ok).toBe(true)
    expect(submit(offer('a'), as, null).ok).toBe(true)
    for (const status of ['cancelled', 'postponed'] as const)
      expect(submit(offer('a'), as, { ...held, status })).toEqual(refused('meeting_not_begun'))
    for (const life of [lives.closed, lives.withdrawn]) {
      const over = buildPosition({ parties, penholder: 'FI', life })
      expect(submit(offer('a'), asking('delegate', 'FI', over))).toEqual(refused('state_conflict'))
      expect(consolidate(backs.submitted, asking('secretariat', null, over))).toEqual(
        refused('state_conflict'),
      )
    }
    const sections = [{ sectionId: 'another', outcome: 'reflected' }] as const
    expect(submit(offer('a', { sections }), as)).toEqual(refused('section_unknown'))
  })

  it('[D335] under the Chatham House Rule names nobody who spoke', () => {
    const house: ReportedMeeting = {
      startsAt: '2026-01-02T09:00:00.000Z',
      isChathamHouse: true,
      status: 'held',
    }
    expect(submit(offer('a'), asking('delegate', 'FI'), house)).toEqual(refused('chatham_house'))
    expect(submit(offer('a', { said: [] }), asking('delegate', 'FI'), house).ok).toBe(true)
    const said = [{ speaker: 'COM', stance: 'raised' }] as const
    expect(consolidate(backs.submitted, asking('secretariat', null), { said }, house)).toEqual(
      refused('chatham_house'),
    )
  })

  it('[D336] the assessment is for the delegation’s own people unless it is shared', () => {
    const own = report('FI')
    const shared = { ...own, assessment: { ...own.assessment, isShared: true } }
    const readers = [
      asking('delegate', 'FI'),
      asking('lead', 'FI'),
      asking('lead', 'DK'),
      asking('secretariat', null),
      asking('secretariat', 'FI'),
      asking('registrar', 'FI'),
    ]
    expect(readers.map((reader) => readsAssessment(own, reader))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    expect(readers.map((reader) => readsAssessment(shared, reader))).toEqual(readers.map(() => true))
  })

  it('[D337] exactly the reports that count are consolidated, by the secretariat', () => {
    const back = backs.submitted
    for (const role of ['lead', 'drafter', 'delegate'] as const)
      expect(consolidate(back, asking(role, 'FI'))).toEqual(refused('forbidden'))
    const by = asking('secretariat', null)
    for (const basedOn of [[], ['report-FI', 'another'], ['another']])
      expect(consolidate(back, by, { basedOn })).toEqual(refused('reports_changed'))
    const anew = consolidate(backs.noted, by)
    expect(anew.ok && anew.value).toMatchObject({
      value: { notes: [], basedOn: ['report-FI'] },
      events: [{ type: 'report.consolidated', consolidationId: 'consolidation-2' }],
    })
  })

  it('[D520] a report drops what nobody touched of the follow-ups of the one it replaces', () => {
    const by = asking('delegate', 'FI')
    const actions = ['Send the table', 'Call the chair', 'Ask Denmark']
    const followUps = actions.map((action) => ({ action, owner: 'DK' as const, due: null }))
    const first = submit(offer('one', { followUps }), by)
    if (!first.ok) throw new Error(first.refusal.code)
    const begun = { kind: 'begin', reason: null, personId: 'a-dane', country: 'DK', at: now } as const
    const [table, call, ask] = first.value.followUps
    if (!table || !call || !ask) throw new Error('Three were offered')
    const known = [
      table,
      { ...call, turns: [begun] },
      ask,
      { ...ask, id: 'another-1' },
      { ...ask, id: 'one-1-1' },
    ]
    const later = submit(offer('two', { replaces: 'one', followUps }), by, held, [first.value.value], known)
    if (!later.ok) throw new Error(later.refusal.code)
    expect(later.value.dropped.map(({ followUp, turn }) => [followUp.id, turn])).toEqual(
      ['one-1', 'one-3'].map((id) => [
        id,
        { kind: 'drop', reason: null, personId: 'a-person', country: 'FI', at: now },
      ]),
    )
    expect(later.value.dropped.map(({ turn }) => followUpState({ turns: [turn] }))).toEqual([
      'dropped',
      'dropped',
    ])
    expect(later.value.events.map(({ type }) => type)).toEqual([
      'report.submitted',
      ...Array(2).fill('follow_up.changed'),
      ...Array(3).fill('follow_up.opened'),
    ])
    // Of another country nothing is dropped.
    const danes = submit(
      offer('three', { country: 'DK' }),
      asking('delegate', 'DK'),
      held,
      [first.value.value],
      known,
    )
    expect(danes.ok && danes.value.dropped).toEqual([])
  })

  it('[D475] a consolidation is refused where its author did not know of the last one', () => {
    const by = asking('secretariat', null)
    expect(consolidate(backs.submitted, by, { replaces: 'another' })).toEqual(refused('reports_changed'))
    for (const stage of ['consolidated', 'noted'] as const)
      for (const replaces of [null, 'another'])
        expect(consolidate(backs[stage], by, { replaces })).toEqual(refused('reports_changed'))
    const again = consolidate(backs.noted, by)
    if (!again.ok) throw new Error(again.refusal.code)
    const twice = { ...backs.noted, consolidations: [...backs.noted.consolidations, again.value.value] }
    expect(consolidate(twice, by, { replaces: 'consolidation-1' })).toEqual(refused('reports_changed'))
    expect(consolidate(twice, by, { replaces: 'consolidation-2' }).ok).toBe(true)
  })

  it('[D338] a lead notes the last consolidation once for their country', () => {
    const done = note(withConsolidation, 'DK')
    expect(done.ok && done.value).toEqual({
      note: { country: 'DK', personId: 'a-person', at: now },
      events: [{ type: 'report.noted', consolidationId: 'consolidation-1', country: 'DK' }],
    })
    expect(note(backs.consolidated, 'FI')).toEqual(refused('report_noted'))
    expect(note(withConsolidation, 'DK', 'another')).toEqual(refused('reports_changed'))
    const place = { back: withConsolidation, parties }
    expect(noteReport('consolidation-1', place, asking('drafter', 'DK'))).toEqual(refused('forbidden'))
    expect(noteReport('consolidation-1', place, asking('secretariat', null))).toEqual(refused('forbidden'))
  })

  it('[D339] while the text is locked nothing is reported', () => {
    const locked = { ...released, lockedTexts: [null] }
    expect(submit(offer('a'), asking('delegate', 'FI', locked))).toEqual(refused('forbidden'))
    expect(consolidate(backs.submitted, asking('secretariat', null, locked))).toEqual(refused('forbidden'))
    const place = { back: withConsolidation, parties }
    expect(noteReport('consolidation-1', place, asking('lead', 'FI', locked))).toEqual(refused('forbidden'))
  })
})

const refused = (code: string) => ({ ok: false, refusal: { code } })
