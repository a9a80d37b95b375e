import {
  type BlockJson,
  type CellJson,
  columnLabels,
  type DocJson,
  type Footnote,
  type InlineJson,
  isSafeHref,
  type ListItemJson,
  type MarkJson,
  type PrintedRun,
  printable,
  printInline,
  type SectionJson,
  type TableJson,
  type TableRowJson,
  type TemplateLanguage,
} from '@samsyn/editor'
import { Fragment, type ReactNode, useMemo } from 'react'
import './document.css'
import { FootnoteMark, WithFootnotes } from './Footnotes.tsx'

/** A document of the editor's schema as plain semantic elements. Total: a node without a case here does not compile. */
export function DocumentView({ doc, lang }: { readonly doc: DocJson; readonly lang: TemplateLanguage }) {
  const printed = useMemo(() => printable(doc, { language: lang, withLinks: true }), [doc, lang])
  return (
    <article lang={lang} className="document">
      <WithFootnotes doc={printed} renderNote={renderNote}>
        {printed.content.map((section) => (
          <SectionView key={section.attrs.id} section={section} />
        ))}
      </WithFootnotes>
    </article>
  )
}

/** The words of a footnote. */
export function renderNote({ content }: Footnote): ReactNode {
  return inlines(content)
}

/** One section, as it is printed, with its title. */
export function SectionView({ section }: { readonly section: SectionJson }) {
  const [title, ...blocks] = section.content
  return (
    <section data-kind={section.attrs.kind} id={section.attrs.id}>
      <h2>{inlines(title.content)}</h2>
      {each(blocks, renderBlock)}
    </section>
  )
}

/** One block of text. */
export function renderBlock(block: BlockJson): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p data-numbering={block.attrs?.numbering ?? undefined}>{inlines(block.content)}</p>
    case 'heading':
      return block.attrs.level === 3 ? <h3>{inlines(block.content)}</h3> : <h4>{inlines(block.content)}</h4>
    case 'bulletList':
      return <ul>{each(block.content, renderItem)}</ul>
    case 'orderedList':
      return <ol start={block.attrs?.start ?? 1}>{each(block.content, renderItem)}</ol>
    case 'blockquote':
      return <blockquote>{each(block.content, renderBlock)}</blockquote>
    case 'table':
      return renderTable(block)
    default:
      return unmapped(block)
  }
}

function renderItem(item: ListItemJson): ReactNode {
  return <li>{each(item.content, renderBlock)}</li>
}

function renderTable(table: TableJson): ReactNode {
  const labels = columnLabels(table)
  return (
    // A wide table scrolls by itself, and must then be reachable by keyboard.
    <div
      className="document-table"
      data-form={table.attrs?.form ?? undefined}
      data-stacked={labels ? '' : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region
      tabIndex={0}
    >
      <table>
        <tbody>{each(table.content, (row) => renderRow(row, labels ?? []))}</tbody>
      </table>
    </div>
  )
}

function renderRow(row: TableRowJson, labels: readonly string[]): ReactNode {
  const cells = row.content ?? []
  // A header cell beside data heads its row.
  const scope = cells.some(({ type }) => type === 'tableCell') ? 'row' : 'col'
  return <tr>{each(cells, (cell, column) => renderCell(cell, { scope, label: labels[column] }))}</tr>
}

interface CellPlace {
  readonly scope: 'row' | 'col'
  /** What its column is called, for where there is no room beside the others. */
  readonly label: string | undefined
}

function renderCell(cell: CellJson, { scope, label }: CellPlace): ReactNode {
  const place = {
    colSpan: cell.attrs?.colspan ?? 1,
    rowSpan: cell.attrs?.rowspan ?? 1,
    'data-label': label,
  }
  const content = each(cell.content, renderBlock)
  return cell.type === 'tableHeader' ? (
    <th scope={scope} {...place}>
      {content}
    </th>
  ) : (
    <td {...place}>{content}</td>
  )
}

/** The content of a line. */
export function inlines(content: readonly InlineJson[] = []): ReactNode {
  return each(printInline(content), renderRun)
}

function renderRun(run: PrintedRun): ReactNode {
  switch (run.part) {
    case 'text':
      return withMarks(run.text, run.marks)
    case 'break':
      return withMarks(<br />, run.marks)
    case 'sign':
      return withMarks(<span className="bracket-sign">{run.text}</span>, run.marks)
    case 'footnote':
      return withMarks(<FootnoteMark id={run.id} />, run.marks)
    default:
      return unmapped(run)
  }
}

/** Text with its marks around it, the first mark outermost. */
export function withMarks(text: ReactNode, marks: readonly MarkJson[] = []): ReactNode {
  const [mark, ...rest] = marks
  if (!mark) return text
  const inner = withMarks(text, rest)
  switch (mark.type) {
    case 'insertion':
      return <ins className="suggested">{inner}</ins>
    case 'deletion':
      return <del className="suggested">{inner}</del>
    case 'formatting':
      return <span className="suggested-formatting">{inner}</span>
    case 'language':
      return <span lang={mark.attrs.lang}>{inner}</span>
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'underline':
      return <u>{inner}</u>
    case 'strike':
      return <s>{inner}</s>
    case 'link':
      // The server lets no other address in; the reader does not depend on that.
      return isSafeHref(mark.attrs.href) ? (
        <a href={mark.attrs.href} rel="noopener noreferrer">
          {inner}
        </a>
      ) : (
        inner
      )
    default:
      return unmapped(mark)
  }
}

function each<Item>(items: readonly Item[], render: (item: Item, index: number) => ReactNode): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a frozen text never changes its order
    <Fragment key={index}>{render(item, index)}</Fragment>
  ))
}

function unmapped(node: never): never {
  throw new Error(`No rendering for ${JSON.stringify(node)}`)
}
