import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import {
  type EditorState,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { DecorationSet, EditorView } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'
import { type SectionKind, sectionKinds } from './doc-json.ts'
import { takesAlong } from './kept-wordings.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sections: {
      /** Adds a section after the present one and puts the caret into its first paragraph. */
      insertSection: (kind: SectionKind, title: string) => ReturnType
      /** Adds a section before the first that usually comes after its kind, and puts the caret into its first paragraph. */
      insertSectionInOrder: (kind: SectionKind, title: string) => ReturnType
      /** Removes the present section with its text; the last one stays. */
      removeSection: () => ReturnType
      moveSectionUp: () => ReturnType
      moveSectionDown: () => ReturnType
      /** Moves the present section so many places down, or up below zero. */
      moveSectionBy: (by: number) => ReturnType
    }
  }
}

/**
 * How long, in milliseconds, somebody counts as writing where their caret was seen last. It is told before the letter that it
 * stands behind, which is on disk first, and has no place in the text until that comes.
 */
const caretRests = 2_000

interface SeenCaret {
  readonly sectionId: unknown
  /** When it was seen last, in milliseconds. */
  readonly at: number
}

/** Where the carets of others were seen last. */
const seenCarets = new PluginKey<ReadonlyMap<string, SeenCaret>>('seenCarets')

/** Commands on whole sections, and the keys that keep title and text of a section apart. */
export const SectionCommands = Extension.create({
  name: 'sectionCommands',
  priority: 1100,
  addCommands: () => ({
    insertSection:
      (kind, title) =>
      ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        const at = $from.depth > 0 ? $from.after(1) : state.doc.content.size
        if (dispatch) insertSectionAt(tr, at, kind, title)
        return true
      },
    insertSectionInOrder:
      (kind, title) =>
      ({ state: { doc }, tr, dispatch }) => {
        let at = doc.content.size
        doc.forEach((section, offset) => {
          // Of the schema.
          const isLater = sectionKinds.indexOf(section.attrs.kind as SectionKind) > sectionKinds.indexOf(kind)
          if (isLater) at = Math.min(at, offset)
        })
        if (dispatch) insertSectionAt(tr, at, kind, title)
        return true
      },
    removeSection:
      () =>
      ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        if (state.doc.childCount < 2 || $from.depth === 0) return false
        dispatch?.(tr.delete($from.before(1), $from.after(1)))
        return true
      },
    moveSectionUp:
      () =>
      ({ tr, view, dispatch }) =>
        moveSection(tr, -1, dispatch && view),
    moveSectionDown:
      () =>
      ({ tr, view, dispatch }) =>
        moveSection(tr, 1, dispatch && view),
    moveSectionBy:
      (by) =>
      ({ tr, view, dispatch }) =>
        moveSection(tr, by, dispatch && view),
  }),
  addProseMirrorPlugins: () => [
    new Plugin<ReadonlyMap<string, SeenCaret>>({
      key: seenCarets,
      state: { init: () => new Map(), apply: (_transaction, seen, before) => withCaretsOf(before, seen) },
    }),
  ],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== 'sectionTitle') return false
        // Found from the position after the title: the first block may be a list or a table.
        const { from } = Selection.near(editor.state.doc.resolve($from.after()), 1)
        return editor.commands.setTextSelection(from)
      },
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection
        if (!empty || $from.parentOffset > 0) return false
        if ($from.parent.type.name === 'sectionTitle') return true
        if (!startsSection($from)) return false
        // An empty first paragraph may go while another block follows; otherwise the caret moves to the title.
        if ($from.parent.content.size === 0 && $from.node(1).childCount > 2) return false
        return editor.commands.setTextSelection($from.before() - 1)
      },
      Delete: ({ editor }) => {
        const { empty, $from } = editor.state.selection
        if (!empty || $from.parentOffset < $from.parent.content.size) return false
        if ($from.parent.type.name === 'sectionTitle') return true
        // The only paragraph of a section stays, also when it is empty.
        return startsSection($from) && $from.node(1).childCount === 2
      },
      'Alt-Shift-ArrowUp': ({ editor }) => editor.commands.moveSectionUp(),
      'Alt-Shift-ArrowDown': ({ editor }) => editor.commands.moveSectionDown(),
    }
  },
})

