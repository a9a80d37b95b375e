import type { DocJson, InlineJson, SectionJson } from './doc-json.ts'
import { linesOf } from './lines.ts'
import { footnotesOf, inlineText } from './reading.ts'

/** Whether some words stand in a text as they are: within one line, one wording of a bracket or one footnote, with nothing between. */
export function standsInText(doc: DocJson, words: string): boolean {
  if (words === '') return false
  return linesOf(doc).some(({ content }) => stretchesOf(content).some((stretch) => stretch.includes(words)))
}

/**
 * Whether a passage reads like that in a text: over several lines, brackets as they print, footnotes by their marks. What is no
 * letter or digit does not tell: programs write blanks, marks and line ends in their own ways.
 */
export function readsSomewhere(doc: DocJson, quote: string): boolean {
  const wanted = letters(quote)
  if (wanted === '') return quote.trim() !== '' && standsInText(doc, quote.trim())
  const lines = linesOf(doc)
  const notes = new Map(footnotesOf(doc).map(({ id, content }) => [id, inlineText(content)]))
  const inBrackets = new Set(
    lines.flatMap(({ content }) => wordingsIn(content).flatMap((wording) => notesIn(wording))),
  )
  const wordsOf = (id: string) => notes.get(id) ?? ''
  // What is selected over a footnote has its words, too, but not over one in a bracket, which prints as one.
  const readings = [() => '', wordsOf, (id: string) => (inBrackets.has(id) ? '' : wordsOf(id))].map(
    (noteMark) => letters(lines.map(({ content }) => inlineText(content, { noteMark })).join(' ')),
  )
  if (readings.some((reading) => reading.includes(wanted))) return true
  // A part of a wording, which says nothing of who supports a wording in it, or of a footnote.
  return lines.some(({ content }) =>
    [...stretchesOf(content), ...wordingsIn(content).map(allText)].some((stretch) =>
      letters(stretch).includes(wanted),
    ),
  )
}

/** What stands in each wording of each bracket, also of those in wordings. */
function wordingsIn(content: readonly InlineJson[]): readonly (readonly InlineJson[])[] {
  return content.flatMap((inline) =>
    inline.type === 'bracket'
      ? (inline.content ?? []).flatMap(({ content: wording = [] }) => [wording, ...wordingsIn(wording)])
      : [],
  )
}

function notesIn(content: readonly InlineJson[]): readonly string[] {
  return content.flatMap((inline) => (inline.type === 'footnote' ? [inline.attrs.id] : []))
}

function allText(content: readonly InlineJson[]): string {
  return content
    .map((inline) => {
      if (inline.type === 'text') return inline.text
      if (inline.type === 'footnote') return allText(inline.content ?? [])
      if (inline.type === 'bracket')
        return (inline.content ?? []).map((wording) => allText(wording.content ?? [])).join('')
      return ''
    })
    .join('')
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]/gu, '')
}

/** How often some words stand in a section as they are, its title left out. */
export function timesInSection(section: SectionJson, words: string): number {
  if (words === '') return 0
  return linesOf({ type: 'doc', content: [section] })
    .filter(({ isTitle }) => !isTitle)
    .flatMap(({ content }) => stretchesOf(content))
    .reduce((times, stretch) => times + stretch.split(words).length - 1, 0)
}

/** The text between all that is none, and of each thing that holds text of its own. */
function stretchesOf(content: readonly InlineJson[]): readonly string[] {
  const stretches: string[] = []
  let stretch = ''
  for (const inline of content) {
    if (inline.type === 'text') {
      stretch += inline.text
      continue
    }
    stretches.push(stretch)
    stretch = ''
    switch (inline.type) {
      case 'bracket':
        for (const wording of inline.content ?? []) stretches.push(...stretchesOf(wording.content ?? []))
        break
      case 'footnote':
        stretches.push(...stretchesOf(inline.content ?? []))
        break
      case 'hardBreak':
        break
    }
  }
  return [...stretches, stretch]
}
