import type { Language } from '@samsyn/domain'
import i18next, { type BackendModule, type i18n, type ResourceKey, type TFunction } from 'i18next'
import ICU, { type IcuInstance } from 'i18next-icu'
import { IntlMessageFormat } from 'intl-messageformat'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Namespace } from './catalogue-types.ts'

/** The catalogues of one language by namespace: every one that will be asked for. */
export type Words = (language: string) => Promise<Readonly<Record<string, unknown>>>

/** Hands i18next the namespaces that it asks for. */
function backendOf(words: Words): BackendModule {
  return {
    type: 'backend',
    init: () => undefined,
    read: (language, namespace, callback) => {
      words(language).then(
        (catalogues) => callback(null, catalogues[namespace] as ResourceKey),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      )
    },
  }
}

/** What the types of i18next-icu leave out. */
type Parser = new () => IcuInstance & { parse(message: string, ...rest: readonly unknown[]): string }

/** Reads ICU messages. Most have nothing in them to be read, and reading all would be a good part of opening a page. */
class Messages extends (ICU as unknown as Parser) {
  override parse(message: string, ...rest: readonly unknown[]): string {
    return /[{}'<]/.test(message) ? super.parse(message, ...rest) : message
  }
}

/** What a browser knows of all languages takes it longer to say than the words of a page take to be read; ours need no other in their place. */
IntlMessageFormat.resolveLocale = (locales) => new Intl.Locale([locales].flat()[0] ?? 'en')

/** Starts the translations in a language. The catalogues are complete by test, so that no language falls back. */
export async function startI18n(language: Language, words: Words): Promise<i18n> {
  const instance = i18next.createInstance()
  instance.on('languageChanged', (changed) => {
    // There is no document where a page is drawn on the server.
    if ('document' in globalThis) document.documentElement.lang = changed
  })
  await instance
    .use(backendOf(words))
    .use(new Messages())
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: Object.keys(await words(language)),
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    })
  return instance
}

/** The typed translate function of one namespace. */
export function useT<NS extends Namespace>(namespace: NS): TFunction<NS> {
  return useTranslation(namespace).t as TFunction<NS>
}

/** The language shown now. */
export function useLanguage(): Language {
  return useTranslation('common').i18n.language as Language
}
