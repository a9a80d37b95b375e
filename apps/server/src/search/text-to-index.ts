import type { Language } from '@samsyn/domain'
import { type DocJson, plainText, sectionTitle } from '@samsyn/editor'
import type { PassageOfText, TextToIndex } from '@samsyn/storage'
import { analysisVersion, folded, referencesOf, titleToken, tokensOfWord, wordsOf } from './analysis.ts'

/** So many different tokens a text can be found by, which is more than a text has that is no mistake. */
const mostTokens = 50_000

/** What of a text is known beside its words. */
export type AboutText = Pick<
  TextToIndex,
  'positionId' | 'kind' | 'number' | 'releaseId' | 'title' | 'at' | 'place'
>

/** Of which draft, in which language, what is to be made. */
export interface DraftToIndex extends Pick<AboutText, 'positionId' | 'title' | 'at'> {
  readonly language: Language
  /** Place of the last entry in the log. */
  readonly place: number
}

/** A draft with everything that it is found by. */
export function draftToIndex(doc: DocJson, { language, ...draft }: DraftToIndex): TextToIndex {
  return textToIndex(doc, language, { ...draft, kind: 'draft', number: 0, releaseId: null, reference: null })
}

/** A text with everything that it is found by. */
export function textToIndex(
  doc: DocJson,
  language: Language,
  { reference, ...about }: AboutText & { readonly reference: string | null },
): TextToIndex {
  const passages = passagesOf(doc)
  const tokens = new Set<string>()
  const words = new Set<string>()
  const lines: string[] = []
  const take = (line: string) => {
    const found = wordsOf(line)
    for (const { text } of found) words.add(text)
    for (const reference of referencesOf(line)) for (const token of reference.tokens) tokens.add(token)
    lines.push(phraseOf(found.map(({ text }) => text)))
  }
  take(about.title)
  if (reference !== null) take(reference)
  for (const { text } of wordsOf(about.title)) tokens.add(titleToken(text))
  let section: string | null = null
  for (const passage of passages) {
    if (passage.section !== section) take(passage.section)
    section = passage.section
    take(passage.text)
  }
  for (const word of words) for (const token of tokensOfWord(word, language)) tokens.add(token)
  return {
    ...about,
    tokens: new Set([...tokens].slice(0, mostTokens)),
    words: lines.join('\n'),
    passages,
    analysis: analysisVersion,
  }
}

/** Words as phrases are looked for: folded, with one blank around each. */
function phraseOf(words: readonly string[]): string {
  return ` ${words.map(folded).join(' ')} `
}

/** The paragraphs of a text that have words, each with the title of its section. */
function passagesOf(doc: DocJson): readonly PassageOfText[] {
  return doc.content.flatMap((section) => {
    const title = sectionTitle(section)
    const titleLines = title.split('\n').length
    const texts = plainText({ ...doc, content: [section] })
      .split('\n')
      .slice(titleLines)
    const heading = title.replaceAll('\n', ' ')
    const said = texts.filter((text) => text.trim() !== '').map((text) => ({ section: heading, text }))
    // So that a section without a word in it is found by its title.
    return said.length === 0 && heading.trim() !== '' ? [{ section: heading, text: '' }] : said
  })
}
