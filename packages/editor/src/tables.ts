import { type Attribute, type Command, type Extensions, mergeAttributes } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin } from '@tiptap/pm/state'
import { amendmentTableAt } from './amendments/amendment-place.ts'
import { rareAttribute } from './attributes.ts'
import { isSpan, isTableForm } from './doc-json.ts'
import { hasChangeFromOthers } from './origin.ts'

const span = (name: 'colspan' | 'rowspan'): Attribute => ({
  default: 1,
  // A span that is no positive number hangs the table repair of prosemirror-tables.
  parseHTML: (element) => {
    const value = Number(element.getAttribute(name) ?? 1)
    return isSpan(value) ? value : 1
  },
})

const addAttributes = () => ({ colspan: span('colspan'), rowspan: span('rowspan') })

/** A table whose shape is repaired only by the page that changed it: two pages repairing one table never agree. */
const SharedTable = Table.extend({
  content: 'tableRow*',
  addAttributes: () => ({
    form: rareAttribute('form', 'data-form', {
      keepOnSplit: false,
      isValid: isTableForm,
    }),
    markingKey: rareAttribute('markingKey', 'data-marking-key', { keepOnSplit: false }),
  }),
  renderHTML({ HTMLAttributes }) {
    return ['table', mergeAttributes(this.options.HTMLAttributes, HTMLAttributes), ['tbody', 0]]
  },
  /** In an amendment table each column has its meaning, so columns neither come nor go. */
  addCommands() {
    const { addColumnBefore, addColumnAfter, deleteColumn, ...others } = this.parent?.() ?? {}
    return {
      ...others,
      addColumnBefore: elsewhere(addColumnBefore),
      addColumnAfter: elsewhere(addColumnAfter),
      deleteColumn: elsewhere(deleteColumn),
    }
  },
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map((plugin: Plugin) => {
      const { appendTransaction } = plugin.spec
      if (!appendTransaction) return plugin
      return new Plugin({
        ...plugin.spec,
        appendTransaction(transactions, before, after) {
          if (hasChangeFromOthers(transactions)) return null
          return appendTransaction.call(plugin, transactions, before, after)
        },
      })
    })
  },
})

/** A command that does nothing in an amendment table. */
function elsewhere(command: (() => Command) | undefined): () => Command {
  return () => (props) => command !== undefined && amendmentTableAt(props.state) === null && command()(props)
}

/** Tables without column widths: the text counts, not its look. */
export const tableExtensions: Extensions = [
  SharedTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ addAttributes }),
  TableCell.extend({ addAttributes }),
]
