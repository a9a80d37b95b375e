import { useT } from '../i18n/i18n.ts'
import styles from './Notice.module.css'

/** What is shown when a page broke: nothing stored is in danger, and loading anew is the way on. */
export function CrashPage() {
  const t = useT('common')
  const tErrors = useT('errors')
  return (
    <main className={styles.notice} role="alert">
      <h1>{t('crash.title')}</h1>
      {/* A page's code that could not be fetched ends up here too. */}
      <p>{navigator.onLine ? t('crash.text') : tErrors('network')}</p>
      <button type="button" className="ds-button" data-variant="primary" onClick={() => location.reload()}>
        {t('crash.reload')}
      </button>
    </main>
  )
}
