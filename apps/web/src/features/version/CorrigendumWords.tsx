import type { CorrigendumDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './Corrigenda.module.css'

/** For which words which others are to be read, why, and who says so. */
export function CorrigendumWords({
  corrigendum: { section, passage, reading, reason, proposedBy, proposedAt },
  language,
}: {
  readonly corrigendum: CorrigendumDetail
  readonly language: string
}) {
  const t = useT('version')
  const time = useTime()
  return (
    <div className={styles.words}>
      <p className={styles.quiet} lang={language}>
        {section.title}
      </p>
      <p>
        {t(reading === '' ? 'corrigenda.omit' : 'corrigenda.for')} <del lang={language}>{passage}</del>
        {reading !== '' && (
          <>
            {' '}
            {t('corrigenda.read')} <ins lang={language}>{reading}</ins>
          </>
        )}
      </p>
      <p lang={language}>{reason}</p>
      <p className={styles.quiet}>
        {t('corrigenda.by', { name: proposedBy.name, at: time.stamp(proposedAt) })}
      </p>
    </div>
  )
}
