import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  SectionJson,
  TableRowJson,
} from '@samsyn/editor'
import { isSafeHref } from '@samsyn/editor'
import type { ExportFacts } from './facts.ts'
import { headerScope } from './table-grid.ts'
import { unmapped } from './unmapped.ts'

const style = `body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 Georgia,serif}
h1{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.35em .6em;text-align:start;vertical-align:top}
header p,footer p{margin:.2em 0}.sample{font-weight:bold;border:2px solid;padding:.4em .8em}footer{margin-top:2rem;border-top:1px solid;overflow-wrap:anywhere}
@media print{body{max-width:none;margin:0}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}}`

/** A version as a whole HTML page that needs nothing else. Every character of text is escaped. */
export function toHtml(doc: DocJson, facts: ExportFacts): string {
  const line = (text: string) => `<p>${escapeText(text)}</p>`
  return `<!doctype html>
<html lang="${escapeText(facts.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeText(facts.title)}</title><style>${style}</style></head>
<body>
<header>${facts.sampleMark === null ? '' : `<p class="sample">${escapeText(facts.sampleMark)}</p>`}<h1>${escapeText(facts.title)}</h1>${facts.head.map(line).join('')}</header>
<main>${doc.content.map(section).join('\n')}</main>
<footer>${facts.foot.map(line).join('')}</footer>
</body>
</html>
`
}

function section({ attrs, content: [title, ...blocks] }: SectionJson): string {
  return `<section data-kind="${escapeText(attrs.kind)}"><h2>${inlines(title.content)}</h2>${blocks.map(block).join('')}</section>`
}

function block(node: BlockJson | ListItemJson | TableRowJson): string {
  switch (node.type) {
    case 'paragraph':
      return `<p>${inlines(node.content)}</p>`
    case 'heading':
      return `<h${node.attrs.level}>${inlines(node.content)}</h${node.attrs.level}>`
    case 'bulletList':
      return `<ul>${node.content.map(block).join('')}</ul>`
    case 'orderedList':
      return `<ol${attribute('start', node.attrs?.start, 1)}>${node.content.map(block).join('')}</ol>`
    case 'listItem':
      return `<li>${node.content.map(block).join('')}</li>`
    case 'blockquote':
      return `<blockquote>${node.content.map(block).join('')}</blockquote>`
    case 'table':
      return `<table><tbody>${node.content.map(block).join('')}</tbody></table>`
    case 'tableRow':
      return `<tr>${(node.content ?? []).map((each) => cell(each, headerScope(node))).join('')}</tr>`
    default:
      return unmapped(node)
  }
}

function cell(node: CellJson, scope: 'row' | 'col'): string {
  const content = node.content.map(block).join('')
  switch (node.type) {
    case 'tableHeader':
      return `<th scope="${scope}"${spans(node)}>${content}</th>`
    case 'tableCell':
      return `<td${spans(node)}>${content}</td>`
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

function inlines(content: readonly InlineJson[] = []): string {
  return content
    .map((inline) => marked(inline.type === 'text' ? escapeText(inline.text) : '<br>', inline.marks ?? []))
    .join('')
}

function marked(html: string, [mark, ...rest]: readonly MarkJson[]): string {
  if (!mark) return html
  const inner = marked(html, rest)
  switch (mark.type) {
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
