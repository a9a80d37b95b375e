import type { BlockJson, CellJson, TableJson, TableRowJson } from '@samsyn/editor'
import type { Reading } from './context.ts'
import { isSuggested, type Suggested, suggested, withoutSuggestions } from './suggested.ts'
import { headerFill } from './word-names.ts'
import { childOf, childrenOf, isOn, numberOf, wordValue, type XmlElement } from './xml.ts'

type ReadCell = (cell: XmlElement, reading: Reading) => readonly BlockJson[]

/** A cell where it stands in the grid of its table. */
interface Placed {
  readonly column: number
  readonly colspan: number
  /** Whether it goes on with the cell above. */
  readonly continues: boolean
  readonly element: XmlElement
}

const mostColumns = 100

/** Reads a table; null where it has no cell. */
export function readTable(table: XmlElement, reading: Reading, readCell: ReadCell): TableJson | null {
  const rows = through(table, 'w:tr')
  const grid = rows.map(placedCells)
  // All rows before their cells: neighbours among them are one change.
  const changes = rows.map((row) => changesOf(row, reading))
  const content = rows.flatMap((row, index): readonly TableRowJson[] => {
    const { change = null, own }: RowChanges = changes[index] ?? { own: {} }
    const placed = grid[index] ?? []
    if (placed.length === 0) return []
    const isHead = isOn(childOf(row, 'w:trPr', 'w:tblHeader')) ?? false
    const below = grid.slice(index + 1)
    const readCells = () =>
      placed
        .filter(({ continues }) => !continues || index === 0)
        .map((cell) => readOne(cell, { below, isHead }, readCell, reading))
    const cells = change ? reading.changes.within(change.element, change.id, readCells) : readCells()
    return [
      {
        type: 'tableRow',
        ...(isSuggested(own) ? { attrs: own } : {}),
        content: cells.map((cell) => ({ ...cell, content: withoutSuggestions(cell.content, own) })),
      },
    ]
  })
  return content.length === 0 ? null : wholly(content)
}

function readOne(
  { column, colspan, element }: Placed,
  { below, isHead }: { readonly below: readonly (readonly Placed[])[]; readonly isHead: boolean },
  readCell: ReadCell,
  reading: Reading,
): CellJson {
  const properties = childOf(element, 'w:tcPr')
  if (
    childOf(properties, 'w:cellIns') ||
    childOf(properties, 'w:cellDel') ||
    childOf(properties, 'w:cellMerge')
  ) {
    reading.losses.add('change')
  }
  const end = below.findIndex((row) => !row.some((cell) => cell.continues && cell.column === column))
  const rowspan = 1 + (end < 0 ? below.length : end)
  const isFilled = childOf(properties, 'w:shd')?.attributes['w:fill']?.toUpperCase() === headerFill
  const content = readCell(element, reading)
  return {
    type: isHead || isFilled ? 'tableHeader' : 'tableCell',
    attrs: { colspan, rowspan: Math.min(rowspan, mostColumns) },
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  }
}

function placedCells(row: XmlElement): readonly Placed[] {
  let column = Math.max(0, numberOf(wordValue(childOf(row, 'w:trPr', 'w:gridBefore'))) ?? 0)
  const cells: Placed[] = []
  for (const element of through(row, 'w:tc')) {
    const properties = childOf(element, 'w:tcPr')
    const span = numberOf(wordValue(childOf(properties, 'w:gridSpan'))) ?? 1
    const colspan = Math.min(Math.max(span, 1), mostColumns)
    const merge = childOf(properties, 'w:vMerge')
    cells.push({ column, colspan, element, continues: merge !== undefined && wordValue(merge) !== 'restart' })
    column += colspan
  }
  return cells
}

interface RowChanges {
  /** The one that what is changed in the row may be a part of. */
  readonly change?: { readonly element: XmlElement; readonly id: string } | null
  readonly own: Suggested
}

function changesOf(row: XmlElement, { changes }: Reading): RowChanges {
  const properties = childOf(row, 'w:trPr')
  const [insertion, deletion] = ['w:ins', 'w:del'].map((name) => {
    const element = childOf(properties, name)
    return element ? { element, id: changes.idOf(element) } : null
  })
  if (!insertion && !deletion) changes.passUnchanged()
  return { change: insertion ?? deletion ?? null, own: suggested(insertion?.id, deletion?.id) }
}

/** What is suggested of every row is suggested of the table. */
function wholly(content: readonly TableRowJson[]): TableJson {
  const [first] = content
  const { suggestedInsertion, suggestedDeletion } = first?.attrs ?? {}
  const everywhere = suggested(
    content.every(({ attrs }) => attrs?.suggestedInsertion === suggestedInsertion)
      ? (suggestedInsertion ?? undefined)
      : undefined,
    content.every(({ attrs }) => attrs?.suggestedDeletion === suggestedDeletion)
      ? (suggestedDeletion ?? undefined)
      : undefined,
  )
  if (!isSuggested(everywhere)) return { type: 'table', content }
  return {
    type: 'table',
    attrs: everywhere,
    content: content.map(({ attrs, ...row }) => {
      const rest = Object.entries(attrs ?? {}).filter(([key]) => !(key in everywhere))
      return rest.length === 0 ? row : { ...row, attrs: Object.fromEntries(rest) }
    }),
  }
}

/** The children of a name, also through what only wraps them. */
function through(element: XmlElement, name: string): readonly XmlElement[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === name) return [child]
    return ['w:sdt', 'w:sdtContent', 'w:customXml'].includes(child.name) ? through(child, name) : []
  })
}
