import type { ChangedSection, Comparison } from '@samsyn/editor'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { changedSectionId } from './ComparedText.tsx'
import styles from './ComparisonSummary.module.css'

const counts = ['changed', 'added', 'removed', 'moved'] as const

interface Props {
  /** What is said where nothing changed. */
  readonly none: string
  readonly summary: Comparison['summary']
  /** Whether nothing changed at all. */
  readonly isSame: boolean
  /** Null where one can't go from change to change. */
  readonly onStep: ((by: 1 | -1) => void) | null
  /** More about a section than that it changed. */
  readonly aboutSection?: (id: string) => ReactNode
  /** More about the whole. */
  readonly children?: ReactNode
}

/** How much changed and where, before the text itself. */
export function ComparisonSummary({ none, summary, isSame, onStep, aboutSection, children }: Props) {
  const t = useT('version')
  const found = counts.filter((count) => summary[count] > 0)
  if (isSame) {
    return (
      <p className={styles.summary} role="status">
        {none}
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
      {children}
      <nav aria-label={t('changes.sections')} className={styles.sections}>
        <strong>{t('changes.sections')}</strong>
        <ul>
          {summary.sections.map((section) => (
            <li key={section.id}>
              <a href={`#${changedSectionId(section.id)}`} className="ds-link">
                <SectionName section={section} />
              </a>
              {aboutSection?.(section.id)}
            </li>
          ))}
        </ul>
      </nav>
      {onStep && (
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
      )}
    </div>
  )
}

function SectionName({ section: { title, change } }: { readonly section: ChangedSection }) {
  const t = useT('version')
  const name = title || t('changes.untitled')
  return change === 'changed' ? name : t('changes.section', { title: name, change: t(`change.${change}`) })
}
