import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './Banner.module.css'
import { Banner } from './Banner.tsx'
import type { RefusedText } from './connection/refused-text.ts'

/** What the server did not accept, in the person's own words, until they have copied or dismissed it. */
export function RefusedPanel({
  refused,
  onDismiss,
}: {
  readonly refused: RefusedText
  readonly onDismiss: () => void
}) {
  const t = useT('drafting')
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(refused.passages.join('\n\n')).then(
      () => setCopied(true),
      // Without the right to the clipboard the text is still there to be selected.
      () => setCopied(false),
    )
  }
  return (
    <Banner tone="danger" title={t('refused.title')} isUrgent>
      <p>{refused.code === 'read_only' ? t('refused.readOnly') : t('refused.frozen')}</p>
      {refused.passages.length === 0 ? (
        <p>{t('refused.onlyRemoved')}</p>
      ) : (
        <ul className={styles.passages} data-refused-text>
          {refused.passages.map((passage) => (
            <li key={passage}>{passage}</li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {refused.passages.length > 0 && (
          <button
            type="button"
            className="ds-button"
            data-variant="primary"
            data-color="danger"
            onClick={copy}
          >
            {isCopied ? t('refused.copied') : t('refused.copy')}
          </button>
        )}
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-color="danger"
          onClick={onDismiss}
        >
          {t('refused.dismiss')}
        </button>
      </div>
    </Banner>
  )
}
