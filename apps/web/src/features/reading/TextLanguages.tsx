import type { ReleaseDetail } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { languageNames } from '../../i18n/languages.ts'
import { useTime } from '../../i18n/use-time.ts'
import { chooseTextLanguage, type ShownText, useChosenTextLanguage } from './text-language.ts'

/** In which languages a final text can be read, and, over a translation, that it is one and which text counts. */
export function TextLanguages({
  release,
  shown,
}: {
  readonly release: ReleaseDetail
  readonly shown: ShownText
}) {
  const t = useT('reading')
  const time = useTime()
  const names = useCountryNames()
  const client = useQueryClient()
  const chosen = useChosenTextLanguage()
  const { translations, draftingLanguage } = release
  const { translation } = shown
  const isAwaited = chosen !== shown.language && translations.some(({ language }) => language === chosen)
  // Of the languages beside that of the text a page has one, and asks for another once it is wanted.
  useEffect(() => {
    if (!isAwaited) return
    void client.invalidateQueries({ queryKey: ['release'] })
    void client.invalidateQueries({ queryKey: ['folder'] })
  }, [client, isAwaited])
  if (translations.length === 0) return null
  return (
    <div className="release-languages" data-translated={translation !== null}>
      {translation && (
        <div role="note" aria-label={t('translation.name')}>
          <strong>{t('translation.banner', { language: draftingLanguage })}</strong>
          <p>
            {t('translation.issued', {
              by:
                translation.country === null ? t('translation.secretariat') : names.name(translation.country),
              at: time.stamp(translation.issuedAt),
            })}
          </p>
        </div>
      )}
      <fieldset>
        <legend>{t('translation.choose')}</legend>
        {[draftingLanguage, ...translations.map(({ language }) => language)].map((language) => (
          <button
            key={language}
            type="button"
            aria-pressed={language === shown.language}
            onClick={() => chooseTextLanguage(language)}
          >
            <span lang={language}>{languageNames[language]}</span>
            {language === draftingLanguage && ` (${t('translation.authentic')})`}
          </button>
        ))}
      </fieldset>
      <p role="status">{isAwaited && t('translation.awaited')}</p>
    </div>
  )
}
