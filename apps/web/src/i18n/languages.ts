import { type Language, languages } from '@samsyn/domain'

/** Each language's name in itself: a list of languages is read by people who don't understand the current one. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  sv: 'Svenska',
  da: 'Dansk',
  nb: 'Norsk (bokmål)',
  fi: 'Suomi',
  is: 'Íslenska',
}

const storageKey = 'samsyn.language'

/** Narrows a language tag to one of ours: `nn` and `no` are read as `nb`, regions are dropped. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.toLowerCase().split('-')[0]
  if (primary === 'no' || primary === 'nn') return 'nb'
  return languages.find((language) => language === primary) ?? null
}

/** The language shown on this device before; null on the first visit. */
export function rememberedLanguage(storage: Pick<Storage, 'getItem'>): Language | null {
  return toLanguage(storage.getItem(storageKey))
}

/** The language to begin with: the one shown here before, else the first of the browser's that we have. */
export function preferredLanguage(
  storage: Pick<Storage, 'getItem'>,
  browserLanguages: readonly string[],
): Language {
  const ofBrowser = browserLanguages.map(toLanguage).find((language) => language !== null)
  return rememberedLanguage(storage) ?? ofBrowser ?? 'en'
}

/** Remembers the language on this device: the next page begins in it, and so does the sign-in page. */
export function rememberLanguage(storage: Pick<Storage, 'setItem'>, language: Language): void {
  storage.setItem(storageKey, language)
}
