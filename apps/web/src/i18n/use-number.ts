import type { Language } from '@samsyn/domain'
import { useLanguage } from './i18n.ts'

/** Browsers need not know Icelandic; Danish numbers have the same separators. */
const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  sv: 'sv-SE',
  da: 'da-DK',
  nb: 'nb-NO',
  fi: 'fi-FI',
  is: 'da-DK',
}

/** Whole numbers as the current language writes them. */
export function useNumber(): (value: number) => string {
  const { format } = new Intl.NumberFormat(locales[useLanguage()])
  return (value) => format(value)
}
