import type { Language } from '@samsyn/domain'
import { filePath, type PositionDetail, type TranslationCard } from '@samsyn/protocol'
import { useState } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { languageNames } from '../../i18n/languages.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { IssueTranslation } from './IssueTranslation.tsx'
import styles from './LanguageVersions.module.css'
import { useTranslations } from './use-translations.ts'

interface Props {
  readonly position: PositionDetail
  readonly release: PositionDetail['releases'][number]
}

/** In which languages a final text can be read: the one that was agreed, and its working translations with those before them. */
export function LanguageVersions({ position, release }: Props) {
  const t = useT('translations')
  const found = useTranslations(release.id)
  const [isIssuing, setIssuing] = useState(false)
  const languages = [...new Set(found.data?.translations.map(({ language }) => language))]
  const mayIssue = found.data?.mayIssue ?? []
  return (
    <section className={styles.block} aria-labelledby={`languages-${release.id}`}>
      <h2 id={`languages-${release.id}`}>{t('title')}</h2>
      {found.isPending && <LoadingState />}
      {found.isError && !found.data && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <ul className={styles.languages}>
          <li>
            <p className={styles.line}>
              <strong lang={position.draftingLanguage}>{languageNames[position.draftingLanguage]}</strong>
              <span>{t('authentic')}</span>
            </p>
            <p className={styles.ways}>
              <a href={`/read/${release.id}?language=${position.draftingLanguage}`} className="ds-link">
                {t('read')}
                <span className="visually-hidden">: {languageNames[position.draftingLanguage]}</span>
              </a>
            </p>
          </li>
          {languages.map((language) => (
            <OneLanguage
              key={language}
              releaseId={release.id}
              language={language}
              translations={found.data.translations.filter((each) => each.language === language)}
            />
          ))}
        </ul>
      )}
      {release.issuedCorrigenda > 0 && (
        <p className={styles.quiet}>{t('corrigenda', { count: release.issuedCorrigenda })}</p>
      )}
      {found.data && languages.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
      {mayIssue.length > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-size="sm"
          onClick={() => setIssuing(true)}
        >
          {t('issue.open')}
        </button>
      )}
      {isIssuing && found.data && (
        <IssueTranslation
          releaseId={release.id}
          languages={mayIssue}
          translations={found.data.translations}
          onClose={() => setIssuing(false)}
        />
      )}
    </section>
  )
}

function OneLanguage({
  releaseId,
  language,
  translations: [newest, ...earlier],
}: {
  readonly releaseId: string
  readonly language: Language
  /** The newest first. */
  readonly translations: readonly TranslationCard[]
}) {
  const t = useT('translations')
  if (!newest) return null
  return (
    <li data-language={language}>
      <p className={styles.line}>
        <strong lang={language}>{languageNames[language]}</strong>
        <span>{t('working')}</span>
      </p>
      <p lang={language}>{newest.title}</p>
      <Issued translation={newest} />
      <p className={styles.ways}>
        <a href={`/read/${releaseId}?language=${language}`} className="ds-link">
          {t('read')}
          <span className="visually-hidden">: {languageNames[language]}</span>
        </a>
        <Files releaseId={releaseId} translation={newest} />
      </p>
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{t('earlier', { count: earlier.length })}</summary>
          <ol>
            {earlier.map((translation) => (
              <li key={translation.id}>
                <Issued translation={translation} />
                <p className={styles.ways}>
                  <Files releaseId={releaseId} translation={translation} />
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

function Issued({
  translation: { number, country, issuedAt, contentHash },
}: {
  readonly translation: TranslationCard
}) {
  const t = useT('translations')
  const time = useTime()
  const names = useCountryNames()
  return (
    <p className={styles.quiet}>
      {t('issued', {
        number,
        by: country === null ? t('secretariat') : names.name(country),
        at: time.stamp(issuedAt),
      })}{' '}
      <code title={contentHash}>{contentHash.slice(0, 8)}</code>
    </p>
  )
}

function Files({
  releaseId,
  translation: { id: translationId, language, number },
}: {
  readonly releaseId: string
  readonly translation: TranslationCard
}) {
  return (['pdf', 'docx'] as const).map((format) => (
    <a
      key={format}
      href={filePath('getTranslationFile', { releaseId, translationId, format })}
      download
      className="ds-link"
    >
      {format === 'pdf' ? 'PDF' : 'Word'}
      <span className="visually-hidden">
        : {languageNames[language]} {number}
      </span>
    </a>
  ))
}
