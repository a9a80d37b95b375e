import type { ChangedSection, Comparison } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import { changedSectionId } from './ComparedText.tsx'
import styles from './ComparisonSummary.module.css'

const counts = ['changed', 'added', 'removed', 'moved'] as const

interface Props {
  /** Number of the earlier version. */
  readonly from: number
  readonly summary: Comparison['summary']
  /** Null where there is no change to go to. */
  readonly onStep: ((by: 1 | -1) => void) | null
}

/** How much changed and where, before the text itself. */
export function ComparisonSummary({ from, summary, onStep }: Props) {
  const t = useT('version')
  const found = counts.filter((count) => summary[count] > 0)
  if (!onStep) {
    return (
      <p className={styles.summary} role="status">
        {t('changes.none', { number: from })}
      </p>
    )
  }
  return (
    <div className={styles.summary}>
      {found.length > 0 && (
        <div role="status">
          <ul className={styles.counts}>
            {found.map((count) => (
              <li key={count} data-count={count}>
                {t(`count.${count}`, { count: summary[count] })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <nav aria-label={t('changes.sections')} className={styles.sections}>
        <strong>{t('changes.sections')}</strong>
        <ul>
          {summary.sections.map((section) => (
            <li key={section.id}>
              <a href={`#${changedSectionId(section.id)}`} className="ds-link">
                <SectionName section={section} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.steps}>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-size="sm"
          aria-keyshortcuts="p"
          onClick={() => onStep(-1)}
        >
          {t('changes.previous')}
        </button>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-size="sm"
          aria-keyshortcuts="n"
          onClick={() => onStep(1)}
        >
          {t('changes.next')}
        </button>
        <span className={styles.keys}>{t('changes.keys')}</span>
      </div>
    </div>
  )
}

function SectionName({ section: { title, change } }: { readonly section: ChangedSection }) {
  const t = useT('version')
  const name = title || t('changes.untitled')
  return change === 'changed' ? name : t('changes.section', { title: name, change: t(`change.${change}`) })
}
