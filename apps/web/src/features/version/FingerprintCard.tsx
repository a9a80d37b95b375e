import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { useT } from '../../i18n/i18n.ts'
import styles from './FingerprintCard.module.css'
import { type Fingerprint, shortHash } from './fingerprint.ts'

/** Whether the text on the page is the one that was frozen, with both fingerprints for whoever checks by hand. */
export function FingerprintCard({
  fingerprint: { computed, stored, isGenuine },
}: {
  readonly fingerprint: Fingerprint
}) {
  const t = useT('version')
  const Icon = isGenuine ? CheckmarkCircleIcon : ExclamationmarkTriangleIcon
  return (
    <section className={styles.card} data-genuine={isGenuine}>
      <h2>{t('hash.title')}</h2>
      <p className={styles.line}>
        <Icon aria-hidden />
        <code>{computed === null ? t('hash.none') : shortHash(computed)}</code>
      </p>
      <p>{t(isGenuine ? 'hash.right' : 'hash.wrong')}</p>
      <details open={!isGenuine}>
        <summary>{t('hash.whole')}</summary>
        <dl>
          <dt>{t('hash.computed')}</dt>
          <dd>
            <code>{computed ?? t('hash.none')}</code>
          </dd>
          <dt>{t('hash.expected')}</dt>
          <dd>
            <code>{stored}</code>
          </dd>
        </dl>
      </details>
    </section>
  )
}
