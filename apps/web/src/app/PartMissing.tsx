import { useT } from '../i18n/i18n.ts'
import { useIsPartMissing } from './late.ts'
import styles from './PartMissing.module.css'

/** Says that something of the page could not be loaded, as after an update or on a network that failed, and loads it again. */
export function PartMissing() {
  const t = useT('common')
  const isPartMissing = useIsPartMissing()
  if (!isPartMissing) return null
  return (
    <div className={styles.notice} role="alert">
      <p>{t('partMissing')}</p>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        onClick={() => location.reload()}
      >
        {t('crash.reload')}
      </button>
    </div>
  )
}
