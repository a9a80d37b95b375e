import { type DocJson, outline } from '@samsyn/editor'
import { useT } from '../../i18n/i18n.ts'
import type { DraftingLanguage } from './editor/use-draft-editor.ts'
import styles from './Outline.module.css'

interface Props {
  readonly doc: DocJson
  readonly language: DraftingLanguage
  /** Which line of the text the caret is in; -1 for none. */
  readonly current: number
  /** Puts the caret to a line of the text. */
  readonly onGo: (line: number) => void
}

/** Sections and headings of the text; each takes the caret there. */
export function Outline({ doc, language, current, onGo }: Props) {
  const t = useT('drafting')
  const entries = outline(doc, language)
  const under = entries.findLastIndex(({ line }) => line <= current)
  return (
    <nav className={styles.outline} aria-label={t('outline.title')}>
      <ol>
        {entries.map(({ sectionId, level, text, number, line }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headings have no id of their own
          <li key={`${sectionId}-${index}`} data-level={level}>
            <button
              type="button"
              aria-current={index === under ? 'true' : undefined}
              onClick={() => onGo(line)}
            >
              {number} {text || t('outline.untitled')}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
