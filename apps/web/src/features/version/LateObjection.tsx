import { useT } from '../../i18n/i18n.ts'
import styles from './SignOff.module.css'

/** After a silence has held: an objection can still be recorded, and undoes nothing. */
export function LateObjection({ onAnswer }: { readonly onAnswer: () => void }) {
  const t = useT('version')
  return (
    <section className={styles.late}>
      <p className={styles.quiet}>{t('late.hint')}</p>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-color="danger"
        onClick={onAnswer}
      >
        {t('late.action')}
      </button>
    </section>
  )
}
