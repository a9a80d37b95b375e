import { type Language, readingLanguage } from '@samsyn/domain'
import type { ReleaseDetail, TranslationText } from '@samsyn/protocol'
import { useContext, useSyncExternalStore } from 'react'
import { toLanguage } from '../../i18n/languages.ts'
import { DrawnContext } from './drawn-context.ts'

/** Beside the language of the interface: somebody may read the pages in one and the texts in another. */
const storageKey = 'samsyn.text-language'
const changed = 'samsyn:text-language'

/** A final text in the language in which it is read: a translation, or null for the text that was agreed. */
export interface ShownText {
  readonly language: Language
  readonly title: string
  readonly translation: TranslationText | null
}

/** Which of its languages a final text is shown in, of those that the page has. */
export function shownText(
  { draftingLanguage, title, translation }: Pick<ReleaseDetail, 'draftingLanguage' | 'title' | 'translation'>,
  { chosen, own }: { readonly chosen: Language | null; readonly own: Language },
): ShownText {
  const translated = translation ? [translation.language] : []
  const language = readingLanguage({ authentic: draftingLanguage, translated, chosen, own })
  return language === translation?.language
    ? { language, title: translation.title, translation }
    : { language: draftingLanguage, title, translation: null }
}

/** The language in which somebody chose to read, on this device or by the address; null where they have not. */
export function chosenTextLanguage(): Language | null {
  return (
    toLanguage(new URLSearchParams(location.search).get('language')) ??
    toLanguage(localStorage.getItem(storageKey))
  )
}

/** The same for what is on the screen; the server, which draws a page first, knows of the address and of no device. */
export function useChosenTextLanguage(): Language | null {
  const drawn = useContext(DrawnContext)
  return useSyncExternalStore(subscribe, chosenTextLanguage, () => drawn?.textLanguage ?? null)
}

/** Remembers in which language texts are read on this device. */
export function chooseTextLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  const address = new URL(location.href)
  // What was chosen last counts, also over the address that led here.
  address.searchParams.delete('language')
  history.replaceState(history.state, '', address)
  window.dispatchEvent(new Event(changed))
}

/** What is asked of the server beside the text that was agreed. */
export function textLanguageQuery(): string {
  return languageQuery(chosenTextLanguage())
}

/** The same for a language that is known; null for none. */
export function languageQuery(chosen: Language | null): string {
  return chosen === null ? '' : `?language=${chosen}`
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange)
  return () => window.removeEventListener(changed, onChange)
}
