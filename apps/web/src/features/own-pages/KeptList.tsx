import type { OwnPages } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './OwnPages.module.css'

interface Props {
  readonly pages: OwnPages
  readonly onVersion: (number: number) => void
  /** Sets the newest version against the pages now; the other texts are chosen there. */
  readonly onCompare: (number: number) => void
}

/** What was kept of own pages and made of the mandate, newest first. */
export function KeptList({ pages, onVersion, onCompare }: Props) {
  const t = useT('pages')
  const tCompare = useT('compare')
  const time = useTime()
  const entries = [
    ...pages.versions.map((version) => ({ kind: 'version', at: version.keptAt, version }) as const),
    ...pages.mandateLog.map((mandate) => ({ kind: 'mandate', at: mandate.at, mandate }) as const),
  ].sort((one, other) => other.at.localeCompare(one.at))
  if (entries.length === 0) return <p className={styles.quiet}>{t('history.empty')}</p>
  const [newest] = pages.versions
  return (
    <>
      {newest && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          onClick={() => onCompare(newest.number)}
        >
          {tCompare('title')}
        </button>
      )}
      <ol className={styles.history}>
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.at}`}>
            {entry.kind === 'version' ? (
              <>
                <button type="button" className={styles.open} onClick={() => onVersion(entry.version.number)}>
                  {t('history.version', { number: entry.version.number })}
                </button>
                {entry.version.note && <span>{entry.version.note}</span>}
              </>
            ) : (
              <>
                <span className={styles.fact}>
                  {t('history.mandate', { state: t(`mandate.state.${entry.mandate.state}`) })}
                </span>
                {entry.mandate.reference && <span>{entry.mandate.reference}</span>}
              </>
            )}
            <span className={styles.quiet}>
              {entry.kind === 'version' ? entry.version.keptBy.name : entry.mandate.person.name}
              {' · '}
              <time dateTime={entry.at}>{time.stamp(entry.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
