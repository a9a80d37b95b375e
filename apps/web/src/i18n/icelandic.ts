/**
 * Icelandic dates in words. Chromium has no Icelandic locale data and would silently answer in English; a test holds
 * this table to the data that Node carries.
 */
export const icelandic = {
  months: [
    'janúar',
    'febrúar',
    'mars',
    'apríl',
    'maí',
    'júní',
    'júlí',
    'ágúst',
    'september',
    'október',
    'nóvember',
    'desember',
  ],
  shortMonths: [
    'jan.',
    'feb.',
    'mar.',
    'apr.',
    'maí',
    'jún.',
    'júl.',
    'ágú.',
    'sep.',
    'okt.',
    'nóv.',
    'des.',
  ],
  /** From Monday. */
  weekdays: [
    'mánudagur',
    'þriðjudagur',
    'miðvikudagur',
    'fimmtudagur',
    'föstudagur',
    'laugardagur',
    'sunnudagur',
  ],
  shortWeekdays: ['mán.', 'þri.', 'mið.', 'fim.', 'fös.', 'lau.', 'sun.'],
} as const
