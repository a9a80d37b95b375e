import type {
  BlockJson,
  CellJson,
  DocJson,
  Footnote,
  InlineJson,
  ListItemJson,
  MarkJson,
  SectionJson,
  TableJson,
  TableRowJson,
} from '@samsyn/editor'
import { columnLabels, isSafeHref } from '@samsyn/editor'
import { type Context, type ExportOptions, prepared } from './context.ts'
import type { ExportFacts } from './facts.ts'
import { groupsOf, type Line, linesOf } from './inline-runs.ts'
import { headerScope } from './table-grid.ts'
import { unmapped } from './unmapped.ts'

const style = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 Georgia,serif}
h1{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.35em .6em;text-align:start;vertical-align:top}
header p,footer p{margin:.2em 0}.marking{margin:0 0 1rem;font-weight:bold}.marking :where(span,strong){display:block}.marking strong{color:#9a1b1b}.point{padding-inline-start:1.5em}.formatting{border-bottom:1px dotted}.notes{margin-top:2rem;font-size:.9em}.trilogue,.presidency{table-layout:fixed;font-size:.85em;line-height:1.4;overflow-wrap:anywhere}.trilogue :where(th:first-child){width:3em}.trilogue{width:min(94vw,72rem);margin-inline:calc(50% - min(47vw,36rem))}td s+strong{margin-inline-start:.15em}.sample{font-weight:bold;border:2px solid;padding:.4em .8em}footer{margin-top:2rem;border-top:1px solid;overflow-wrap:anywhere}
@media screen and (max-width:40rem){.stacked,.stacked>tbody,.stacked>tbody>tr,.stacked>tbody>tr>*{display:block;width:auto;margin-inline:0}.stacked>tbody>tr:first-child{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stacked>tbody>tr{margin-block:0 1em}.stacked>tbody>tr>*{border-block-start-width:0}.stacked>tbody>tr>:first-child{border-block-start-width:1px}.stacked [data-label]::before{content:attr(data-label);display:block;font-size:.85em;font-weight:bold}.stacked th[data-label]::before{content:attr(data-label) " ";display:inline}.stacked th p{display:inline}}
@media print{body{display:table;width:100%;max-width:none;margin:0;padding:0}.marking{display:table-header-group}.marking :last-child{padding-bottom:5mm}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}.trilogue{width:100%;margin-inline:0}.trilogue,.presidency{font-size:8.5pt}}`

/** A version as a whole HTML page that needs nothing else. Every character of text is escaped. */
export function toHtml(text: DocJson, facts: ExportFacts, options: ExportOptions = {}): string {
  const { doc, notes, context, foot } = prepared(text, facts, options, {
    language: facts.language,
    withLinks: true,
  })
  const line = (words: string) => `<p>${escapeText(words)}</p>`
  return `<!doctype html>
<html lang="${escapeText(facts.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(facts.title)}</title><style>${style}</style></head>
<body>
<p class="marking"><span>${escapeText(facts.marking)}</span>${notices(facts)}</p>
<header>${facts.sampleMark === null ? '' : `<p class="sample">${escapeText(facts.sampleMark)}</p>`}<h1>${escapeText(facts.title)}</h1>${facts.head.map(line).join('')}</header>
<main>${doc.content.map((each) => section(each, context)).join('\n')}${footnotes(notes, context)}</main>
<footer>${foot.map(line).join('')}</footer>
</body>
</html>
`
}

function notices({ notices: all }: ExportFacts): string {
  return all.length === 0 ? '' : `<strong>${escapeText(all.join(' · '))}</strong>`
}

function section({ attrs, content: [title, ...blocks] }: SectionJson, context: Context): string {
  return `<section data-kind="${escapeText(attrs.kind)}"><h2>${inlines(title.content, context)}</h2>${each(blocks, context)}</section>`
}

function block(node: BlockJson | ListItemJson | TableRowJson, context: Context): string {
  switch (node.type) {
    case 'paragraph':
      return `<p${node.attrs?.numbering === 'point' ? ' class="point"' : ''}>${inlines(node.content, context)}</p>`
    case 'heading':
      return `<h${node.attrs.level}>${inlines(node.content, context)}</h${node.attrs.level}>`
    case 'bulletList':
      return `<ul>${each(node.content, context)}</ul>`
    case 'orderedList':
      return `<ol${attribute('start', node.attrs?.start, 1)}>${each(node.content, context)}</ol>`
    case 'listItem':
      return `<li>${each(node.content, context)}</li>`
    case 'blockquote':
      return `<blockquote>${each(node.content, context)}</blockquote>`
    case 'table':
      return table(node, context)
    case 'tableRow':
      return row(node, [], context)
    default:
      return unmapped(node)
  }
}

/** On a narrow screen the cells of a table in a form of the Council stand below each other, each with what its column is called. */
function table(node: TableJson, context: Context): string {
  const labels = columnLabels(node)
  const rows = node.content.map((each) => row(each, labels ?? [], context)).join('')
  const form = node.attrs?.form ?? null
  const classes = form === null || form === 'amendment' ? [] : [form, ...(labels ? ['stacked'] : [])]
  return `<table${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}><tbody>${rows}</tbody></table>`
}

function row(node: TableRowJson, labels: readonly string[], context: Context): string {
  const scope = headerScope(node)
  const cells = (node.content ?? []).map((child, column) =>
    cell(child, { scope, label: labels[column] ?? '' }, context),
  )
  return `<tr>${cells.join('')}</tr>`
}

interface CellPlace {
  readonly scope: 'row' | 'col'
  /** What its column is called, where that may have to be said beside it. */
  readonly label: string
}

function cell(node: CellJson, { scope, label }: CellPlace, context: Context): string {
  const content = each(node.content, context)
  const labelled = label === '' ? '' : ` data-label="${escapeText(label)}"`
  switch (node.type) {
    case 'tableHeader':
      return `<th scope="${scope}"${spans(node)}${labelled}>${content}</th>`
    case 'tableCell':
      return `<td${spans(node)}${labelled}>${content}</td>`
    default:
      return unmapped(node.type)
  }
}

function spans({ attrs }: CellJson): string {
  return attribute('colspan', attrs?.colspan, 1) + attribute('rowspan', attrs?.rowspan, 1)
}

function attribute(name: string, value: number | undefined, usual: number): string {
  return value === undefined || value === usual ? '' : ` ${name}="${Number(value)}"`
}

function each(nodes: readonly (BlockJson | ListItemJson | TableRowJson)[], context: Context): string {
  return nodes.map((node) => block(node, context)).join('')
}

function footnotes(notes: readonly Footnote[], context: Context): string {
  if (notes.length === 0) return ''
  const note = ({ number, content }: Footnote) =>
    `<li id="note-${number}">${inlines(content, context)} <a href="#note-mark-${number}">↑</a></li>`
  return `<section class="notes" role="doc-endnotes"><ol>${notes.map(note).join('')}</ol></section>`
}

function inlines(content: readonly InlineJson[] | undefined, context: Context): string {
  return linesOf(content, context).map(words).join('<br>')
}

function words(line: Line): string {
  return groupsOf(line)
    .map(({ mark, words: inner }) => (mark === null ? inner.map(plain).join('') : marked(words(inner), mark)))
    .join('')
}

function plain({ text, note }: Line[number]): string {
  if (note === null) return escapeText(text)
  return `<sup><a id="note-mark-${note}" href="#note-${note}">${note}</a></sup>`
}

function marked(inner: string, mark: MarkJson): string {
  switch (mark.type) {
    case 'insertion':
      return `<ins>${inner}</ins>`
    case 'deletion':
      return `<del>${inner}</del>`
    case 'formatting':
      return `<span class="formatting">${inner}</span>`
    case 'language':
      return `<span lang="${escapeText(mark.attrs.lang)}">${inner}</span>`
    case 'bold':
      return `<strong>${inner}</strong>`
    case 'italic':
      return `<em>${inner}</em>`
    case 'underline':
      return `<u>${inner}</u>`
    case 'strike':
      return `<s>${inner}</s>`
    case 'link':
      return isSafeHref(mark.attrs.href)
        ? `<a href="${escapeText(mark.attrs.href)}" rel="noopener noreferrer">${inner}</a>`
        : inner
    default:
      return unmapped(mark)
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
