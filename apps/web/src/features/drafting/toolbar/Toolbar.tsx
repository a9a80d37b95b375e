import {
  ArrowRedoIcon,
  ArrowUndoIcon,
  BulletListIcon,
  LinkIcon,
  MagnifyingGlassIcon,
  NumberListIcon,
  QuestionmarkIcon,
} from '@navikt/aksel-icons'
import { footnoteAt, type SectionKind } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import { footnoteHere, footnoteKey } from '../footnotes/footnote-keys.ts'
import { BracketMenu } from './BracketMenu.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { NumberingMenu } from './NumberingMenu.tsx'
import { SectionMenu } from './SectionMenu.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { TableMenu } from './TableMenu.tsx'
import styles from './Toolbar.module.css'
import { type ItemName, itemGroups, keyText, type ToolbarItem } from './toolbar-items.ts'

const faces: Readonly<Record<ItemName, ReactNode>> = {
  undo: <ArrowUndoIcon aria-hidden />,
  redo: <ArrowRedoIcon aria-hidden />,
  bold: <b aria-hidden>B</b>,
  italic: <i aria-hidden>I</i>,
  underline: <u aria-hidden>U</u>,
  strike: <s aria-hidden>S</s>,
  heading: <HeadingFace level={1} />,
  subheading: <HeadingFace level={2} />,
  bulletList: <BulletListIcon aria-hidden />,
  orderedList: <NumberListIcon aria-hidden />,
  blockquote: <span aria-hidden>”</span>,
}

interface Props {
  readonly editor: Editor
  /** The language of the text, in which new sections get their titles. */
  readonly language: DraftingLanguage
  /** The kinds of section that can be added. */
  readonly kinds: readonly SectionKind[]
  /** Whether the person puts text in brackets. */
  readonly mayBracket: boolean
  /** Opens the search; null where there is none. */
  readonly onFind: (() => void) | null
  /** The switch between editing and suggesting; null where there is none. */
  readonly mode?: ReactNode
}

/** The toolbar of the editor: one stop of the Tab key, arrows inside it (WAI-ARIA toolbar pattern), Alt+F10 from the text. */
export function Toolbar({ editor, language, kinds, mayBracket, onFind, mode }: Props) {
  const t = useT('drafting')
  const bar = useRef<HTMLDivElement>(null)
  const [isLinking, setLinking] = useState(false)
  const [isHelping, setHelping] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      items: Object.fromEntries(itemGroups.flat().map(({ name, isOn }) => [name, isOn?.(current) ?? false])),
      link: current.isActive('link'),
      footnote: footnoteAt(current.state.selection) !== null,
    }),
  })

  useEffect(() => {
    const { dom } = editor.view
    const toBar = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F10' || !event.altKey) return
      event.preventDefault()
      buttonsOf(bar.current)[0]?.focus()
    }
    dom.addEventListener('keydown', toBar)
    return () => dom.removeEventListener('keydown', toBar)
  }, [editor])

  // One button can be reached by Tab; the arrows move that place along.
  useEffect(() => {
    const buttons = buttonsOf(bar.current)
    for (const [index, button] of buttons.entries()) button.tabIndex = index === 0 ? 0 : -1
  }, [])

  const run = (item: ToolbarItem) => item.run(editor.chain().focus()).run()
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      editor.commands.focus()
      return
    }
    const buttons = buttonsOf(bar.current)
    const index = buttons.indexOf(event.target as HTMLButtonElement)
    const target = targetOf(event.key, index, buttons.length)
    if (index < 0 || target === null) return
    event.preventDefault()
    for (const button of buttons) button.tabIndex = -1
    const next = buttons[target]
    if (!next) return
    next.tabIndex = 0
    next.focus()
  }

  return (
    <>
      <div ref={bar} role="toolbar" aria-label={t('toolbar.label')} className={styles.bar} onKeyDown={move}>
        {mode && <div className={styles.group}>{mode}</div>}
        {itemGroups.map((group) => (
          <div key={group[0]?.name} className={styles.group}>
            {group.map((item) => {
              const name = t(`toolbar.${item.name}`)
              return (
                <button
                  key={item.name}
                  type="button"
                  data-tool
                  className={styles.tool}
                  aria-label={name}
                  aria-pressed={item.isOn ? (on.items[item.name] ?? false) : undefined}
                  title={item.key ? `${name} (${keyText(item.key)})` : name}
                  onMouseDown={keepSelection}
                  onClick={() => run(item)}
                >
                  {faces[item.name]}
                </button>
              )
            })}
          </div>
        ))}
        <div className={styles.group}>
          <button
            type="button"
            data-tool
            className={styles.tool}
            aria-label={t('toolbar.link')}
            aria-pressed={on.link}
            title={t('toolbar.link')}
            onMouseDown={keepSelection}
            onClick={() => setLinking(true)}
          >
            <LinkIcon aria-hidden />
          </button>
          <button
            type="button"
            data-tool
            className={styles.tool}
            aria-label={t('footnote.insert')}
            aria-pressed={on.footnote}
            title={`${t('footnote.insert')} (${keyText(footnoteKey)})`}
            onMouseDown={keepSelection}
            onClick={() => {
              editor.commands.focus()
              footnoteHere(editor)
            }}
          >
            <FootnoteFace />
          </button>
          {mayBracket && <BracketMenu editor={editor} />}
          <NumberingMenu editor={editor} />
          <TableMenu editor={editor} />
          <SectionMenu editor={editor} language={language} kinds={kinds} />
        </div>
        <div className={styles.group}>
          {onFind && (
            <button
              type="button"
              data-tool
              className={styles.tool}
              aria-label={t('find.title')}
              title={`${t('find.title')} (${keyText('Mod-h')})`}
              onMouseDown={keepSelection}
              onClick={onFind}
            >
              <MagnifyingGlassIcon aria-hidden />
            </button>
          )}
          <button
            type="button"
            data-tool
            className={styles.tool}
            aria-label={t('shortcuts.title')}
            title={t('shortcuts.title')}
            onClick={() => setHelping(true)}
          >
            <QuestionmarkIcon aria-hidden />
          </button>
        </div>
      </div>
      <LinkDialog editor={editor} isOpen={isLinking} onClose={() => setLinking(false)} />
      <ShortcutsDialog isOpen={isHelping} onClose={() => setHelping(false)} />
    </>
  )
}

/** Drawn, not written: a letter in a button would have to be part of its name. */
function HeadingFace({ level }: { readonly level: 1 | 2 }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden>
      <path d="M4 5v14M12 5v14M4 12h8" />
      {level === 1 ? <path d="M17 11l3-2v10" /> : <path d="M16 12.5a2.2 2.2 0 1 1 3.9 1.4L16 19h4.6" />}
    </svg>
  )
}

function FootnoteFace() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden>
      <path d="M3 19 8 6l5 13M4.7 15h6.6M18 6.5l2.2-1.8V12" />
    </svg>
  )
}

function keepSelection(event: { preventDefault(): void }): void {
  event.preventDefault()
}

function buttonsOf(bar: HTMLElement | null): HTMLButtonElement[] {
  return [...(bar?.querySelectorAll<HTMLButtonElement>('[data-tool]') ?? [])]
}

function targetOf(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count
    case 'ArrowLeft':
      return (index - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
