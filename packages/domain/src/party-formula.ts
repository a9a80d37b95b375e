import { type CountryCode, countryCodes, inNeutralOrder } from './country.ts'
import type { Language } from './language.ts'

type Names = Readonly<Record<CountryCode, string>>

interface Phrases {
  readonly names: Names
  readonly and: string
  /** The sentence around the list of countries, without its full stop; Finnish and Icelandic verbs agree with how many they are. */
  readonly named: (list: string, count: number) => string
  readonly allFive: (list: string) => string
  /** What follows when countries are not counted for their general reservations, with their names as they are inflected there. */
  readonly subjectTo: (list: string) => string
  /** The same where one of the reservations is of another type. */
  readonly subjectToAny: (list: string) => string
  readonly reservingNames: Names
}

/**
 * The party formula: the exact sentence that says who stands behind a text, in the drafting language. "The Nordic
 * countries" is said only when all five are parties; otherwise they are named (DOMAIN §0.9). Throws when the list is
 * empty: a text nobody stands behind has no formula.
 */
export function partyFormula(
  supporters: readonly CountryCode[],
  language: Language,
  {
    subjectTo = [],
    isGeneral = true,
  }: { readonly subjectTo?: readonly CountryCode[]; readonly isGeneral?: boolean } = {},
): string {
  const ordered = inNeutralOrder(supporters)
  if (ordered.length === 0) throw new Error('A party formula needs at least one country')
  const { names, and, named, allFive, ...reserving } = phrases[language]
  const list = listed(ordered, names, and)
  const backed = ordered.length === countryCodes.length ? allFive(list) : named(list, ordered.length)
  if (subjectTo.length === 0) return `${backed}.`
  const reserved = listed(inNeutralOrder(subjectTo), reserving.reservingNames, and)
  return `${backed}, ${isGeneral ? reserving.subjectTo(reserved) : reserving.subjectToAny(reserved)}.`
}

/** What a country is called in a language, where it is named by itself. */
export function countryName(country: CountryCode, language: Language): string {
  return phrases[language].names[country]
}

function listed(ordered: readonly CountryCode[], names: Names, and: string): string {
  const words = ordered.map((code) => names[code])
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} ${and} ${last}`
}

const scandinavian: Names = { DK: 'Danmark', FI: 'Finland', IS: 'Island', NO: 'Norge', SE: 'Sverige' }
const english: Names = { DK: 'Denmark', FI: 'Finland', IS: 'Iceland', NO: 'Norway', SE: 'Sweden' }

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    names: english,
    reservingNames: english,
    and: 'and',
    named: (list) => `This text is put forward by ${list}`,
    allFive: (list) => `This text is put forward by the Nordic countries: ${list}`,
    subjectTo: (list) => `subject to a general reservation by ${list}`,
    subjectToAny: (list) => `subject to a reservation by ${list}`,
  },
  sv: {
    names: scandinavian,
    reservingNames: scandinavian,
    and: 'och',
    named: (list) => `Denna text läggs fram av ${list}`,
    allFive: (list) => `Denna text läggs fram av de nordiska länderna: ${list}`,
    subjectTo: (list) => `med förbehåll för en allmän reservation från ${list}`,
    subjectToAny: (list) => `med förbehåll för en reservation från ${list}`,
  },
  da: {
    names: scandinavian,
    reservingNames: scandinavian,
    and: 'og',
    named: (list) => `Denne tekst fremlægges af ${list}`,
    allFive: (list) => `Denne tekst fremlægges af de nordiske lande: ${list}`,
    subjectTo: (list) => `med et generelt forbehold fra ${list}`,
    subjectToAny: (list) => `med et forbehold fra ${list}`,
  },
  nb: {
    names: scandinavian,
    reservingNames: scandinavian,
    and: 'og',
    named: (list) => `Denne teksten legges fram av ${list}`,
    allFive: (list) => `Denne teksten legges fram av de nordiske landene: ${list}`,
    subjectTo: (list) => `med et generelt forbehold fra ${list}`,
    subjectToAny: (list) => `med et forbehold fra ${list}`,
  },
  fi: {
    names: { DK: 'Tanska', FI: 'Suomi', IS: 'Islanti', NO: 'Norja', SE: 'Ruotsi' },
    reservingNames: { DK: 'Tanskan', FI: 'Suomen', IS: 'Islannin', NO: 'Norjan', SE: 'Ruotsin' },
    and: 'ja',
    named: (list, count) => `Tämän tekstin ${count === 1 ? 'esittää' : 'esittävät'} ${list}`,
    allFive: (list) => `Tämän tekstin esittävät Pohjoismaat: ${list}`,
    subjectTo: (list) => `ottaen huomioon ${list} yleisen varauman`,
    subjectToAny: (list) => `ottaen huomioon ${list} varauman`,
  },
  is: {
    names: { DK: 'Danmörk', FI: 'Finnland', IS: 'Ísland', NO: 'Noregur', SE: 'Svíþjóð' },
    reservingNames: { DK: 'Danmerkur', FI: 'Finnlands', IS: 'Íslands', NO: 'Noregs', SE: 'Svíþjóðar' },
    and: 'og',
    named: (list, count) => `Að þessum texta ${count === 1 ? 'stendur' : 'standa'} ${list}`,
    allFive: (list) => `Að þessum texta standa Norðurlöndin: ${list}`,
    subjectTo: (list) => `með almennum fyrirvara ${list}`,
    subjectToAny: (list) => `með fyrirvara ${list}`,
  },
}
