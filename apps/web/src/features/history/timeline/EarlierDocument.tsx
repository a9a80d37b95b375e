import type { Passage, TemplateLanguage } from '@samsyn/editor'
import { useLanguage, useT } from '../../../i18n/i18n.ts'
import comparedStyles from '../../version/ComparedText.module.css'
import { ComparedText } from '../../version/ComparedText.tsx'
import { type EarlierText, firstWords } from './earlier-text.ts'
import styles from './MomentDialog.module.css'

interface Props {
  readonly text: EarlierText
  readonly lang: TemplateLanguage
  /** Null for whoever may not write in the draft now. */
  readonly onRestore: ((passage: Passage) => void) | null
}

/** An earlier text, with what the draft has no more marked, and a button at each passage that can come back. */
export function EarlierDocument({ text: { blocks, steps, passages }, lang, onRestore }: Props) {
  const t = useT('history')
  const language = useLanguage()
  return (
    <article lang={lang} className={`document ${comparedStyles.changes} ${styles.text}`}>
      <ComparedText
        blocks={blocks}
        steps={steps}
        said={['moved_from']}
        beside={(block) => {
          const passage = passages.get(block)
          return (
            passage &&
            onRestore && (
              <button
                type="button"
                lang={language}
                className={styles.restore}
                aria-label={t('moment.restoreThis', { text: firstWords(block) })}
                onClick={() => onRestore(passage)}
              >
                {t('moment.restore')}
              </button>
            )
          )
        }}
      />
    </article>
  )
}
