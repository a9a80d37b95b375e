import { NotePencilIcon } from '@navikt/aksel-icons'
import { useT } from '../../i18n/i18n.ts'
import { keyText } from '../drafting/toolbar/toolbar-items.ts'
import { reviewKeys } from './review-keys.ts'
import styles from './Suggestions.module.css'
import type { Mode } from './suggesting-mode.ts'

interface Props {
  readonly mode: Mode
  readonly onToggle: () => void
}

/** Whether one edits or suggests; a part of the toolbar. */
export function ModeSwitch({ mode, onToggle }: Props) {
  const t = useT('suggestions')
  return (
    <button
      type="button"
      data-tool
      className={styles.mode}
      aria-pressed={mode === 'suggesting'}
      aria-label={t('suggestChanges')}
      title={`${t('suggestChanges')} (${keyText(reviewKeys.suggesting)})`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
    >
      <NotePencilIcon aria-hidden />
      {t('suggest')}
    </button>
  )
}
