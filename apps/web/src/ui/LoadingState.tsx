import { useT } from '../i18n/i18n.ts'
import styles from './States.module.css'

/** Placeholder lines for what is on its way; said once to those who listen. */
export function LoadingState({ lines = 3 }: { readonly lines?: number }) {
  const t = useT('common')
  return (
    <div className={styles.loading} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_none, line) => (
        // The lines have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of equal lines
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  )
}
