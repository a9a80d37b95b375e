import {
  amendedLines,
  type BlockJson,
  type CellJson,
  type SuggestionMarkJson,
  suggestionsOf,
  type TableJson,
  type TableRowJson,
} from '@samsyn/editor'
import { headerFill } from '@samsyn/import'
import {
  BorderStyle,
  type FileChild,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { unmapped } from '../unmapped.ts'
import { columnWidths, labelWidth } from './column-widths.ts'
import type { DocxContext } from './context.ts'
import type { Flow } from './flow.ts'
import { indentOf } from './measures.ts'
import { outermost, type Place } from './place.ts'
import { amendmentKeyStyles, styleIds } from './styles.ts'
import { cleanText } from './text.ts'

const line = { style: BorderStyle.SINGLE, size: 4, color: '8A94A3' }
const borders = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
}

const headShading = { type: ShadingType.CLEAR, color: 'auto', fill: headerFill }

/** Writes the blocks of a cell. */
type WriteCell = (blocks: readonly BlockJson[], place: Place, context: DocxContext) => readonly FileChild[]

/** A table as wide as the text, its columns as wide as what they hold asks for. Before it its key. */
export function writeTable(
  table: TableJson,
  place: Place,
  flow: Flow,
  { context, writeCell }: { readonly context: DocxContext; readonly writeCell: WriteCell },
): void {
  const { attrs, content: rows } = table
  const { form = null, markingKey = null } = attrs ?? {}
  if (form !== null || markingKey !== null) {
    const style = form === null ? styleIds.tableKey : amendmentKeyStyles[form]
    const indent = { left: indentOf(place.depth) }
    flow.line({ style, indent, text: cleanText(markingKey ?? '') }, { breaks: [], onMark: place.onMarks })
  }
  const width = place.textWidth - indentOf(place.depth)
  const labels = context.rowLabelsOf(table)
  const beside = labels ? labelWidth(labels) : 0
  const isEven = form !== null && form !== 'amendment'
  const amended = amendedLines(table)
  const around = [...place.suggestions, ...suggestionsOf(attrs)]
  flow.table(
    new Table({
      borders,
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      width: { size: width, type: WidthType.DXA },
      ...(place.depth === 0 ? {} : { indent: { size: indentOf(place.depth), type: WidthType.DXA } }),
      columnWidths: [...(labels ? [beside] : []), ...columnWidths(rows, width - beside, { isEven })],
      rows: rows.map(
        (row, index) =>
          new TableRow({
            cantSplit: true,
            ...(rows.slice(0, index + 1).every(isHead) ? { tableHeader: true } : {}),
            ...rowChanges([...suggestionsOf(row.attrs), ...suggestionsOf(attrs)], context),
            children: [
              ...(labels ? [labelCell(labels[index] ?? '')] : []),
              ...(row.content ?? []).map((each) => {
                const isHead = isHeader(each)
                const suggestions = [...around, ...suggestionsOf(row.attrs)]
                const inside = { ...outermost, isHead, suggestions, amended }
                return cell(each, writeCell(each.content, inside, context))
              }),
            ],
          }),
      ),
    }),
  )
}

/** Word holds one insertion and one deletion of a row: the row's own, otherwise those of its table. */
function rowChanges(suggestions: readonly SuggestionMarkJson[], context: DocxContext) {
  const insertion = suggestions.find(({ type }) => type === 'insertion')
  const deletion = suggestions.find(({ type }) => type === 'deletion')
  return {
    ...(insertion ? { insertion: context.change(insertion.attrs) } : {}),
    ...(deletion ? { deletion: context.change(deletion.attrs) } : {}),
  }
}

/** The number of a row, known again by its style. */
function labelCell(label: string): TableCell {
  const number = new TextRun({ style: styleIds.computedNumber, text: label })
  return new TableCell({
    shading: headShading,
    children: [new Paragraph({ style: styleIds.head, children: label === '' ? [] : [number] })],
  })
}

function cell(node: CellJson, children: readonly FileChild[]): TableCell {
  const { colspan = 1, rowspan = 1 } = node.attrs ?? {}
  return new TableCell({
    ...(colspan > 1 ? { columnSpan: colspan } : {}),
    ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
    ...(isHeader(node) ? { shading: headShading } : {}),
    // The library's type knows fewer children of a cell than Word: bookmarks stand between its paragraphs, too.
    children: children as readonly Paragraph[],
  })
}

function isHeader({ type }: CellJson): boolean {
  switch (type) {
    case 'tableHeader':
      return true
    case 'tableCell':
      return false
    default:
      return unmapped(type)
  }
}

function isHead({ content = [] }: TableRowJson): boolean {
  return content.length > 0 && content.every(isHeader)
}
