import type { Marked } from '@samsyn/domain'
import { useT } from '../i18n/i18n.ts'
import styles from './MarkingLine.module.css'
import { useMarkingText } from './use-marking-text.ts'

/** Whom a text is for, beside its title wherever the text is shown. */
export function MarkingLine({ text }: { readonly text: Marked }) {
  const t = useT('domain')
  const wordsOf = useMarkingText()
  return (
    <span className={styles.marking} data-marking>
      <span className="visually-hidden">{t('markingLabel')} </span>
      {wordsOf(text)}
    </span>
  )
}
