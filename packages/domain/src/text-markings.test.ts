import { describe, expect, it } from 'vitest'
import { requiredSections } from './required-sections.ts'
import { markingsIn, unclassified } from './text-markings.ts'

const namesIn = (...lines: string[]) => markingsIn(lines).map(({ name }) => name)

describe('a marking in a text', () => {
  it.each([
    ['RESTREINT UE/EU RESTRICTED', 'RESTREINT UE/EU RESTRICTED'],
    ['RESTREINT UE / EU RESTRICTED', 'RESTREINT UE/EU RESTRICTED'],
    ['EU-RESTRICTED', 'RESTREINT UE/EU RESTRICTED'],
    ['R-UE/EU-R', 'RESTREINT UE/EU RESTRICTED'],
    ['CONFIDENTIEL UE/EU CONFIDENTIAL', 'CONFIDENTIEL UE/EU CONFIDENTIAL'],
    ['SECRET UE/EU SECRET', 'SECRET UE/EU SECRET'],
    ['TRÈS SECRET UE/EU TOP SECRET', 'TRÈS SECRET UE/EU TOP SECRET'],
    ['TRES SECRET UE/EU TOP SECRET', 'TRÈS SECRET UE/EU TOP SECRET'],
    ['EU TOP SECRET', 'TRÈS SECRET UE/EU TOP SECRET'],
    ['NATO RESTRICTED', 'NATO RESTRICTED'],
    ['COSMIC TOP SECRET', 'COSMIC TOP SECRET'],
    ['HEMLIG/RESTRICTED', 'HEMLIG'],
    // As somebody set it in small capitals, with a hard blank and a soft hyphen.
    ['Restreint\u00a0UE/EU Re\u00adstricted', 'RESTREINT UE/EU RESTRICTED'],
  ])('[D100] is found where it is all that a line says: %s', (line, name) => {
    expect(markingsIn([line])).toEqual([{ kind: 'classified', name, line }])
  })

  it.each([
    'Brussels, 14 November 2022 RESTREINT UE/EU RESTRICTED',
    'RESTREINT UE/EU RESTRICTED 14862/22 REV 1 JAI 1481 ENFOPOL 567 LIMITE EN',
    '14862/22 XX/ab 1 JAI.1 RESTREINT UE/EU RESTRICTED EN',
    '– 3 – RESTREINT UE/EU RESTRICTED –',
    'Security classification: RESTREINT UE/EU RESTRICTED',
    'Klassificering: EU RESTRICTED',
    'RESTREINT UE/EU RESTRICTED until 31 December 2030',
    'EU RESTRICTED RELEASABLE TO Norway and Iceland',
    '(R-UE/EU-R) The delegations that take part agree on the following.',
    '[EU RESTRICTED] The delegations that take part agree on the following.',
  ])('[D100] is found among what stands beside it on a page: %s', (line) => {
    expect(namesIn(line)).toEqual(['RESTREINT UE/EU RESTRICTED'])
  })

  it.each([
    ['HEMMELIGT', 'HEMMELIGT'],
    ['TIL TJENESTEBRUG', 'TIL TJENESTEBRUG'],
    ['KÄYTTÖ RAJOITETTU TL IV', 'KÄYTTÖ RAJOITETTU'],
    ['SALAINEN / HEMLIG', 'SALAINEN'],
    ['ALGERT LEYNDARMÁL', 'ALGERT LEYNDARMÁL'],
    ['TAKMARKAÐUR AÐGANGUR', 'TAKMARKAÐUR AÐGANGUR'],
    ['BEGRENSET etter sikkerhetsloven §§ 5-3 og 5-4', 'BEGRENSET'],
    ['Gradering: STRENGT HEMMELIG', 'STRENGT HEMMELIG'],
    ['BEGRÄNSAT HEMLIG', 'BEGRÄNSAT HEMLIG'],
  ])('[D101] of a country is found where it stands alone: %s', (line, name) => {
    expect(markingsIn([line])).toEqual([{ kind: 'classified', name, line }])
  })

  it.each([
    'Hemlig',
    'Begrenset',
    'Ei saa olla SALAINEN',
    'Tilgangen er BEGRENSET til de fem landene.',
    'TJENESTEBRUG',
  ])('[D101] of a country is a word like any other elsewhere: %s', (line) => {
    expect(markingsIn([line])).toEqual([])
  })

  it.each([
    'Documents marked RESTREINT UE/EU RESTRICTED may not be sent by ordinary mail.',
    'RESTREINT UE/EU RESTRICTED documents are kept apart.',
    '(a) TRÈS SECRET UE/EU TOP SECRET: information whose disclosure could cause exceptionally grave harm;',
    'CONFIDENTIEL UE/EU CONFIDENTIAL: information whose disclosure could harm essential interests;',
    'The lowest level (RESTREINT UE/EU RESTRICTED) does not call for clearance.',
    'HANDLING OF EU RESTRICTED INFORMATION',
    'Handling of EU SECRET Information',
    'The classification: EU SECRET, says the rule, is a matter of the originator.',
    'LIMITE is a distribution marking, not a classification.',
    'LIMITE documents go to national administrations.',
    'Nothing in 14862/22 is LIMITE any more.',
    'La limite de la directive',
    'RESTRICTED',
    'A secret union',
    '',
  ])('[D100] [D102] is not what a sentence or a heading only names: %s', (line) => {
    expect(markingsIn([line])).toEqual([])
  })

  it.each([
    'LIMITE',
    '14862/22 LIMITE EN',
    'ST 14862 2022 INIT LIMITE JAI 1481 COMIX 763',
    '14862/22 XX/ab 1 JAI.1 LIMITE EN',
    'Brussels, 14 November 2022 (OR. en) LIMITE',
  ])('[D102] LIMITE is no classification: %s', (line) => {
    expect(markingsIn([line])).toEqual([{ kind: 'limite', name: 'LIMITE', line }])
  })

  it('[D100] [D102] are all found, in the order of the text', () => {
    expect(namesIn('LIMITE', 'Some words.', '  EU SECRET ', 'HEMLIG')).toEqual([
      'LIMITE',
      'SECRET UE/EU SECRET',
      'HEMLIG',
    ])
  })
})

describe('a text that is to be frozen', () => {
  it('[D121] is refused as text_classified where a line of it carries such a marking, and no other', () => {
    expect(unclassified(['Position', 'RESTREINT UE/EU RESTRICTED'])).toEqual({
      ok: false,
      refusal: { code: 'text_classified' },
    })
    expect(unclassified(['Position', 'LIMITE', 'The rules on RESTREINT UE/EU RESTRICTED apply.']).ok).toBe(
      true,
    )
  })

  it('[D120] needs what it is for, whatever its instrument is', () => {
    expect(requiredSections.joint_position).toEqual(['speaking_points', 'position'])
    const { speaking_points, ...others } = requiredSections
    expect(speaking_points).toEqual(['speaking_points'])
    expect(Object.values(others).every((kinds) => kinds.some((kind) => kind === 'position'))).toBe(true)
  })
})
