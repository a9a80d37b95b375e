import { ShieldLockIcon } from '@navikt/aksel-icons'
import { useT } from '../i18n/i18n.ts'
import styles from './StatusTag.module.css'

/** Says that a text is locked because classified information was reported in it. */
export function LockTag() {
  const t = useT('common')
  return (
    <span className={styles.tag} data-kind="refused">
      <ShieldLockIcon aria-hidden />
      {t('spillLocked')}
    </span>
  )
}
