/** A marking by its usual name, and how it is found in a line that `folded` has been over. */
export interface Term {
  readonly name: string
  readonly pattern: RegExp
}

/** A line without accents, with one kind of blank and of dash, and without signs that nobody sees. */
export function folded(line: string): string {
  return line
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Markings that mean nothing else, wherever they stand. The highest come first, since some contain a lower one. */
export const distinctTerms: readonly Term[] = [
  term('TRÈS SECRET UE/EU TOP SECRET', 'TRES SECRET UE|EU TOP SECRET|TS-UE ?/ ?EU-TS'),
  term('SECRET UE/EU SECRET', 'SECRET UE|EU SECRET|S-UE ?/ ?EU-S'),
  term('CONFIDENTIEL UE/EU CONFIDENTIAL', 'CONFIDENTIEL UE|EU CONFIDENTIAL|C-UE ?/ ?EU-C'),
  term('RESTREINT UE/EU RESTRICTED', 'RESTREINT UE|EU RESTRICTED|R-UE ?/ ?EU-R'),
  term('COSMIC TOP SECRET', 'COSMIC TOP SECRET'),
  term('NATO SECRET', 'NATO SECRET'),
  term('NATO CONFIDENTIAL', 'NATO CONFIDENTIAL'),
  term('NATO RESTRICTED', 'NATO RESTRICTED'),
  term('HEMLIG', 'HEMLIG ?/ ?(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED)'),
]

/**
 * What the five countries mark with: also words like any others. Provisional: the list is to be looked through by
 * security officers (DOMAIN §2).
 */
export const nationalTerms: readonly Term[] = [
  // Denmark
  'YDERST HEMMELIGT',
  'HEMMELIGT',
  'FORTROLIGT',
  'TIL TJENESTEBRUG',
  // Finland, in both languages
  'ERITTÄIN SALAINEN',
  'SALAINEN',
  'LUOTTAMUKSELLINEN',
  'KÄYTTÖ RAJOITETTU',
  'YTTERST HEMLIG',
  'KONFIDENTIELL',
  'BEGRÄNSAD TILLGÅNG',
  // Iceland
  'ALGERT LEYNDARMÁL',
  'LEYNDARMÁL',
  'TRÚNAÐARMÁL',
  'TAKMARKAÐUR AÐGANGUR',
  // Norway
  'STRENGT HEMMELIG',
  'HEMMELIG',
  'KONFIDENSIELT',
  'BEGRENSET',
  // Sweden
  'KVALIFICERAT HEMLIG',
  'BEGRÄNSAT HEMLIG',
  'HEMLIG',
].map((name) => term(name, folded(name)))

/** The Council's marking of distribution, which is no classification. */
export const limiteTerm: Term = term('LIMITE', 'LIMITE')

function term(name: string, words: string): Term {
  let pattern: RegExp | null = null
  return {
    name,
    // Made when it is first looked for: all of them at once are a good part of what a page takes to start.
    get pattern() {
      pattern ??= new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${words.replaceAll(' ', '[ -]')})(?![\\p{L}\\p{N}])`,
        'gu',
      )
      return pattern
    },
  }
}
