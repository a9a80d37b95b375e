import { type CountryCode, countryCodes, inNeutralOrder } from './country.ts'
import type { Language } from './language.ts'

interface Phrases {
  readonly names: Readonly<Record<CountryCode, string>>
  readonly and: string
  /** The sentence around the list of countries; Finnish and Icelandic verbs agree with how many they are. */
  readonly named: (list: string, count: number) => string
  readonly allFive: (list: string) => string
}

/**
 * The party formula: the exact sentence that says who stands behind a text, in the drafting language. "The Nordic
 * countries" is said only when all five are parties; otherwise they are named (DOMAIN §0.9). Throws when the list is
 * empty: a text nobody stands behind has no formula.
 */
export function partyFormula(supporters: readonly CountryCode[], language: Language): string {
  const ordered = inNeutralOrder(supporters)
  if (ordered.length === 0) throw new Error('A party formula needs at least one country')
  const { names, and, named, allFive } = phrases[language]
  const words = ordered.map((code) => names[code])
  const last = words.pop() ?? ''
  const list = words.length === 0 ? last : `${words.join(', ')} ${and} ${last}`
  return ordered.length === countryCodes.length ? allFive(list) : named(list, ordered.length)
}

const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    names: { DK: 'Denmark', FI: 'Finland', IS: 'Iceland', NO: 'Norway', SE: 'Sweden' },
    and: 'and',
    named: (list) => `This text is put forward by ${list}.`,
    allFive: (list) => `This text is put forward by the Nordic countries: ${list}.`,
  },
  sv: {
    names: { DK: 'Danmark', FI: 'Finland', IS: 'Island', NO: 'Norge', SE: 'Sverige' },
    and: 'och',
    named: (list) => `Denna text läggs fram av ${list}.`,
    allFive: (list) => `Denna text läggs fram av de nordiska länderna: ${list}.`,
  },
  da: {
    names: { DK: 'Danmark', FI: 'Finland', IS: 'Island', NO: 'Norge', SE: 'Sverige' },
    and: 'og',
    named: (list) => `Denne tekst fremlægges af ${list}.`,
    allFive: (list) => `Denne tekst fremlægges af de nordiske lande: ${list}.`,
  },
  nb: {
    names: { DK: 'Danmark', FI: 'Finland', IS: 'Island', NO: 'Norge', SE: 'Sverige' },
    and: 'og',
    named: (list) => `Denne teksten legges fram av ${list}.`,
    allFive: (list) => `Denne teksten legges fram av de nordiske landene: ${list}.`,
  },
  fi: {
    names: { DK: 'Tanska', FI: 'Suomi', IS: 'Islanti', NO: 'Norja', SE: 'Ruotsi' },
    and: 'ja',
    named: (list, count) => `Tämän tekstin ${count === 1 ? 'esittää' : 'esittävät'} ${list}.`,
    allFive: (list) => `Tämän tekstin esittävät Pohjoismaat: ${list}.`,
  },
  is: {
    names: { DK: 'Danmörk', FI: 'Finnland', IS: 'Ísland', NO: 'Noregur', SE: 'Svíþjóð' },
    and: 'og',
    named: (list, count) => `Að þessum texta ${count === 1 ? 'stendur' : 'standa'} ${list}.`,
    allFive: (list) => `Að þessum texta standa Norðurlöndin: ${list}.`,
  },
}
