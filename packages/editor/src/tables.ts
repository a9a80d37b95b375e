import { type Attribute, type Extensions, mergeAttributes } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin } from '@tiptap/pm/state'
import { rareAttribute } from './attributes.ts'
import { isSpan } from './doc-json.ts'
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
      isValid: (value) => value === 'amendment',
    }),
    markingKey: rareAttribute('markingKey', 'data-marking-key', { keepOnSplit: false }),
  }),
  renderHTML({ HTMLAttributes }) {
    return ['table', mergeAttributes(this.options.HTMLAttributes, HTMLAttributes), ['tbody', 0]]
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

/** Tables without column widths: the text counts, not its look. */
export const tableExtensions: Extensions = [
  SharedTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ addAttributes }),
  TableCell.extend({ addAttributes }),
]
