import type { Language } from '@samsyn/domain'
import { useT } from '../../i18n/i18n.ts'
import styles from './SignOff.module.css'

/** The sentence on who stands behind the text, as it is before whoever signs. */
export function FormulaNow({ formula, language }: { readonly formula: string; readonly language: Language }) {
  const t = useT('version')
  return (
    <p className={styles.formula}>
      <span className={styles.quiet}>{t('round.formulaNow')}</span> <span lang={language}>{formula}</span>
    </p>
  )
}
