import { describe, expect, it } from 'vitest'
import type { Grant } from './people.ts'
import { positionStatuses } from './position.ts'
import {
  lastOfSections,
  markSection,
  type SectionAct,
  type SectionDeed,
  type SectionMark,
  type SectionState,
  type SectionText,
  sectionActs,
  sectionActsIn,
  sectionStanding,
} from './sections.ts'
import { buildGrant, buildPerson, eventOf, hash, now, positionIn } from './testing/builders.ts'

const agreed: SectionMark = { type: 'section.agreed', sectionHash: hash(1) }
const closed: SectionMark = { type: 'section.closed', sectionHash: hash(1) }
const reopened: SectionMark = { type: 'section.reopened' }
const marks = { nothing: null, agreed, closed, reopened } as const

const same: SectionText = {
  id: 'section-1',
  title: 'Comments',
  hash: hash(1),
  isBracketed: false,
  isSuggestedIn: false,
}
const texts = {
  same,
  another: { ...same, hash: hash(2) },
  bracketed: { ...same, hash: hash(3), isBracketed: true },
  suggested: { ...same, hash: hash(4), isSuggestedIn: true },
} as const

type Row = readonly [keyof typeof marks, keyof typeof texts, SectionState, boolean, readonly SectionAct[]]

/** What was recorded last × what the text says: the state, whether it is another text, and what can be done. */
const table: readonly Row[] = [
  ['nothing', 'same', 'open', false, ['agree']],
  ['nothing', 'another', 'open', false, ['agree']],
  ['nothing', 'bracketed', 'bracketed', false, []],
  ['nothing', 'suggested', 'open', false, []],
  ['agreed', 'same', 'agreed', false, ['close', 'reopen']],
  ['agreed', 'another', 'open', true, ['agree', 'reopen']],
  ['agreed', 'bracketed', 'bracketed', true, ['reopen']],
  ['agreed', 'suggested', 'open', true, ['reopen']],
  ['closed', 'same', 'closed', false, ['reopen']],
  ['closed', 'another', 'closed', true, ['reopen']],
  ['closed', 'bracketed', 'closed', true, ['reopen']],
  ['closed', 'suggested', 'closed', true, ['reopen']],
  ['reopened', 'same', 'open', false, ['agree']],
  ['reopened', 'another', 'open', false, ['agree']],
  ['reopened', 'bracketed', 'bracketed', false, []],
  ['reopened', 'suggested', 'open', false, []],
]

const lead = [buildGrant('lead', 'FI')]
const deedOf = (act: SectionAct, text: SectionText): SectionDeed =>
  act === 'reopen' ? { act, reason: ' Why. ' } : { act, sectionHash: text.hash }

const mark = (
  deed: SectionDeed,
  {
    grants = lead,
    subject = positionIn('in_coordination'),
    text = same,
    last = null,
  }: {
    grants?: readonly Grant[]
    subject?: ReturnType<typeof positionIn>
    text?: SectionText | null
    last?: SectionMark | null
  } = {},
) => {
  const done = markSection(deed, { person: buildPerson(grants), subject, now, text, last })
  return done.ok ? done.value : done.refusal.code
}

