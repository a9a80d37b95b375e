import { useT } from '../i18n/i18n.ts'
import styles from './UnsentList.module.css'
import type { UnsentOnDevice } from './unsent-on-device.ts'

/** What would go with signing out on this device, by kind and number, and that it would not come back. */
export function UnsentList({ unsent }: { readonly unsent: UnsentOnDevice }) {
  const t = useT('account')
  return (
    <div className={styles.unsent}>
      <ul>
        {unsent.texts > 0 && <li>{t('unsent.texts', { number: unsent.texts })}</li>}
        {unsent.reports > 0 && <li>{t('unsent.reports', { number: unsent.reports })}</li>}
      </ul>
      <p>
        {t('unsent.text')} {t(unsent.texts > 0 ? 'unsent.openDraft' : 'unsent.openReport')}
      </p>
    </div>
  )
}
