import type { Language } from '@samsyn/domain'
import i18next, { type BackendModule, type i18n, type TFunction } from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Namespace } from './catalogue-types.ts'

const catalogues = import.meta.glob<Record<string, unknown>>('./catalogues/*/*.json', { import: 'default' })

/** Loads one namespace of one language when it is first asked for: a page carries the words it shows and no others. */
const catalogueBackend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, callback) => {
    const load = catalogues[`./catalogues/${language}/${namespace}.json`]
    if (!load) {
      callback(new Error(`No catalogue ${language}/${namespace}`), null)
      return
    }
    load().then(
      (catalogue) => callback(null, catalogue),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    )
  },
}

/** Starts the translations in a language. The catalogues are complete by test, so that no language falls back. */
export async function startI18n(language: Language): Promise<i18n> {
  const instance = i18next.createInstance()
  instance.on('languageChanged', (changed) => {
    document.documentElement.lang = changed
  })
  await instance
    .use(catalogueBackend)
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['common', 'domain', 'errors'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
  return instance
}

/** The typed translate function of one namespace; the page waits (Suspense) until its catalogue is there. */
export function useT<NS extends Namespace>(namespace: NS): TFunction<NS> {
  return useTranslation(namespace).t as TFunction<NS>
}

/** The language shown now. */
export function useLanguage(): Language {
  return useTranslation('common').i18n.language as Language
}