function insertSectionAt(tr: Transaction, at: number, kind: SectionKind, title: string): void {
  const { schema } = tr.doc.type
  const heading = schema.node('sectionTitle', null, title === '' ? [] : [schema.text(title)])
  tr.insert(at, schema.node('section', { kind }, [heading, schema.node('paragraph')]))
  tr.setSelection(TextSelection.create(tr.doc, at + 1 + heading.nodeSize + 1)).scrollIntoView()
}

function startsSection($position: ResolvedPos): boolean {
  return $position.depth === 2 && $position.index(1) === 1
}

function moveSection(tr: Transaction, by: number, view: EditorView | undefined): boolean {
  const { $from } = tr.selection
  // After other steps of a chain the positions would be those of a text nobody has seen yet.
  if ($from.depth === 0 || tr.docChanged) return false
  const target = $from.index(0) + by
  if (target < 0 || target >= tr.doc.childCount) return false
  if (!view) return true
  const start = $from.before(1)
  const section = tr.doc.child($from.index(0))
  const [first, last] = by < 0 ? [target, $from.index(0)] : [$from.index(0) + 1, target + 1]
  const passed = tr.doc.children.slice(first, last)
  const way = passed.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const end = start + section.nodeSize
  const [before, behind] = by < 0 ? [start - way, start] : [end, end + way]
  // What moves is written anew, so it is the section alone, and its neighbours keep their authors and what is anchored in
  // them; but where somebody is writing in it and not in those, it is those. In two transactions: one would reach
  // the ydoc as each section rewritten into another (SPEC E8).
  const isKept = isWrittenIn(view, start, end) && !isWrittenIn(view, before, behind)
  const [from, to, moving] = isKept ? [before, behind, passed] : [start, end, [section]]
  const now = by < 0 ? before : start + way
  const at = isKept ? (by < 0 ? before + section.nodeSize : start) : now
  tr.setMeta('preventDispatch', true)
  view.dispatch(takesAlong(view.state.tr.setSelection(tr.selection).delete(from, to)))
  // Not where the editor refuses that, as while one suggests.
  if (view.state.doc.content.size !== tr.doc.content.size - (to - from)) return true
  const insertion = view.state.tr.insert(at, moving)
  const selection = TextSelection.create(insertion.doc, now + $from.pos - start)
  view.dispatch(insertion.setSelection(selection).scrollIntoView())
  return true
}

/** Whether the caret of somebody else stands there, or did a moment ago and is nowhere now. */
function isWrittenIn({ state }: EditorView, from: number, to: number): boolean {
  if ((decorationsIn(state)?.find(from, to).length ?? 0) > 0) return true
  const somewhere = caretsIn(state)
  const sections = new Set<unknown>()
  state.doc.forEach(({ attrs }, at) => {
    if (from <= at && at < to) sections.add(attrs.id)
  })
  const seen = seenCarets.getState(state) ?? new Map<string, SeenCaret>()
  return [...seen].some(
    ([key, { sectionId, at }]) =>
      !somewhere.has(key) && sections.has(sectionId) && performance.now() - at < caretRests,
  )
}

function withCaretsOf(
  state: EditorState,
  seen: ReadonlyMap<string, SeenCaret>,
): ReadonlyMap<string, SeenCaret> {
  const present = caretsIn(state)
  if (present.size === 0) return seen
  const now = performance.now()
  const recent = [...seen].filter(([, { at }]) => now - at < caretRests)
  const standing = [...present].map(([key, sectionId]) => [key, { sectionId, at: now }] as const)
  return new Map([...recent, ...standing])
}

/** The section that each caret of others stands in, by the key of its mark. */
function caretsIn(state: EditorState): ReadonlyMap<string, unknown> {
  const carets = new Map<string, unknown>()
  for (const { from, spec } of decorationsIn(state)?.find() ?? []) {
    const $caret = state.doc.resolve(from)
    if (typeof spec.key === 'string' && $caret.depth > 0) carets.set(spec.key, $caret.node(1).attrs.id)
  }
  return carets
}

function decorationsIn(state: EditorState): DecorationSet | undefined {
  // The key of the library has no type.
  return yCursorPluginKey.getState(state) as DecorationSet | undefined
}
