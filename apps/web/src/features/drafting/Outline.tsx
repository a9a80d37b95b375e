import { type DocJson, outline } from '@samsyn/editor'
import { type DragEvent, type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import type { DraftingLanguage } from './editor/use-draft-editor.ts'
import styles from './Outline.module.css'
import { keyText } from './toolbar/toolbar-items.ts'

interface Props {
  readonly doc: DocJson
  readonly language: DraftingLanguage
  /** Which line of the text the caret is in; -1 for none. */
  readonly current: number
  /** Puts the caret to a line of the text. */
  readonly onGo: (line: number) => void
  /** Moves a section so many places down, or up below zero, and gives where it is then; null for whoever may not. */
  readonly onMove: ((sectionId: string, by: number) => number) | null
  /** What stands over the contents and beside each section, null until it comes: it has its room. Null for a text whose sections have no states. */
  readonly states: {
    readonly count: ReactNode
    readonly of: (section: DocJson['content'][number]) => ReactNode
  } | null
}

/** Where a dragged section would go: before or after one that stays. */
interface Drop {
  readonly section: number
  readonly isAfter: boolean
}

/** Sections and headings of the text; each takes the caret there, and sections are moved by dragging or by keys. */
export function Outline({ doc, language, current, onGo, onMove, states }: Props) {
  const t = useT('drafting')
  const entries = useMemo(() => entriesOf(doc, language), [doc, language])
  const [dragged, setDragged] = useState<number | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const [said, setSaid] = useState('')
  const under = entries.findLastIndex(({ line }) => line <= current)
  const count = doc.content.length

  const move = (section: number, by: number) => {
    const moved = entries.find((entry) => entry.section === section)
    if (!onMove || !moved || by === 0) return
    const place = onMove(moved.sectionId, by) + 1
    setSaid(t('outline.moved', { title: moved.text || t('outline.untitled'), place, count }))
  }
  const press = (event: KeyboardEvent, section: number) => {
    if (!event.altKey || !event.shiftKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(section, event.key === 'ArrowUp' ? -1 : 1)
  }
  const over = (event: DragEvent, section: number) => {
    if (dragged === null) return
    event.preventDefault()
    setDrop({ section, isAfter: section > dragged })
  }
  const end = () => {
    setDragged(null)
    setDrop(null)
  }
  return (
    <nav className={styles.outline} aria-label={t('outline.title')}>
      {states && <p className={styles.count}>{states.count}</p>}
      <ol data-states={states !== null || undefined}>
        {entries.map(({ key, section, level, text, number, line }, index) => {
          const isMovable = onMove !== null && level === 2 && count > 1
          const isMarked = drop?.section === section && section !== dragged
          const own = level === 2 ? doc.content[section] : undefined
          const isEdge = drop?.isAfter ? entries[index + 1]?.section !== section : level === 2
          return (
            <li
              key={key}
              data-level={level}
              data-dragged={section === dragged || undefined}
              data-drop={isMarked && isEdge ? (drop.isAfter ? 'after' : 'before') : undefined}
              draggable={isMovable}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move'
                event.dataTransfer.setData('text/plain', text)
                setDragged(section)
              }}
              onDragOver={(event) => over(event, section)}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== null) move(dragged, section - dragged)
                end()
              }}
              onDragEnd={end}
            >
              <button
                type="button"
                aria-current={index === under ? 'true' : undefined}
                title={isMovable ? t('outline.move', { keys: moveKeys }) : undefined}
                onClick={() => onGo(line)}
                onKeyDown={isMovable ? (event) => press(event, section) : undefined}
              >
                {number} {text || t('outline.untitled')}
              </button>
              {own && states?.of(own)}
            </li>
          )
        })}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </nav>
  )
}

const moveKeys = `${keyText('Alt-Shift-ArrowUp')}, ${keyText('Alt-Shift-ArrowDown')}`

/** The entries with which section each is in, under keys that stay theirs when sections move. */
function entriesOf(doc: DocJson, language: DraftingLanguage) {
  let section = -1
  let heading = 0
  return outline(doc, language).map((entry) => {
    if (entry.level === 2) {
      section += 1
      heading = 0
    } else heading += 1
    return { ...entry, section, key: `${entry.sectionId}-${heading}` }
  })
}
