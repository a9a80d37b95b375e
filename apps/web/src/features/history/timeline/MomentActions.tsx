import { useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import styles from './MomentDialog.module.css'

/** Restores the whole text, after asking once. */
export function MomentActions({
  question,
  onRestore,
}: {
  readonly question: string
  readonly onRestore: () => void
}) {
  const t = useT('history')
  const tCommon = useT('common')
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) {
    return (
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        onClick={() => setAsking(true)}
      >
        {t('moment.whole')}
      </button>
    )
  }
  return (
    <fieldset className={styles.ask} aria-label={t('moment.whole')}>
      <p>{question}</p>
      <button
        type="button"
        className="ds-button"
        data-size="sm"
        onClick={() => {
          setAsking(false)
          onRestore()
        }}
      >
        {t('moment.wholeConfirm')}
      </button>
      <button
        type="button"
        className="ds-button"
        data-variant="tertiary"
        data-size="sm"
        onClick={() => setAsking(false)}
      >
        {tCommon('cancel')}
      </button>
    </fieldset>
  )
}
