import type { DocJson, InlineJson, SectionJson } from './doc-json.ts'
import { linesOf } from './lines.ts'
import { docNumbers } from './numbering/doc-numbers.ts'
import { numberLabel } from './numbering/number-label.ts'
import { type PrintedRun, type PrintOptions, printInline } from './print-inline.ts'
import type { TemplateLanguage } from './templates.ts'

/** One line of the outline: a section, or a heading inside it. */
export interface OutlineEntry {
  readonly sectionId: string
  readonly kind: SectionJson['attrs']['kind']
  /** 2 for a section, 3 and 4 for headings in it. */
  readonly level: 2 | 3 | 4
  readonly text: string
  /** The number that it has, as it is printed; empty for none. */
  readonly number: string
  /** Which of all lines of the document it is. */
  readonly line: number
}

/** Sections and headings in document order; articles are called what they are in the language of the text. */
export function outline(doc: DocJson, language: TemplateLanguage = 'en'): readonly OutlineEntry[] {
  const numbers = docNumbers(doc)
  return linesOf(doc).flatMap(({ index, level, section, content }): readonly OutlineEntry[] => {
    if (level === null) return []
    const { id: sectionId, kind } = section.attrs
    const number = numbers.get(index)
    const label = number ? numberLabel(number, language) : ''
    return [{ sectionId, kind, level, text: inlineText(content), number: label, line: index }]
  })
}

/** The title of a section as text. */
export function sectionTitle(section: SectionJson): string {
  return inlineText(section.content[0].content)
}

interface TextOptions extends PrintOptions {
  /** What stands in the place of a footnote; nothing, if it is not said. */
  readonly noteMark?: (id: string) => string
}

/** Inline content as text: a hard break is a line feed, brackets are printed, the words of footnotes are not. */
export function inlineText(
  content: readonly InlineJson[] = [],
  { noteMark = () => '', ...options }: TextOptions = {},
): string {
  return printInline(content, options)
    .map((run) => (run.part === 'footnote' ? noteMark(run.id) : run.text))
    .join('')
}

/** A footnote with its number. */
export interface Footnote {
  readonly id: string
  readonly number: number
  readonly content: Extract<PrintedRun, { part: 'footnote' }>['content']
}

/** The footnotes of a text, numbered in its order; with those that name who supports a wording, where it is printed so. */
export function footnotesOf(
  doc: DocJson,
  { attribution = 'inline' }: Pick<PrintOptions, 'attribution'> = {},
): readonly Footnote[] {
  return linesOf(doc)
    .flatMap(({ content, suggestions }) => printInline(content, { suggestions, attribution }))
    .flatMap((run) => (run.part === 'footnote' ? [run] : []))
    .map(({ id, content }, index) => ({ id, number: index + 1, content }))
}

/** The text of every paragraph, heading and title in document order, one line each, then that of each footnote. */
export function textLines(doc: DocJson, options: PrintOptions = {}): readonly string[] {
  return [
    ...linesOf(doc).map(({ content }) => inlineText(content, options)),
    ...footnotesOf(doc).map(({ content }) => inlineText(content)),
  ]
}

/** The whole text, one line for each paragraph, heading, title and footnote. */
export function plainText(doc: DocJson): string {
  return textLines(doc).join('\n')
}

/** Whether any wording of a text has support, so that it matters how that is printed. */
export function namesSupporters(doc: DocJson): boolean {
  const unnamed = textLines(doc, { attribution: 'none' })
  return textLines(doc).some((line, index) => line !== unnamed[index])
}

/** How many words the text has, titles and footnotes included; who supports a wording is no part of it. */
export function wordCount(doc: DocJson): number {
  return linesOf(doc).reduce((words, { content }) => words + wordsOfLine(content), 0)
}

/** Words of a line and its footnotes. A text is counted again and again, and few of its lines are new each time. */
const counted = new WeakMap<readonly InlineJson[], number>()

function wordsOfLine(content: readonly InlineJson[]): number {
  const before = counted.get(content)
  if (before !== undefined) return before
  const words = printInline(content, { attribution: 'none' })
    .flatMap((run) => (run.part === 'footnote' ? [inlineText(run.content)] : []))
    .concat(inlineText(content, { attribution: 'none' }))
    .reduce((sum, text) => sum + wordsIn(text), 0)
  counted.set(content, words)
  return words
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0
}

/** How long a text is, and each section of it that is said at the table. */
export interface TextLength {
  readonly words: number
  readonly spoken: readonly { readonly sectionId: string; readonly title: string; readonly words: number }[]
}

/** The length of a text; sections of speaking points without a word are not said. */
export function textLength(doc: DocJson): TextLength {
  const spoken = doc.content.flatMap((section) => {
    const { id: sectionId, kind } = section.attrs
    // Nobody reads the title out.
    const words = wordCount({ ...doc, content: [section] }) - wordsIn(sectionTitle(section))
    return kind === 'speaking_points' && words > 0 ? [{ sectionId, title: sectionTitle(section), words }] : []
  })
  return { words: wordCount(doc), spoken }
}

/** Words in a minute: read to oneself, and said so that interpreters keep up. */
const pace = { read: 220, spoken: 120 } as const

/** How many minutes so many words take, rounded up; 0 for none. */
export function readingMinutes(words: number, way: keyof typeof pace): number {
  return Math.ceil(words / pace[way])
}
