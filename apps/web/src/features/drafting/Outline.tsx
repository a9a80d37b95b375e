import { type DocJson, outline } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import styles from './Outline.module.css'

interface Props {
  readonly doc: DocJson
  /** Which heading the caret is under; -1 for none. */
  readonly current: number
  /** Puts the caret to the n-th heading of the text, titles included. */
  readonly onGo: (index: number) => void
}

/** Sections and headings of the text; each takes the caret there. */
export function Outline({ doc, current, onGo }: Props) {
  const t = useT('drafting')
  const entries = outline(doc)
  return (
    <nav className={styles.outline} aria-label={t('outline.title')}>
      <ol>
        {entries.map(({ sectionId, level, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headings have no id of their own
          <li key={`${sectionId}-${index}`} data-level={level}>
            <button
              type="button"
              aria-current={index === current ? 'true' : undefined}
              onClick={() => onGo(index)}
            >
              {text || t('outline.untitled')}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
