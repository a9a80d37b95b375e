import type { PasteLoss } from '@samsyn/editor'
import type { Loss } from '@samsyn/import'
import { useT } from '../../i18n/i18n.ts'
import styles from './LossList.module.css'

/** What of a file is not brought in, with its first words, so that nobody finds out later. */
export function LossList({ losses }: { readonly losses: readonly Loss[] }) {
  const t = useT('word')
  if (losses.length === 0) return <p className={styles.none}>{t('losses.none')}</p>
  return (
    <section className={styles.losses} aria-label={t('losses.title')}>
      <h3>{t('losses.title')}</h3>
      <LossLines losses={losses} />
      <p className={styles.none}>{t('losses.layout')}</p>
    </section>
  )
}

/** What was lost, a line for each kind. */
export function LossLines({ losses }: { readonly losses: readonly (Loss | PasteLoss)[] }) {
  const t = useT('word')
  return (
    <ul className={styles.lines}>
      {losses.map(({ kind, count, words }) => (
        <li key={kind}>
          {t('losses.line', { what: t(`loss.${kind}`), count })}
          {words.length > 0 && (
            <span className={styles.words}> {words.map((each) => `“${each}”`).join(' ')}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
