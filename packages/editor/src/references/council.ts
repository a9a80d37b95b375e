import {
  broken,
  type CouncilPart,
  type CouncilPartKind,
  councilPartKinds,
  isYear,
  known,
  type ReferenceForm,
  type ReferenceReading,
} from './reference.ts'

const part = `(?:${councilPartKinds.join('|')})`
const space = '[ \\u00a0]'
/** `REV 1 ADD 2`; a word whose number is missing belongs to it too, so that it can be told. */
const parts = `(?<parts>(?:${space}?(?:${part}\\.?${space}?\\d{1,2}\\b|\\b${part}\\b|\\bINIT\\b))*)`
const serial = '(?:/(?<serial>\\d{1,2}))?'
const end = '(?![\\p{L}\\d/])'

/** Council documents: `14862/22`, `9927/1/16 REV 1`, `ST 14862 2022 INIT`, `WK 10235/2022 ADD 1`. */
export const councilForms: readonly ReferenceForm[] = [
  new RegExp(
    `\\b(?<series>ST|WK)${space}?(?<number>\\d{3,8})(?:${serial}/(?<year>\\d{4}|\\d{2})|${space}(?<yearApart>\\d{4}))?${end}${parts}`,
    'gu',
  ),
  // Without a series only what the Council numbers so: from 5000 on. A year of a parliament is `2021/22`.
  new RegExp(
    `(?<![\\p{L}\\d/.:-]|\\bapplications?(?: nos?\\.?)? )(?<number>1\\d{4}|[5-9]\\d{3})${serial}/(?<year>\\d{2})${end}(?!:|\\.\\d)${parts}`,
    'giu',
  ),
].map((pattern) => ({ pattern, read }))

function read({ groups = {} }: RegExpExecArray): ReferenceReading {
  const series = groups.series === 'WK' ? 'WK' : 'ST'
  const year = fullYear(groups.year ?? groups.yearApart)
  const number = Number(groups.number)
  if (year === null || !isYear(year)) return broken('year')
  if (number > 99_999 || number === 0) return broken('number')
  const written = partsOf(groups.parts ?? '')
  if (written === null) return broken('version')
  const revision = groups.serial === undefined ? null : Number(groups.serial)
  const found = withRevision(written, revision)
  if (found === null) return broken('version')
  return known(
    { register: 'council', series, number, year, parts: found },
    writing(series, number, year, found),
  )
}

/** The parts in their order; null where one has no number. */
function partsOf(text: string): readonly CouncilPart[] | null {
  const found: CouncilPart[] = []
  for (const { groups = {} } of text.matchAll(
    new RegExp(`(?<kind>${part})\\.?[ \\u00a0]?(?<number>\\d*)`, 'giu'),
  )) {
    const kind = councilPartKinds.find((one): one is CouncilPartKind => one === groups.kind?.toUpperCase())
    if (kind === undefined || !Number(groups.number)) return null
    found.push({ kind, number: Number(groups.number) })
  }
  return found
}

/** The number between the slashes is that of the revision; one of the two is often left out. */
function withRevision(parts: readonly CouncilPart[], revision: number | null): readonly CouncilPart[] | null {
  if (revision === null) return parts
  const [first] = parts
  if (first?.kind === 'REV') return first.number === revision ? parts : null
  return revision === 0 ? null : [{ kind: 'REV', number: revision }, ...parts]
}

function writing(series: 'ST' | 'WK', number: number, year: number, parts: readonly CouncilPart[]): string {
  const [first] = parts
  const revision = first?.kind === 'REV' ? `/${first.number}` : ''
  const shortYear = series === 'ST' ? String(year).slice(2) : String(year)
  const suffix = parts.map((each) => ` ${each.kind} ${each.number}`).join('')
  return `${series} ${number}${series === 'ST' ? revision : ''}/${shortYear}${suffix}`
}

function fullYear(text: string | undefined): number | null {
  if (text === undefined) return null
  const year = Number(text)
  if (text.length > 2) return year
  return year < 80 ? 2000 + year : 1900 + year
}
