import type { CountryCode } from '@samsyn/domain'
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { lineDecorations } from '../drafting/editor/line-decorations.ts'

/** What a suggestion does where it lies. */
export type Change = 'insertion' | 'deletion' | 'formatting'

/** How a suggestion is shown: in whose colour, and what is said of it when the pointer rests on it. */
export interface Shown {
  readonly country: CountryCode | null
  readonly describe: (change: Change) => string
}

type ShownBy = (suggestionId: string) => Shown

interface Lying {
  readonly id: string
  readonly change: Change
}

const lineKey = new PluginKey<DecorationSet>('suggestionMarks')
const nodeKey = new PluginKey<DecorationSet>('suggestedNodes')

const nobody: Shown = { country: null, describe: () => '' }

/** Colours suggestions by delegation and says whose they are; nothing of it is in the text. */
export const SuggestionMarks = Extension.create<Record<string, never>, { shownBy: ShownBy }>({
  name: 'suggestionMarks',
  addStorage: () => ({ shownBy: () => nobody }),
  addProseMirrorPlugins() {
    const { storage } = this
    const shownBy: ShownBy = (id) => storage.shownBy(id)
    return [
      lineDecorations(lineKey, (line, start) => decorateLine(line, start, shownBy)),
      new Plugin<DecorationSet>({
        key: nodeKey,
        state: {
          init: (_config, { doc }) => decorateNodes(doc, shownBy),
          apply: (transaction, before, _old, { doc }) =>
            transaction.docChanged || transaction.getMeta(nodeKey) ? decorateNodes(doc, shownBy) : before,
        },
        props: { decorations: (state) => nodeKey.getState(state) },
      }),
    ]
  },
})

/** Shows all suggestions anew, as what is known of their proposers now. */
export function showSuggestions(editor: Editor, shownBy: ShownBy): void {
  if (editor.isDestroyed) return
  const storage = editor.extensionStorage as unknown as Record<string, { shownBy: ShownBy } | undefined>
  const own = storage.suggestionMarks
  if (!own) return
  own.shownBy = shownBy
  const isAnyShown = [lineKey, nodeKey].some((key) => key.getState(editor.state) !== DecorationSet.empty)
  if (isAnyShown) editor.view.dispatch(editor.state.tr.setMeta(lineKey, true).setMeta(nodeKey, true))
}

/** The ids of the suggestions at the caret, or in what is selected: of words, breaks and whole nodes. */
export function suggestionsAt({ doc, selection }: EditorState): readonly string[] {
  const ids = new Set<string>()
  const { from, to, $from, empty } = selection
  const add = (node: Node | null | undefined) => {
    if (node) for (const { id } of lyingOn(node)) ids.add(id)
  }
  if (empty) {
    add($from.nodeAfter)
    add($from.nodeBefore)
    for (let depth = $from.depth; depth > 0; depth -= 1) add($from.node(depth))
  } else doc.nodesBetween(from, to, (node, start) => (node.isText || start >= from ? add(node) : undefined))
  return [...ids]
}

function lyingOn(node: Node): readonly Lying[] {
  if (node.isText) {
    return node.marks.flatMap(({ type: { name }, attrs }) =>
      name === 'insertion' || name === 'deletion' || name === 'formatting'
        ? [{ id: String(attrs.id), change: name }]
        : [],
    )
  }
  const { suggestedInsertion, suggestedDeletion } = node.attrs as Record<string, unknown>
  return [
    ...(typeof suggestedInsertion === 'string'
      ? [{ id: suggestedInsertion, change: 'insertion' as const }]
      : []),
    ...(typeof suggestedDeletion === 'string'
      ? [{ id: suggestedDeletion, change: 'deletion' as const }]
      : []),
  ]
}

function decorateLine(line: Node, start: number, shownBy: ShownBy): readonly Decoration[] {
  const decorations: Decoration[] = []
  const all: Lying[] = [...lyingOn(line)]
  let isAllGone = true
  line.descendants((node, offset) => {
    const lying = lyingOn(node)
    const from = start + offset
    if (node.isText && !lying.some(({ change }) => change === 'deletion')) isAllGone = false
    if (lying.length === 0) return
    all.push(...lying)
    const attributes = attributesOf(lying, shownBy)
    if (node.isText) {
      decorations.push(Decoration.inline(from, from + node.nodeSize, attributes))
    } else if (node.type.name === 'hardBreak') {
      decorations.push(
        Decoration.widget(from, () => breakSign(attributes), { side: -1, ignoreSelection: true }),
      )
    } else decorations.push(Decoration.node(from, from + node.nodeSize, attributes))
  })
  const [first] = all
  if (first) {
    const country = shownBy(first.id).country?.toLowerCase()
    decorations.push(
      Decoration.node(start - 1, start - 1 + line.nodeSize, {
        'data-suggested-in': all.some(({ change }) => change === 'deletion') && isAllGone ? 'gone' : 'some',
        ...(country ? { 'data-country': country } : {}),
      }),
    )
  }
  return decorations
}

/** Items, rows, tables and quotations: there are few blocks beside the letters, so all of them are looked at. */
function decorateNodes(doc: Node, shownBy: ShownBy): DecorationSet {
  const decorations: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) return false
    const lying = lyingOn(node)
    if (lying.length === 0) return true
    const { class: look = '', ...attributes } = attributesOf(lying, shownBy)
    // Of an item it is the break before it that is suggested, not the item.
    const isBreak = node.type.name === 'listItem'
    decorations.push(
      Decoration.node(at, at + node.nodeSize, isBreak ? attributes : { class: look, ...attributes }),
    )
    return true
  })
  return DecorationSet.create(doc, decorations)
}

/** In the colour of whoever suggested last what lies on it. */
function attributesOf(lying: readonly Lying[], shownBy: ShownBy): Record<string, string> {
  const country = lying.map(({ id }) => shownBy(id).country).findLast((each) => each !== null)
  return {
    class: 'suggested',
    'data-change': [...new Set(lying.map(({ change }) => change))].join(' '),
    title: lying.map(({ id, change }) => shownBy(id).describe(change)).join('\n'),
    ...(country ? { 'data-country': country.toLowerCase() } : {}),
  }
}

function breakSign(attributes: Readonly<Record<string, string>>): HTMLElement {
  const sign = document.createElement('span')
  for (const [name, value] of Object.entries(attributes)) sign.setAttribute(name, value)
  sign.textContent = '↵'
  return sign
}
