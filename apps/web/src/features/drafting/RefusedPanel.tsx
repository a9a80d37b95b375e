import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './Banner.module.css'
import { Banner } from './Banner.tsx'
import type { RefusedText } from './connection/refused-text.ts'

const sentences = {
  draft_frozen: 'refused.frozen',
  read_only: 'refused.readOnly',
  draft_full: 'refused.full',
  author_forged: 'refused.forged',
  message_too_large: 'refused.tooLarge',
  malformed_message: 'refused.notTaken',
  schema_mismatch: 'refused.notTaken',
  ground_missing: 'refused.groundMissing',
  passage_gone: 'refused.gone',
} as const satisfies Record<RefusedText['code'], string>

/** What is not in the text, in the person's own words, until they have copied or dismissed it. */
export function RefusedPanel({
  refused,
  onDismiss,
}: {
  readonly refused: RefusedText
  readonly onDismiss: () => void
}) {
  const t = useT('drafting')
  const panel = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  // It may come while somebody writes far down the page.
  useEffect(() => {
    // Nothing returned: newer browsers answer with a promise, which is no clean-up.
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  // What has come since is not copied yet.
  const [copiedOf, setCopiedOf] = useState<RefusedText | null>(null)
  const isCopied = copiedOf === refused
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(refused.passages.join('\n\n'))
      setCopiedOf(refused)
    } catch {
      // No clipboard without the right to it, or over plain http: the text is selected, ready for the keys.
      if (list.current) getSelection()?.selectAllChildren(list.current)
    }
  }
  const title = t(refused.code === 'passage_gone' ? 'refused.goneTitle' : 'refused.title')
  return (
    <div ref={panel} className={styles.panel}>
      <Banner tone="danger" title={title} isUrgent>
        <p>{t(sentences[refused.code])}</p>
        {refused.passages.length === 0 ? (
          <p>{t('refused.onlyRemoved')}</p>
        ) : (
          <ul
            ref={list}
            className={styles.passages}
            data-refused-text
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region
            tabIndex={0}
            aria-label={title}
          >
            {refused.passages.map((passage) => (
              <li key={passage}>{passage.trim()}</li>
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
              onClick={() => void copy()}
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
    </div>
  )
}
