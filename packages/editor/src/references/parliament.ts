import { broken, isYear, known, padded, type ReferenceForm, type ReferenceReading } from './reference.ts'

/** The kinds of procedure in the Legislative Observatory. */
const procedureTypes: ReadonlySet<string> = new Set([
  ...['COD', 'CNS', 'APP', 'AVC', 'SYN', 'PRT', 'NLE', 'BUD', 'BUI', 'DEC', 'ACI', 'GBD', 'CCD'],
  ...['INI', 'INL', 'INS', 'RSP', 'RSO', 'REG', 'IMM', 'DCE', 'DEA', 'RPS', 'RIX', 'COS', 'TRA', 'DUA'],
])

/** Procedures and documents of the European Parliament: `2022/0155(COD)`, `A9-0364/2023`, `P10_TA(2026)0070`. */
export const parliamentForms: readonly ReferenceForm[] = [
  {
    pattern:
      /(?<![\p{L}\d/])(?<year>\d{4})\/(?<number>\d{1,6})(?:[ \u00a0]?\((?<type>[A-Za-z]{3})\)|\/(?<typeAfterSlash>[A-Z]{3})\b)/gu,
    read({ groups = {} }) {
      const type = (groups.type ?? groups.typeAfterSlash ?? '').toUpperCase()
      const digits = groups.number ?? ''
      if (!procedureTypes.has(type)) {
        return groups.type !== undefined && digits.length === 4 ? broken('procedure') : null
      }
      const [year, number] = [Number(groups.year), Number(digits)]
      if (!isYear(year)) return broken('year')
      if (digits.length > 4 || number === 0) return broken('number')
      return known({ register: 'procedure', year, number, type }, `${year}/${padded(number, 4)}(${type})`)
    },
  },
  {
    pattern: /(?<![\p{L}\d-])(?<series>[AB])(?<term>\d{1,2})-(?<number>\d{3,6})\/(?<year>\d{1,4})(?!\d)/gu,
    read: ({ groups = {} }) => paper(groups.series === 'A' ? 'A' : 'B', groups),
  },
  {
    pattern:
      /(?<![\p{L}\d])P(?<term>\d{1,2})_TA(?:-PROV)?[ \u00a0]?\((?<year>\d{0,5})\)[ \u00a0]?(?<number>\d{0,6})(?!\d)/gu,
    read: ({ groups = {} }) => paper('TA', groups),
  },
]

function paper(
  series: 'A' | 'B' | 'TA',
  groups: Readonly<Record<string, string | undefined>>,
): ReferenceReading {
  const [term, year, number] = [Number(groups.term), Number(groups.year), Number(groups.number)]
  // A Parliament sits for five years; the first was elected in 1979.
  const start = 1979 + 5 * (term - 1)
  if (year < start || year > start + 5) return broken('year')
  if (number === 0 || number > 9999) return broken('number')
  const digits = padded(number, 4)
  return known(
    { register: 'parliament', series, term, number, year },
    series === 'TA' ? `P${term}_TA(${year})${digits}` : `${series}${term}-${digits}/${year}`,
  )
}
