import type { NodeJson, TextJson } from '@samsyn/editor'
import { readWord, type WordText } from '../src/index.ts'
import { buildWord, type WordXml } from './build-word.ts'

/** Reads a Word file that is built of this; its ids are counted. */
export async function readBuilt(xml: WordXml): Promise<WordText> {
  return readFile(await buildWord(xml))
}

/** Reads a file that is one. */
export async function readFile(file: Uint8Array): Promise<WordText> {
  const ids = Array.from({ length: 1000 }, (_id, index) => `id${index}`).values()
  const read = await readWord(file, { newId: () => ids.next().value ?? 'id' })
  if (!read.ok) throw new Error(read.code)
  return read.text
}

/** A document as lines that show its structure: each node by its type, its attributes but for ids, and its words. */
export function outlineOf(node: NodeJson, depth = 0): readonly string[] {
  const children: readonly NodeJson[] = 'content' in node ? (node.content ?? []) : []
  if (node.type === 'doc') return children.flatMap((child) => outlineOf(child, depth))
  const { id: _own, ...attrs } = (('attrs' in node ? node.attrs : undefined) ?? {}) as Record<string, unknown>
  const shown = Object.entries(attrs)
    .filter(([, value]) => value !== 1)
    .map(([key, value]) => ` ${key}=${value}`)
    .join('')
  const inline = children.filter(isInline)
  const words = inline.length === 0 ? '' : `: ${inline.map(wordsOf).join('')}`
  const rest = children.filter((child) => !isInline(child))
  return [
    `${'  '.repeat(depth)}${node.type}${shown}${words}`,
    ...rest.flatMap((child) => outlineOf(child, depth + 1)),
  ]
}

function isInline({ type }: NodeJson): boolean {
  return type === 'text' || type === 'hardBreak' || type === 'bracket' || type === 'footnote'
}

function wordsOf(node: NodeJson): string {
  switch (node.type) {
    case 'text':
      return marked(node)
    case 'hardBreak':
      return '⏎'
    case 'footnote':
      return `^(${(node.content ?? []).map(wordsOf).join('')})`
    case 'bracket':
      return `«${node.content.map((wording) => `${Object.keys(wording.attrs).slice(1).join('+')}>${(wording.content ?? []).map(wordsOf).join('')}`).join('|')}»`
    default:
      return ''
  }
}

/** Words with the marks on them: `bold,link(words)`. */
function marked({ text, marks = [] }: TextJson): string {
  if (marks.length === 0) return text
  const names = marks.map((mark) => {
    const { id: _own, ...attrs } = ('attrs' in mark ? mark.attrs : {}) as Record<string, unknown>
    const said = Object.entries(attrs).map(([key, value]) => `${key}=${value}`)
    return said.length === 0 ? mark.type : `${mark.type}[${said.join(' ')}]`
  })
  return `${names.join(',')}(${text})`
}
