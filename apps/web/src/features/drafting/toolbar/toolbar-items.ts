import type { ChainedCommands, Editor } from '@tiptap/core'

/** What the toolbar's plain buttons do. `key` is the shortcut in the notation of Tiptap, shown beside the name. */
export interface ToolbarItem {
  readonly name: ItemName
  readonly key: string | null
  readonly run: (chain: ChainedCommands) => ChainedCommands
  /** Whether it is on where the caret stands; null for a button that is no switch. */
  readonly isOn: ((editor: Editor) => boolean) | null
}

export const itemNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'heading',
  'subheading',
  'bulletList',
  'orderedList',
  'blockquote',
  'undo',
  'redo',
] as const

export type ItemName = (typeof itemNames)[number]

const mark = (name: 'bold' | 'italic' | 'underline' | 'strike', key: string): ToolbarItem => ({
  name,
  key,
  run: (chain) => chain.toggleMark(name),
  isOn: (editor) => editor.isActive(name),
})

/** The plain buttons in their groups. */
export const itemGroups: readonly (readonly ToolbarItem[])[] = [
  [
    { name: 'undo', key: 'Mod-z', run: (chain) => chain.undo(), isOn: null },
    { name: 'redo', key: 'Mod-Shift-z', run: (chain) => chain.redo(), isOn: null },
  ],
  [mark('bold', 'Mod-b'), mark('italic', 'Mod-i'), mark('underline', 'Mod-u'), mark('strike', 'Mod-Shift-s')],
  [
    {
      name: 'heading',
      key: 'Mod-Alt-3',
      run: (chain) => chain.toggleHeading({ level: 3 }),
      isOn: (editor) => editor.isActive('heading', { level: 3 }),
    },
    {
      name: 'subheading',
      key: 'Mod-Alt-4',
      run: (chain) => chain.toggleHeading({ level: 4 }),
      isOn: (editor) => editor.isActive('heading', { level: 4 }),
    },
  ],
  [
    {
      name: 'bulletList',
      key: 'Mod-Shift-8',
      run: (chain) => chain.toggleBulletList(),
      isOn: (editor) => editor.isActive('bulletList'),
    },
    {
      name: 'orderedList',
      key: 'Mod-Shift-7',
      run: (chain) => chain.toggleOrderedList(),
      isOn: (editor) => editor.isActive('orderedList'),
    },
    {
      name: 'blockquote',
      key: 'Mod-Shift-b',
      run: (chain) => chain.toggleBlockquote(),
      isOn: (editor) => editor.isActive('blockquote'),
    },
  ],
]

/** Further keys that have no button of their own. */
export const otherKeys = [
  ['bracket', 'Alt-Shift-b'],
  ['wording', 'Alt-Shift-w'],
  ['bracketCard', 'Mod-Alt-b'],
  ['footnote', 'Mod-Alt-f'],
  ['rowBelow', 'Alt-Shift-Enter'],
  ['deleteRow', 'Alt-Shift-Backspace'],
  ['fillProposals', 'Alt-Shift-p'],
  ['language', 'Alt-Shift-l'],
  ['nextPoint', 'F8'],
  ['previousPoint', 'Shift-F8'],
  ['nextChange', 'Mod-F8'],
  ['previousChange', 'Mod-Shift-F8'],
  ['sectionUp', 'Alt-Shift-ArrowUp'],
  ['sectionDown', 'Alt-Shift-ArrowDown'],
  ['toToolbar', 'Alt-F10'],
  ['toPanel', 'F6'],
  ['comment', 'Mod-Alt-m'],
  ['authors', 'Mod-Alt-a'],
  ['suggesting', 'Mod-Shift-e'],
  ['nextSuggestion', 'F9'],
  ['previousSuggestion', 'Shift-F9'],
  ['accept', 'Alt-Shift-a'],
  ['reject', 'Alt-Shift-r'],
  ['find', 'Mod-h'],
  ['reference', 'Alt-Enter'],
] as const

/** A shortcut as it is written on this keyboard. */
export function keyText(key: string): string {
  const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
  return key
    .replace('Mod', isApple ? '⌘' : 'Ctrl')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .split('-')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join(isApple ? ' ' : '+')
}
