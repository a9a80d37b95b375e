import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import { around, type PlacedNode } from '../bracket-places.ts'
import { settledSlice } from '../suggesting/settled-slices.ts'
import { idsOn } from '../suggesting/suggested-nodes.ts'
import type { TemplateLanguage } from '../templates.ts'
import { type AmendmentWords, amendmentWords } from './amendment-words.ts'

/** How many columns an amendment table can begin with. */
export const amendmentColumns = [2, 3, 4] as const

export type AmendmentColumns = (typeof amendmentColumns)[number]

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    amendments: {
      /** Puts an amendment table behind the block of the caret, with a first row to write in. */
      insertAmendmentTable: (options: {
        readonly columns: AmendmentColumns
        readonly language: TemplateLanguage
        readonly markingKey: string
      }) => ReturnType
      /** Fills the empty proposals of the table at the caret with the text of the act, to be changed there. */
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
      ({ columns, language, markingKey }) =>
      ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        if ($from.depth < 2 || around($from, 'table')) return false
        if (!dispatch) return true
        const table = amendmentTable(state.schema, columns, amendmentWords[language], markingKey)
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
        for (const { act, at, proposal } of empty.toReversed()) {
          const { content } = settledSlice(new Slice(unsuggested(act.content), 0, 0))
          tr.replaceWith(at + 1, at + 1 + proposal.content.size, content)
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

/** The amendment table that the caret is in; null for none. */
export function amendmentTableAt({ selection }: Pick<EditorState, 'selection'>): PlacedNode | null {
  const table = around(selection.$head, 'table')
  return table?.node.attrs.form === 'amendment' ? table : null
}

function amendmentTable(
  schema: Schema,
  columns: AmendmentColumns,
  { number, act, proposal, justification }: AmendmentWords,
  markingKey: string,
): Node {
  const titles = [
    ...(columns === 4 ? [number] : []),
    ...[act, proposal],
    ...(columns === 2 ? [] : [justification]),
  ]
  const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])
  const head = titles.map((title) => schema.node('tableHeader', null, [line(title)]))
  const body = titles.map((_title, column) =>
    schema.node(columns === 4 && column === 0 ? 'tableHeader' : 'tableCell', null, [line('')]),
  )
  const key = markingKey.trim()
  return schema.node('table', { form: 'amendment', markingKey: key === '' ? null : key }, [
    schema.node('tableRow', null, head),
    schema.node('tableRow', null, body),
  ])
}

interface EmptyProposal {
  readonly act: Node
  readonly proposal: Node
  /** The position before the proposal. */
  readonly at: number
}

function emptyProposals(state: EditorState): readonly EmptyProposal[] {
  const table = amendmentTableAt(state)
  const found: EmptyProposal[] = []
  table?.node.forEach((row, rowOffset) => {
    const cells: PlacedNode[] = []
    row.forEach((node, offset) => {
      if (node.type.name === 'tableCell') cells.push({ node, at: table.at + 1 + rowOffset + 1 + offset })
    })
    const [act, proposal] = cells
    if (act && proposal && act.node.textContent !== '' && proposal.node.textContent === '')
      found.push({ act: act.node, proposal: proposal.node, at: proposal.at })
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
