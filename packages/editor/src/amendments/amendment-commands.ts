import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import { around, type PlacedNode } from '../bracket-places.ts'
import { isTableForm } from '../doc-json.ts'
import { settledSlice } from '../suggesting/settled-slices.ts'
import { idsOn } from '../suggesting/suggested-nodes.ts'
import type { TemplateLanguage } from '../templates.ts'
import { comparedColumns } from './amended-rows.ts'
import { type AmendmentLayout, columnTitles, formOf } from './amendment-layouts.ts'
import { amendmentTableAt } from './amendment-place.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    amendments: {
      /** Puts an amendment table behind the block of the caret, with a first row to write in. */
      insertAmendmentTable: (options: {
        readonly layout: AmendmentLayout
        readonly language: TemplateLanguage
        readonly markingKey: string
      }) => ReturnType
      /** Fills the empty cells of the column that is written in the table at the caret with what they are compared with, to be changed there. */
      fillProposals: () => ReturnType
      /** What the table at the caret states of its marks; nothing, if it is empty. */
      setMarkingKey: (markingKey: string) => ReturnType
      /** A row below that of the caret, with cells as the rows of its table have them. */
      addRowBelow: () => ReturnType
    }
  }
}

/** Commands on amendment tables. */
export const Amendments = Extension.create({
  name: 'amendments',
  addCommands: () => ({
    insertAmendmentTable:
      ({ layout, language, markingKey }) =>
      ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        if ($from.depth < 2 || around($from, 'table')) return false
        if (!dispatch) return true
        const table = amendmentTable(state.schema, layout, columnTitles(layout, language), markingKey)
        const block = $from.node(2)
        const isEmptyLine = block.type.name === 'paragraph' && block.content.size === 0
        // Below a table there has to be a line to go on in.
        const at = isEmptyLine ? $from.before(2) : $from.after(2)
        const isLast = !isEmptyLine && $from.index(1) === $from.node(1).childCount - 1
        const line = state.schema.nodes.paragraph?.create()
        tr.insert(at, isLast && line ? [table, line] : table)
        const first = table.firstChild?.nodeSize ?? 0
        tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1 + first + 1))).scrollIntoView()
        return true
      },
    fillProposals:
      () =>
      ({ state, tr, dispatch }) => {
        const empty = emptyProposals(state)
        if (empty.length === 0) return false
        if (!dispatch) return true
        // From the end, so that what comes before keeps its place.
        for (const { base, at, cell } of empty.toReversed()) {
          const { content } = settledSlice(new Slice(unsuggested(base.content), 0, 0))
          tr.replaceWith(at + 1, at + 1 + cell.content.size, content)
        }
        const [first] = empty
        if (first) tr.setSelection(TextSelection.near(tr.doc.resolve(first.at + 1)))
        return true
      },
    setMarkingKey:
      (markingKey) =>
      ({ state, tr, dispatch }) => {
        const table = amendmentTableAt(state)
        if (!table) return false
        const text = markingKey.trim()
        dispatch?.(tr.setNodeAttribute(table.at, 'markingKey', text === '' ? null : text))
        return true
      },
    addRowBelow:
      () =>
      ({ state, tr, dispatch, commands }) => {
        const table = amendmentTableAt(state)
        const row = around(state.selection.$head, 'tableRow')
        if (!table || !row) return commands.addRowAfter()
        const model = bodyRow(table.node)
        if (!model) return commands.addRowAfter()
        if (!dispatch) return true
        const at = row.at + row.node.nodeSize
        tr.insert(at, emptyLike(model))
        tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView()
        return true
      },
  }),
})

function amendmentTable(
  schema: Schema,
  layout: AmendmentLayout,
  titles: readonly string[],
  markingKey: string,
): Node {
  const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])
  const head = titles.map((title) => schema.node('tableHeader', null, [line(title)]))
  const body = titles.map((_title, column) =>
    schema.node(layout === 'four_columns' && column === 0 ? 'tableHeader' : 'tableCell', null, [line('')]),
  )
  const key = markingKey.trim()
  return schema.node('table', { form: formOf(layout), markingKey: key === '' ? null : key }, [
    schema.node('tableRow', null, head),
    schema.node('tableRow', null, body),
  ])
}

interface EmptyCell {
  /** What it is compared with. */
  readonly base: Node
  readonly cell: Node
  /** The position before the cell. */
  readonly at: number
}

function emptyProposals(state: EditorState): readonly EmptyCell[] {
  const table = amendmentTableAt(state)
  const form: unknown = table?.node.attrs.form
  const written = isTableForm(form) ? comparedColumns[form].at(-1) : undefined
  const found: EmptyCell[] = []
  table?.node.forEach((row, rowOffset) => {
    const cells: PlacedNode[] = []
    row.forEach((node, offset) => {
      if (node.type.name === 'tableCell') cells.push({ node, at: table.at + 1 + rowOffset + 1 + offset })
    })
    const cell = cells[written?.amended ?? -1]
    const base = written?.against
      .flatMap((place) => cells[place] ?? [])
      .find(({ node }) => node.textContent !== '')
    if (cell && base && cell.node.textContent === '')
      found.push({ base: base.node, cell: cell.node, at: cell.at })
  })
  return found
}

/** Without the words that are only suggested to come. */
function unsuggested(content: Fragment): Fragment {
  const kept = content.content
    .filter((node) => !node.isInline || idsOn(node, 'insertion').length === 0)
    .map((node) => (node.isText ? node : node.copy(unsuggested(node.content))))
  return Fragment.from(kept)
}

/** A row with something to compare in it. */
function bodyRow(table: Node): Node | null {
  return table.children.find(({ children }) => children.some(({ type }) => type.name === 'tableCell')) ?? null
}

function emptyLike(row: Node): Node {
  const cells = row.children.map(({ type }) => type.createAndFill())
  return row.type.create(
    null,
    cells.filter((cell) => cell !== null),
  )
}
