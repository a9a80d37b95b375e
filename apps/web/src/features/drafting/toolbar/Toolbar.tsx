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
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import { footnoteHere, footnoteKey } from '../footnotes/footnote-keys.ts'
import { BracketMenu } from './BracketMenu.tsx'
import { LanguageTool } from './LanguageTool.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { NumberingMenu } from './NumberingMenu.tsx'
import { SectionMenu } from './SectionMenu.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { TableMenu } from './TableMenu.tsx'
import { type Tool, ToolButton } from './ToolButton.tsx'
import styles from './Toolbar.module.css'
import { type ItemName, itemGroups, type ToolbarItem } from './toolbar-items.ts'
import { useOverflow } from './use-overflow.ts'

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

/** Where there is little room the first of these go into the menu first; the menus themselves stay. */
const leaving = [
  'blockquote',
  'strike',
  'shortcuts',
  'link',
  'underline',
  'subheading',
  'heading',
  'orderedList',
  'bulletList',
  'redo',
  'undo',
  'italic',
  'bold',
  'footnote',
  'find',
] as const satisfies readonly (ItemName | 'link' | 'footnote' | 'find' | 'shortcuts')[]

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
  /** Whether somebody has asked for it by its key before it was there. */
  readonly hasFocus?: boolean
}

/**
 * The toolbar of the editor: one row, one stop of the Tab key, arrows inside it (WAI-ARIA toolbar pattern), Alt+F10 from
 * the text. What has no room in the row is in a menu at its end.
 */
export const Toolbar = memo(function Toolbar({
  editor,
  language,
  kinds,
  mayBracket,
  onFind,
  mode,
  hasFocus = false,
}: Props) {
  const t = useT('drafting')
  const bar = useRef<HTMLDivElement>(null)
  const gone = useOverflow(bar, leaving)
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
  const goneNames = gone.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons change with what has no room
  useEffect(() => {
    const buttons = buttonsOf(bar.current)
    for (const [index, button] of buttons.entries()) button.tabIndex = index === 0 ? 0 : -1
  }, [goneNames])

  // Once, when it comes.
  const [focusesFirst] = useState(hasFocus)
  useEffect(() => {
    if (focusesFirst) buttonsOf(bar.current)[0]?.focus()
  }, [focusesFirst])

  const toolOf = (item: ToolbarItem): Tool => ({
    name: item.name,
    label: t(`toolbar.${item.name}`),
    key: item.key,
    face: faces[item.name],
    isOn: item.isOn ? (on.items[item.name] ?? false) : undefined,
    onUse: () => item.run(editor.chain().focus()).run(),
  })
  const groups = itemGroups.map((group) => group.map(toolOf))
  const link: Tool = {
    name: 'link',
    label: t('toolbar.link'),
    key: null,
    face: <LinkIcon aria-hidden />,
    isOn: on.link,
    onUse: () => setLinking(true),
  }
  const footnote: Tool = {
    name: 'footnote',
    label: t('footnote.insert'),
    key: footnoteKey,
    face: <FootnoteFace />,
    isOn: on.footnote,
    onUse: () => {
      editor.commands.focus()
      footnoteHere(editor)
    },
  }
  const last: readonly Tool[] = [
    ...(onFind
      ? [
          {
            name: 'find',
            label: t('find.title'),
            key: 'Mod-h',
            face: <MagnifyingGlassIcon aria-hidden />,
            isOn: undefined,
            onUse: onFind,
          },
        ]
      : []),
    {
      name: 'shortcuts',
      label: t('shortcuts.title'),
      key: null,
      face: <QuestionmarkIcon aria-hidden />,
      isOn: undefined,
      onUse: () => setHelping(true),
    },
  ]
  const button = (tool: Tool) => (
    <ToolButton key={tool.name} tool={tool} isHidden={gone.includes(tool.name)} />
  )
  // What opened it may have been in a menu that is closed, and cannot take the focus back.
  const closing = (setOpen: (isOpen: boolean) => void) => () => {
    setOpen(false)
    editor.commands.focus()
  }
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
    for (const each of buttons) each.tabIndex = -1
    const next = buttons[target]
    if (!next) return
    next.tabIndex = 0
    next.focus()
  }

  return (
    <>
      <div ref={bar} role="toolbar" aria-label={t('toolbar.label')} className={styles.bar} onKeyDown={move}>
        {mode && <div className={styles.group}>{mode}</div>}
        {groups.map((group) => (
          <div key={group[0]?.name} className={styles.group}>
            {group.map(button)}
          </div>
        ))}
        <div className={styles.group}>
          {button(link)}
          {button(footnote)}
          <LanguageTool editor={editor} language={language} />
          {mayBracket && <BracketMenu editor={editor} />}
          <NumberingMenu editor={editor} />
          <TableMenu editor={editor} language={language} />
          <SectionMenu editor={editor} language={language} kinds={kinds} />
        </div>
        <div className={styles.group}>
          {last.map(button)}
          <MoreMenu
            tools={[...groups.flat(), link, footnote, ...last].filter(({ name }) => gone.includes(name))}
          />
        </div>
      </div>
      <LinkDialog editor={editor} isOpen={isLinking} onClose={closing(setLinking)} />
      <ShortcutsDialog isOpen={isHelping} onClose={closing(setHelping)} />
    </>
  )
})

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

function buttonsOf(bar: HTMLElement | null): HTMLButtonElement[] {
  return [...(bar?.querySelectorAll<HTMLButtonElement>('[data-tool]:not([hidden])') ?? [])]
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
