import { type InlineJson, isSafeHref, type MarkJson } from '@samsyn/editor'
import type { Context } from './context.ts'
import { type Group, groupsOf, linesOf, type Words } from './inline-runs.ts'
import { unmapped } from './unmapped.ts'

/** The lines of a paragraph as Markdown, to be joined by whatever breaks a line where they stand. */
export function markdownLines(
  content: readonly InlineJson[] | undefined,
  context: Context,
): readonly string[] {
  return linesOf(content, context).map((line) =>
    lineStart(join(groupsOf(line.map(withKnownMarks)).flatMap(pieces)).trim()),
  )
}

/** Markdown has no underline, no language and no suggested formatting: the words stay, in one piece with their neighbours. */
function withKnownMarks({ marks, ...words }: Words): Words {
  return { ...words, marks: marks.filter(({ type }) => !unknown.has(type)) }
}

const unknown: ReadonlySet<MarkJson['type']> = new Set(['underline', 'language', 'formatting'])

/** Plain words as one line of Markdown. */
export function markdownText(text: string): string {
  return lineStart(escapeText(text.replace(/\s+/g, ' ').trim()))
}

interface Piece {
  readonly markdown: string
  /** `delimited` where signs of emphasis begin and end it. */
  readonly kind: 'text' | 'delimited'
}

function pieces({ mark, words }: Group): readonly Piece[] {
  if (mark === null) return [{ markdown: plain(words), kind: 'text' }]
  const inner = groupsOf(words).flatMap(pieces)
  switch (mark.type) {
    case 'insertion':
      return [{ markdown: `<ins>${join(inner)}</ins>`, kind: 'text' }]
    case 'deletion':
      return [{ markdown: `<del>${join(inner)}</del>`, kind: 'text' }]
    case 'bold':
      return delimited(inner, '**')
    case 'italic':
      // Not an asterisk: beside the two of bold, nobody could tell which of three closes what.
      return delimited(inner, '_')
    case 'strike':
      return delimited(inner, '~~')
    case 'underline':
    case 'language':
    case 'formatting':
      return inner
    case 'link':
      return isSafeHref(mark.attrs.href)
        ? [{ markdown: `[${join(inner)}](<${address(mark)}>)`, kind: 'text' }]
        : inner
    default:
      return unmapped(mark)
  }
}

/** Words without marks; neighbours are escaped together, for what is markup may begin in one and end in the next. */
function plain(all: readonly Words[]): string {
  let [markdown, open] = ['', '']
  for (const { text, note } of all) {
    open += text
    if (note === null) continue
    markdown += `${escapeText(open)}[^${note}]`
    open = ''
  }
  return markdown + escapeText(open)
}

/** Emphasis only opens and closes at a word, so the spaces at its edges go outside it. */
function delimited(inner: readonly Piece[], sign: string): readonly Piece[] {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(join(inner)) ?? []
  if (words === '') return inner
  const around: readonly Piece[] = [
    { markdown: before, kind: 'text' },
    { markdown: sign + words + sign, kind: 'delimited' },
    { markdown: after, kind: 'text' },
  ]
  return around.filter(({ markdown }) => markdown !== '')
}

/**
 * Puts pieces beside one another. A sign of emphasis between a letter and punctuation is not read as one (CommonMark's
 * flanking rules), so a letter that touches a sign is written as a character reference where that would happen.
 */
function join(all: readonly Piece[]): string {
  return all
    .map(({ markdown, kind }, index) => {
      if (kind === 'delimited') return markdown
      const [before, after] = [all[index - 1], all[index + 1]]
      let text = markdown
      if (before?.kind === 'delimited' && needsReference(before.markdown, 'end')) {
        text = text.replace(/^(?:[\p{L}\p{N}\p{M}]|(?!\p{ASCII})\p{S})/u, reference)
      }
      if (after?.kind === 'delimited' && needsReference(after.markdown, 'start')) {
        text = text.replace(/(?:[\p{L}\p{N}\p{M}]|(?!\p{ASCII})\p{S})$/u, reference)
      }
      return text
    })
    .join('')
}

function needsReference(markdown: string, edge: 'start' | 'end'): boolean {
  // `_` never opens or closes inside a word, the others only where a letter or digit stands within.
  const inside =
    edge === 'start' ? /^(?:\*\*|~~)[\p{L}\p{N}]/u.test(markdown) : /[\p{L}\p{N}](?:\*\*|~~)$/u.test(markdown)
  return !inside
}

function reference(character: string): string {
  return `&#x${character.codePointAt(0)?.toString(16).toUpperCase()};`
}

function address({ attrs: { href } }: Extract<MarkJson, { type: 'link' }>): string {
  return href.replace(/[<>\s]/g, encodeURIComponent).replace(/[\\&|]/g, '\\$&')
}

/** Escapes what would be markup, also what GFM would make a link of without being asked. */
function escapeText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~#|&]|!$/g, '\\$&')
    .replace(/(?<=https?|ftp|mailto|xmpp)(?=:)/gi, '\\')
    .replace(/(?<=www)(?=\.)/gi, '\\')
    .replace(/(?<=[\p{L}\p{N}._+-])(?=@[\p{L}\p{N}])/gu, '\\')
}

/** Escapes what would begin a list, a rule, a table or a heading at the start of a line. */
function lineStart(line: string): string {
  return line.replace(/^([-+=:]|\d+(?=[.)](?:\s|$)))/, (sign) =>
    /\d/.test(sign) ? `${sign}\\` : `\\${sign}`,
  )
}
