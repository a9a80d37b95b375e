import { ApiError } from '../app/api.ts'
import { useErrorText } from '../app/use-error-text.ts'
import { useT } from '../i18n/i18n.ts'
import styles from './States.module.css'

/** What is shown where something could not be loaded: the sentence of its code, and a way to try again where that can help. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useT('common')
  const errorText = useErrorText()
  const isFinal = error instanceof ApiError && (error.code === 'not_found' || error.code === 'forbidden')
  return (
    <div className={styles.state} role="alert" data-kind="error">
      <p className={styles.title}>{errorText(error)}</p>
      {onRetry && !isFinal && (
        <button type="button" className="ds-button" data-variant="secondary" data-size="sm" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}