describe('the state of a section', () => {
  it('[D487] has an answer for every mark and every text', () => {
    const named = new Set(table.map(([last, text]) => `${last} ${text}`))
    expect(named.size).toBe(table.length)
    expect(table).toHaveLength(Object.keys(marks).length * Object.keys(texts).length)
  })

  it('[D486] asks for the hash of a section only where something was agreed of it', () => {
    const unread = {
      isBracketed: false,
      get hash(): string {
        throw new Error('Nobody needs it')
      },
    }
    for (const last of [null, reopened]) expect(sectionStanding(last, unread).state).toBe('open')
    expect(() => sectionStanding(agreed, unread)).toThrow('Nobody needs it')
  })

  it.each(table)('[D486] [D487] %s, and its text is %s: %s', (last, text, state, isChanged, acts) => {
    expect(sectionStanding(marks[last], texts[text])).toEqual({ state, isChanged })
    expect(sectionActsIn(marks[last], texts[text])).toEqual(acts)
    const isUnsettled = texts[text].isBracketed || texts[text].isSuggestedIn
    for (const act of sectionActs) {
      const done = mark(deedOf(act, texts[text]), { text: texts[text], last: marks[last] })
      if (act !== 'reopen' && isUnsettled && last !== 'closed') expect(done, act).toBe('section_unsettled')
      else if (!acts.includes(act)) expect(done, act).toBe('state_conflict')
      else expect(done, act).toMatchObject({ sectionId: 'section-1', title: 'Comments' })
    }
  })

  it('[D486] is agreed again where it says again what was agreed', () => {
    expect(sectionStanding(agreed, texts.bracketed).state).toBe('bracketed')
    expect(sectionStanding(agreed, same).state).toBe('agreed')
  })

  it('[D486] follows from what was recorded of this section last', () => {
    const { 'section.agreed': first, 'section.reopened': second } = eventOf
    const events = [
      { event: { ...first, sectionId: 'section-2' } },
      { event: eventOf['position.renamed'] },
      { event: second },
      { event: first },
    ]
    const last = lastOfSections(events)
    expect([...last].map(([id, { event }]) => [id, event.type])).toEqual([
      ['section-2', 'section.agreed'],
      ['section-1', 'section.reopened'],
    ])
  })
})

describe('marking a section', () => {
  it('[D487] is of what its reader saw, and of a section that is there', () => {
    for (const act of ['agree', 'close'] as const)
      expect(mark({ act, sectionHash: hash(9) }, { last: agreed })).toBe('section_changed')
    for (const act of sectionActs)
      expect(mark(deedOf(act, same), { text: null, last: agreed })).toBe('section_unknown')
  })

  it('[D488] agreeing and closing is for who holds the pen, reopening for every party', () => {
    const said = (grant: Grant) => ({
      agree: mark(deedOf('agree', same), { grants: [grant] }),
      close: mark(deedOf('close', same), { grants: [grant], last: agreed }),
      reopen: mark(deedOf('reopen', same), { grants: [grant], last: closed }),
    })
    const all = {
      agree: { type: 'section.agreed', sectionId: 'section-1', title: 'Comments', sectionHash: hash(1) },
      close: { type: 'section.closed', sectionId: 'section-1', title: 'Comments', sectionHash: hash(1) },
      reopen: { type: 'section.reopened', sectionId: 'section-1', title: 'Comments', reason: 'Why.' },
    }
    const forbidden = { agree: 'forbidden', close: 'forbidden', reopen: 'forbidden' }
    const unknown = { agree: 'not_found', close: 'not_found', reopen: 'not_found' }
    for (const role of ['drafter', 'lead'] as const) {
      expect(said(buildGrant(role, 'FI'))).toEqual(all)
      expect(said(buildGrant(role, 'SE'))).toEqual({ ...forbidden, reopen: all.reopen })
      expect(said(buildGrant(role, 'DK'))).toEqual(unknown)
    }
    expect(said(buildGrant('secretariat', 'FI'))).toEqual(all)
    expect(said(buildGrant('secretariat', 'SE'))).toEqual(forbidden)
    expect(said(buildGrant('secretariat', null))).toEqual(forbidden)
    expect(said(buildGrant('delegate', 'FI', { readsDrafts: true }))).toEqual(forbidden)
    expect(said(buildGrant('registrar', 'FI'))).toEqual(forbidden)
    expect(said(buildGrant('observer', null, { readsDrafts: true }))).toEqual(unknown)
    expect(said(buildGrant('administrator', null))).toEqual(unknown)
  })

  it.each(positionStatuses)('[D488] is done while the draft is in coordination: %s', (status) => {
    const subject = positionIn(status)
    for (const act of sectionActs) {
      const done = mark(deedOf(act, same), { subject, last: act === 'agree' ? null : agreed })
      if (status === 'in_coordination') expect(done).toMatchObject({ sectionId: 'section-1' })
      else expect(done).toBe('state_conflict')
    }
  })

  it('[D489] reopening has a reason', () => {
    expect(mark({ act: 'reopen', reason: '  ' }, { last: closed })).toBe('reason_required')
  })
})
