import {
  type ActKind,
  broken,
  isYear,
  known,
  type ReferenceForm,
  type ReferenceReading,
} from './reference.ts'

/** What acts are called in the six languages, with their endings. */
const words: Readonly<Record<ActKind, string>> = {
  framework_decision:
    'framework decisions?|rambeslut\\p{L}*|rammeafgørelse\\p{L}*|rammebeslutning\\p{L}*|puitepäätö\\p{L}*|rammaákvörðun\\p{L}*',
  regulation: 'regulations?|förordning\\p{L}*|forordning\\p{L}*|asetu\\p{L}*|reglugerð\\p{L}*',
  directive: 'directives?|direkti[iv]\\p{L}*|tilskipun\\p{L}*',
  decision: 'decisions?|beslut\\p{L}*|afgørelse\\p{L}*|avgjørelse\\p{L}*|päätö\\p{L}*|ákvörðun\\p{L}*',
}

/** What the number of an older regulation is called where the text does not say it; English has the rest. */
const numberWords = [
  [/^förordning/i, 'nr'],
  [/^(?:forordning|reglugerð)/i, 'nr.'],
  [/^asetu/i, 'N:o'],
] as const

/** The treaties that acts are under, in the six languages, and the years in which acts were. */
const treaties = [
  { names: ['EEC', 'EEG', 'EØF', 'ETY', 'EBE'], from: 1958, to: 1993 },
  { names: ['EC', 'EG', 'EF', 'EY', 'EB'], from: 1993, to: 2009 },
  { names: ['JHA', 'RIF', 'RIA', 'YOS'], from: 1994, to: 2010 },
  { names: ['CFSP', 'GUSP', 'FUSP', 'YUTP'], from: 1993, to: 2099 },
  { names: ['Euratom'], from: 1958, to: 2099 },
  { names: ['EU', 'ESB'], from: 2009, to: 2099 },
] as const

/** From this year on all acts are numbered in one row, the year first. */
const oneRowSince = 2015

const treaty = treaties.flatMap(({ names }) => names).join('|')
const space = '[ \\u00a0]'

/** Acts: `Regulation (EU) 2021/1232`, `Directive 2011/93/EU`, `Regulation (EC) No 1049/2001`, in the six languages. */
export const actForms: readonly ReferenceForm[] = (Object.keys(words) as ActKind[]).map((kind) => ({
  pattern: new RegExp(
    [
      `(?<![\\p{L}\\d])(?<word>${words[kind]})${space}`,
      `(?:\\((?<before>${treaty})(?<euratom>,${space}?Euratom)?\\)${space}?)?`,
      `(?:(?<no>no\\.?|nr\\.?|n:o)${space}?)?`,
      `(?<one>\\d{1,6})(?:/(?<other>\\d{1,6}))?(?:/(?<after>${treaty})\\b)?(?![\\p{L}\\d/])`,
    ].join(''),
    'giu',
  ),
  read: ({ groups = {} }) => read(kind, groups),
}))

type Groups = Readonly<Record<string, string | undefined>>

function read(kind: ActKind, groups: Groups): ReferenceReading | null {
  const { one = '', other, no } = groups
  const named = groups.before ?? groups.after
  // A year and a number alone may as well be a decree or a decision of a ministry.
  if (named === undefined && (no !== undefined || !isYearFirst(kind, one) || !isOfOneName(kind))) return null
  if (other === undefined) return named === undefined ? null : broken('number')
  const isNumberFirst = no !== undefined || (kind === 'regulation' && !isRecent(one))
  const [yearText, numberText] = isNumberFirst ? [other, one] : [one, other]
  const [year, number] = [yearOf(yearText), Number(numberText)]
  const isTurned = isRecent(isNumberFirst ? other : '')
  if (year === null) return broken(yearOf(numberText) === null ? 'year' : 'order')
  if (isTurned) return broken('order')
  if (number === 0 || number > 9999) return broken('number')
  const found = named === undefined ? usualTreaty(year) : treatyNamed(named)
  if (!found || year < found.from || year > found.to) return broken('treaty')
  const written = found.names.find((name) => name.toUpperCase() === named?.toUpperCase()) ?? found.names[0]
  return known(
    { register: 'act', kind, year, number },
    writing(kind, groups, { year, yearText, number, written }),
  )
}

function isYearFirst(kind: ActKind, one: string): boolean {
  return isRecent(one) || (kind !== 'regulation' && one.length === 4 && yearOf(one) !== null)
}

/** Directives and, since their numbers have the year first, regulations are known without a treaty. */
function isOfOneName(kind: ActKind): boolean {
  return kind === 'directive' || kind === 'regulation'
}

interface Parts {
  readonly year: number
  readonly yearText: string
  readonly number: number
  readonly written: string
}

function writing(kind: ActKind, groups: Groups, { year, yearText, number, written }: Parts): string {
  const word = capital(groups.word ?? '')
  const under = `(${written}${groups.euratom === undefined ? '' : ', Euratom'})`
  if (year >= oneRowSince) return `${word} ${under} ${year}/${number}`
  const no = groups.no === undefined ? null : groups.no.replace(/^no\.?$/i, 'No')
  if (kind === 'regulation') return `${word} ${under} ${no ?? numberWord(word)} ${number}/${yearText}`
  return no === null
    ? `${word} ${yearText}/${number}/${written}`
    : `${word} ${no} ${number}/${yearText}/${written}`
}

/** The English words have a capital; the others keep the letters and the ending that their sentence asks for. */
function capital(word: string): string {
  if (!/^(?:framework |regulation|directive|decision)/i.test(word)) return word
  return word.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
}

function numberWord(word: string): string {
  return numberWords.find(([pattern]) => pattern.test(word))?.[1] ?? 'No'
}

function isRecent(text: string): boolean {
  return text.length === 4 && (yearOf(text) ?? 0) >= oneRowSince
}

/** A year; until 1998 with two digits. */
function yearOf(text: string): number | null {
  const year = Number(text)
  if (text.length === 2 && year >= 58) return 1900 + year
  return text.length === 4 && isYear(year) ? year : null
}

function treatyNamed(name: string) {
  return treaties.find(({ names }) => names.some((one) => one.toUpperCase() === name.toUpperCase()))
}

function usualTreaty(year: number) {
  return treaties.findLast(({ from, to }) => year >= from && year <= to)
}
