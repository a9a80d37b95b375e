import { describe, expect, it } from 'vitest'
import { eventReach } from './event-reach.ts'
import type { Language } from './language.ts'
import type { Grant } from './people.ts'
import { isPurged } from './purge.ts'
import { buildRelease } from './release.ts'
import {
  buildClosedRound,
  buildGrant,
  buildPerson,
  eventOf,
  hash,
  now,
  positionIn,
  version,
} from './testing/builders.ts'
import {
  issueTranslation,
  newestTranslation,
  type OfferedTranslation,
  readingLanguage,
  type Translation,
  translatableInto,
} from './translation.ts'

const position = positionIn('released')
const release = buildRelease(position, buildClosedRound(), {
  id: 'release-1',
  reference: 'SAM 1',
  now,
  personId: 'lead-fi',
})
const sections = [{ kind: 'speaking_points' }, { kind: 'position' }]
const leadFi = buildGrant('lead', 'FI')
const offer = (more: Partial<OfferedTranslation> = {}): OfferedTranslation => ({
  id: 'translation-1',
  language: 'fi',
  translates: version(2).contentHash,
  title: 'Esimerkki',
  canonicalText: '{}',
  contentHash: hash(9),
  replaces: null,
  sections,
  hasOpenPoints: false,
  ...more,
})
const issue = (
  offered: OfferedTranslation,
  {
    grants = [leadFi],
    at = position,
    of = release,
    translations = [],
  }: {
    grants?: readonly Grant[]
    at?: typeof position
    of?: typeof release
    translations?: readonly Translation[]
  } = {},
) =>
  issueTranslation(
    offered,
    { position: at, release: of, sections, translations },
    { person: buildPerson(grants), subject: at, now },
  )
const code = (...given: Parameters<typeof issue>) => {
  const issued = issue(...given)
  return issued.ok ? 'issued' : issued.refusal.code
}
const issued = (...given: Parameters<typeof issue>): Translation => {
  const result = issue(...given)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.translation
}

describe('a working translation', () => {
  it('[D390] names its text by its hash, its language, for whom it was issued, by whom and when', () => {
    expect(issued(offer())).toEqual({
      id: 'translation-1',
      positionId: 'a-position',
      releaseId: 'release-1',
      translates: version(2).contentHash,
      language: 'fi',
      number: 1,
      title: 'Esimerkki',
      canonicalText: '{}',
      contentHash: hash(9),
      country: 'FI',
      issuedBy: 'a-person',
      issuedAt: now,
    })
    expect(issued(offer(), { grants: [buildGrant('secretariat', null)] }).country).toBeNull()
  })

  it.each([
    ['lead', 'FI', ['sv', 'fi']],
    ['lead', 'SE', ['sv']],
    // No party of this position.
    ['lead', 'DK', []],
    ['drafter', 'FI', []],
    ['delegate', 'FI', []],
    ['registrar', 'FI', []],
    ['secretariat', null, ['sv', 'da', 'nb', 'fi', 'is']],
    ['secretariat', 'SE', ['sv', 'da', 'nb', 'fi', 'is']],
  ] as const)('[D391] %s of %s issues in %j', (role, country, expected) => {
    const person = buildPerson([buildGrant(role, country)])
    expect(translatableInto(release, { person, subject: position, now })).toEqual(expected)
    for (const language of ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const satisfies readonly Language[]) {
      const isAble = (expected as readonly Language[]).includes(language)
      expect(code(offer({ language }), { grants: [buildGrant(role, country)] })).toBe(
        isAble ? 'issued' : expected.length === 0 ? 'forbidden' : 'translation_language',
      )
    }
  })

  it('[D391] is of no locked text', () => {
    expect(code(offer(), { at: { ...position, lockedTexts: [null] } })).toBe('forbidden')
  })

  it('[D392] is of the release in force that nobody withdrew from, and of its hash', () => {
    expect(code(offer(), { at: { ...position, releaseInForce: 'release-2' } })).toBe('state_conflict')
    const withdrawal = {
      id: 'w',
      country: 'SE',
      personId: 'lead-se',
      deputyFor: null,
      statementHash: null,
      reason: 'Why.',
      at: now,
    } as const
    expect(code(offer(), { of: { ...release, withdrawals: [withdrawal] } })).toBe('state_conflict')
    expect(code(offer({ translates: hash(3) }))).toBe('version_stale')
  })

  it.each([
    [['position', 'speaking_points'], 0],
    [['speaking_points', 'background'], 1],
    [['speaking_points'], 1],
    [['speaking_points', 'position', 'background'], 2],
  ])('[D393] with the sections %j departs at %d', (kinds, section) => {
    const refused = issue(offer({ sections: kinds.map((kind) => ({ kind })) }))
    expect(refused).toEqual({ ok: false, refusal: { code: 'translation_mismatch', section } })
  })

  it('[D394] has nothing open', () => {
    expect(code(offer({ hasOpenPoints: true }))).toBe('translation_open')
  })

  it('[D395] takes the place of the newest in its language, and of no other', () => {
    const first = issued(offer())
    const swedish = issued(offer({ id: 'translation-2', language: 'sv' }), { translations: [first] })
    expect(swedish.number).toBe(1)
    const translations = [first, swedish]
    expect(code(offer({ id: 'translation-3' }), { translations })).toBe('state_conflict')
    expect(code(offer({ id: 'translation-3', replaces: swedish.id }), { translations })).toBe(
      'state_conflict',
    )
    const second = issued(offer({ id: 'translation-3', replaces: first.id }), { translations })
    expect(second.number).toBe(2)
    expect(newestTranslation([second, ...translations], 'fi')).toEqual(second)
    expect(newestTranslation(translations, 'is')).toBeNull()
    expect(
      code(offer({ id: 'translation-4', replaces: first.id }), { translations: [...translations, second] }),
    ).toBe('state_conflict')
  })

  it('[D396] is told by an event with its hash and that of its text; a purge takes it', () => {
    const result = issue(offer())
    expect(result.ok && result.value.events).toEqual([
      {
        type: 'translation.issued',
        translationId: 'translation-1',
        releaseId: 'release-1',
        translates: version(2).contentHash,
        language: 'fi',
        number: 1,
        title: 'Esimerkki',
        contentHash: hash(9),
        country: 'FI',
      },
    ])
    expect(eventReach['translation.issued'].action).toBe('release.read')
    const kept = { version: 2, hashes: new Set([hash(2), hash(21)]) }
    expect(isPurged(eventOf['translation.issued'], true, kept)).toBe(true)
    expect(isPurged(eventOf['translation.issued'], false, kept)).toBe(false)
  })
})

describe('[D398] the language in which somebody reads', () => {
  it.each([
    [['fi', 'sv'], null, 'fi', 'fi'],
    [['fi', 'sv'], 'sv', 'fi', 'sv'],
    [['fi', 'sv'], 'en', 'fi', 'en'],
    [['fi'], 'is', 'fi', 'fi'],
    [['fi'], null, 'da', 'en'],
    [[], 'fi', 'fi', 'en'],
  ] as const)('of %j chosen %s own %s is %s', (translated, chosen, own, expected) => {
    expect(readingLanguage({ authentic: 'en', translated, chosen, own })).toBe(expected)
  })
})
