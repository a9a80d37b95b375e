import { describe, expect, it } from 'vitest'
import { countryCodes } from './country.ts'
import { type Language, languages } from './language.ts'
import { partyFormula } from './party-formula.ts'

interface Sentences {
  readonly allFive: string
  readonly memberStates: string
  readonly two: string
  readonly one: string
}

const expected: Readonly<Record<Language, Sentences>> = {
  en: {
    allFive:
      'This text is put forward by the Nordic countries: Denmark, Finland, Iceland, Norway and Sweden.',
    memberStates: 'This text is put forward by Denmark, Finland and Sweden.',
    two: 'This text is put forward by Iceland and Norway.',
    one: 'This text is put forward by Finland.',
  },
  sv: {
    allFive: 'Denna text läggs fram av de nordiska länderna: Danmark, Finland, Island, Norge och Sverige.',
    memberStates: 'Denna text läggs fram av Danmark, Finland och Sverige.',
    two: 'Denna text läggs fram av Island och Norge.',
    one: 'Denna text läggs fram av Finland.',
  },
  da: {
    allFive: 'Denne tekst fremlægges af de nordiske lande: Danmark, Finland, Island, Norge og Sverige.',
    memberStates: 'Denne tekst fremlægges af Danmark, Finland og Sverige.',
    two: 'Denne tekst fremlægges af Island og Norge.',
    one: 'Denne tekst fremlægges af Finland.',
  },
  nb: {
    allFive: 'Denne teksten legges fram av de nordiske landene: Danmark, Finland, Island, Norge og Sverige.',
    memberStates: 'Denne teksten legges fram av Danmark, Finland og Sverige.',
    two: 'Denne teksten legges fram av Island og Norge.',
    one: 'Denne teksten legges fram av Finland.',
  },
  fi: {
    allFive: 'Tämän tekstin esittävät Pohjoismaat: Tanska, Suomi, Islanti, Norja ja Ruotsi.',
    memberStates: 'Tämän tekstin esittävät Tanska, Suomi ja Ruotsi.',
    two: 'Tämän tekstin esittävät Islanti ja Norja.',
    one: 'Tämän tekstin esittää Suomi.',
  },
  is: {
    allFive: 'Að þessum texta standa Norðurlöndin: Danmörk, Finnland, Ísland, Noregur og Svíþjóð.',
    memberStates: 'Að þessum texta standa Danmörk, Finnland og Svíþjóð.',
    two: 'Að þessum texta standa Ísland og Noregur.',
    one: 'Að þessum texta stendur Finnland.',
  },
}

/** How each language says "Nordic", which only all five together are. */
const nordic = /Nordic|nordisk|Pohjoismaat|Norðurlöndin/

describe('the party formula', () => {
  it.each(languages)('[D34] is a whole sentence in %s', (language) => {
    const { allFive, memberStates, two, one } = expected[language]
    expect(partyFormula(['SE', 'NO', 'IS', 'FI', 'DK'], language)).toBe(allFive)
    expect(partyFormula(['SE', 'DK', 'FI'], language)).toBe(memberStates)
    expect(partyFormula(['NO', 'IS', 'NO'], language)).toBe(two)
    expect(partyFormula(['FI'], language)).toBe(one)
  })

  it.each(languages)(
    '[D35] speaks of the Nordic countries only when they are all five, in %s',
    (language) => {
      for (const missing of countryCodes) {
        const four = countryCodes.filter((code) => code !== missing)
        expect(partyFormula(four, language)).not.toMatch(nordic)
      }
      expect(partyFormula(countryCodes, language)).toMatch(nordic)
    },
  )

  it('[D34] does not exist for a text that nobody stands behind', () => {
    expect(() => partyFormula([], 'en')).toThrow()
  })
})

describe('a general reservation in the party formula', () => {
  it.each([
    [
      'en',
      'This text is put forward by Denmark and Finland, subject to a general reservation by Iceland and Sweden.',
    ],
    [
      'sv',
      'Denna text läggs fram av Danmark och Finland, med förbehåll för en allmän reservation från Island och Sverige.',
    ],
    ['da', 'Denne tekst fremlægges af Danmark og Finland, med et generelt forbehold fra Island og Sverige.'],
    [
      'nb',
      'Denne teksten legges fram av Danmark og Finland, med et generelt forbehold fra Island og Sverige.',
    ],
    ['fi', 'Tämän tekstin esittävät Tanska ja Suomi, ottaen huomioon Islannin ja Ruotsin yleisen varauman.'],
    ['is', 'Að þessum texta standa Danmörk og Finnland, með almennum fyrirvara Íslands og Svíþjóðar.'],
  ] as const)('[D202] is named in %s', (language, sentence) => {
    expect(partyFormula(['FI', 'DK'], language, { subjectTo: ['SE', 'IS'] })).toBe(sentence)
  })
})
