import { broken, known, type ReferenceForm } from './reference.ts'

const types = 'AG|AP|AE|AR|CC|CJ|CO|DC|IP|JC|PC|SC|TC|TJ|TO|XC|XG|XX|[A-HKLMQRSTX]'
const number = `[1-9](?:19|20)\\d{2}(?:${types})\\d{4}(?:\\(\\d{2}\\))*|0(?:19|20)\\d{2}[A-Z]{1,2}\\d{4}-\\d{8}`

/** CELEX numbers: `52022PC0209`, `CELEX:32011L0093`, `02011L0093-20111217`. */
export const celexForms: readonly ReferenceForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:CELEX(?: no\\.?)?:?[ \\u00a0]?)?(?<celex>${number})(?![\\p{L}\\d])`,
      'gu',
    ),
    read: ({ groups: { celex = '' } = {} }) => known({ register: 'celex', celex }, `CELEX ${celex}`),
  },
  {
    // Whoever says CELEX means one.
    pattern: /\bCELEX:?[ \u00a0]?(?=\d)[\dA-Z-]{4,}/gu,
    read: () => broken('number'),
  },
]
