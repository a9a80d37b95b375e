import { broken, isYear, known, type ReferenceForm } from './reference.ts'

/** Documents of the Commission: `COM(2022) 209 final`, `SWD(2022) 210 final`, `JOIN(2020) 18 final`. */
export const commissionForms: readonly ReferenceForm[] = [
  {
    pattern:
      /\b(?<series>COM|KOM|SWD|JOIN)[ \u00a0]?(?:\((?<year>\d{0,5})\)|\/(?<yearAfterSlash>\d{4})\/)[ \u00a0]?(?<number>\d{0,6})(?![\d])(?:[ \u00a0]?(?:final|slutlig|endelig|lopullinen)\b(?:\/(?<version>\d))?)?/giu,
    read({ groups = {} }) {
      const written = groups.year ?? groups.yearAfterSlash ?? ''
      const year = Number(written)
      const number = Number(groups.number)
      // Until 1999 the year had two digits.
      const isOld = written.length === 2 && year >= 58
      if (!isOld && (written.length !== 4 || !isYear(year))) return broken('year')
      if (number === 0 || number > 9999) return broken('number')
      const name = (groups.series ?? '').toUpperCase()
      const series = name === 'SWD' || name === 'JOIN' ? name : 'COM'
      const version = Number(groups.version ?? 1) || 1
      return known(
        { register: 'commission', series, year: isOld ? 1900 + year : year, number, version },
        `${series}(${written}) ${number} final${version === 1 ? '' : `/${version}`}`,
      )
    },
  },
]
