import { type DocJson, outline } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import styles from '../drafting/OpenPoints.module.css'
import { useSectionWords } from './use-section-words.ts'
import { type Section, useSections } from './use-sections.ts'

interface Props {
  readonly position: PositionDetail
  readonly doc: DocJson
  readonly onGo: (line: number) => void
}

/** The sections that say something else than what was agreed or closed, and those that were opened again; nothing where there is none. */
export function SectionsToLookAt({ position, doc, onGo }: Props) {
  const t = useT('drafting')
  const words = useSectionWords()
  const sections = useSections(position, doc).filter(isToLookAt)
  if (sections.length === 0) return null
  const lines = new Map(
    outline(doc).flatMap(({ level, sectionId, line }) => (level === 2 ? [[sectionId, line]] : [])),
  )
  return (
    <>
      <p className={styles.count}>{t('sectionState.lookAt', { count: sections.length })}</p>
      <ul className={styles.points}>
        {sections.map((section) => (
          <li key={section.text.id}>
            <button type="button" onClick={() => onGo(lines.get(section.text.id) ?? 0)} data-kind="section">
              <span className={styles.words}>{words.title(section)}</span>
              {section.standing.isChanged && <span className={styles.where}>{words.state(section)}</span>}
              <span className={styles.where}>{words.last(section)}</span>
              {words.reason(section) !== null && (
                <span className={styles.where}>
                  {t('sectionState.why', { reason: words.reason(section) ?? '' })}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function isToLookAt({ standing, last }: Section): boolean {
  return standing.isChanged || last?.type === 'section.reopened'
}
