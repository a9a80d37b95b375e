import type { SuggestedFormat } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import styles from './Suggestions.module.css'
import { useSuggestionWords } from './use-suggestion-words.ts'

interface Props {
  readonly inserted: string
  readonly deleted: string
  readonly formatted: string
  readonly formats?: readonly SuggestedFormat[]
}

/** What a suggestion takes out, puts in and formats. */
export function SuggestionWording({ inserted, deleted, formatted, formats = [] }: Props) {
  const t = useT('suggestions')
  const words = useSuggestionWords()
  return (
    <span className={styles.wording}>
      {deleted + inserted + formatted === '' && <span className={styles.what}>{t('noWords')}</span>}
      {deleted !== '' && (
        <span>
          <span className={styles.what}>{t('deleted')}</span> <del>{deleted}</del>
        </span>
      )}
      {inserted !== '' && (
        <span>
          <span className={styles.what}>{t('inserted')}</span> <ins>{inserted}</ins>
        </span>
      )}
      {formatted !== '' && (
        <span>
          <span className={styles.what}>
            {formats.length > 0 ? t('formattedAs', { formats: words.formats(formats) }) : t('formatted')}
          </span>{' '}
          <span className={styles.formatted}>{formatted}</span>
        </span>
      )}
    </span>
  )
}
