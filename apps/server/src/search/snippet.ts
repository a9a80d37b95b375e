import type { Language } from '@samsyn/domain'
import type { PassageOfText } from '@samsyn/storage'
import { folded, referencesOf, tokensOfWord, type Word, wordsOf } from './analysis.ts'
import type { Question } from './question.ts'

/** Gives the tokens of words of texts in a language. */
export type TokensOf = (word: string, language: Language) => readonly string[]

/** Each word is analysed once, for as long as an answer takes to be made and no longer: it may be purged. */
export function rememberTokens(): TokensOf {
  const known = new Map<string, readonly string[]>()
  return (word, language) => {
    const key = `${language} ${word}`
    const tokens = known.get(key) ?? tokensOfWord(word, language)
    known.set(key, tokens)
    return tokens
  }
}

/** A piece of text, and whether it is what was looked for. */
export interface SnippetPart {
  readonly text: string
  readonly isHit: boolean
}

/** A passage of a text as a hit shows it. */
export interface Snippet {
  readonly section: string
  readonly parts: readonly SnippetPart[]
}

interface Mark {
  readonly from: number
  readonly to: number
  /** Which part of the question. */
  readonly part: number
}

/** So many characters of a passage are shown. */
const longest = 280
/** So many before the first hit. */
const before = 80

/** The passage that has most of what was looked for, the first of several; the first of all where none has any. */
export function snippetOf(
  passages: readonly PassageOfText[],
  question: Question,
  language: Language,
  tokensOf: TokensOf,
): Snippet | null {
  let best: {
    readonly passage: PassageOfText
    readonly marks: readonly Mark[]
    readonly has: number
  } | null = null
  for (const passage of passages) {
    const marks = marksIn(passage.text, question, language, tokensOf)
    const has = new Set(marks.map(({ part }) => part)).size
    if (best === null || has > best.has) best = { passage, marks, has }
    if (has === question.parts.length && has > 0) break
  }
  return best && { section: best.passage.section, parts: cut(best.passage.text, best.marks) }
}

/** A line with what was looked for marked in it. */
export function markedLine(
  line: string,
  question: Question,
  language: Language,
  tokensOf: TokensOf,
): readonly SnippetPart[] {
  return partsOf(line, marksIn(line, question, language, tokensOf), { from: 0, to: line.length })
}

function marksIn(line: string, { parts }: Question, language: Language, tokensOf: TokensOf): readonly Mark[] {
  if (parts.length === 0) return []
  const words = wordsOf(line)
  const marks: Mark[] = []
  for (const [part, sought] of parts.entries()) {
    switch (sought.kind) {
      case 'word': {
        const { exact, folded: foldings, stems } = sought.sought
        const tokens = new Set([...exact, ...foldings, ...stems])
        for (const word of words)
          if (tokensOf(word.text, language).some((token) => tokens.has(token)))
            marks.push({ from: word.from, to: word.to, part })
        break
      }
      case 'prefix':
        for (const word of words)
          if (folded(word.text).startsWith(folded(sought.text)))
            marks.push({ from: word.from, to: word.to, part })
        break
      case 'phrase':
        marks.push(...phrasesIn(words, sought).map((mark) => ({ ...mark, part })))
        break
      case 'reference': {
        const [token] = sought.reference.tokens
        for (const { from, to, tokens } of referencesOf(line))
          if (tokens.includes(token)) marks.push({ from, to, part })
      }
    }
  }
  return marks.sort((one, other) => one.from - other.from || other.to - one.to)
}

function phrasesIn(
  words: readonly Word[],
  { words: sought, isPrefix }: { readonly words: readonly string[]; readonly isPrefix: boolean },
): readonly Omit<Mark, 'part'>[] {
  const wanted = sought.map(folded)
  const have = words.map(({ text }) => folded(text))
  return words.flatMap(({ from }, start) => {
    const isHere = wanted.every((word, index) => {
      const other = have[start + index]
      if (other === undefined) return false
      return isPrefix && index === wanted.length - 1 ? other.startsWith(word) : other === word
    })
    const last = words[start + wanted.length - 1]
    return isHere && last ? [{ from, to: last.to }] : []
  })
}

/** A passage as far as it is shown, cut between words. */
function cut(text: string, marks: readonly Mark[]): readonly SnippetPart[] {
  if (text.length <= longest) return partsOf(text, marks, { from: 0, to: text.length })
  const first = marks[0]?.from ?? 0
  let from = Math.max(0, Math.min(first - before, text.length - longest))
  if (from > 0) from = Math.min(text.indexOf(' ', from) + 1 || from, first)
  let to = Math.min(text.length, from + longest)
  if (to < text.length) {
    const blank = text.lastIndexOf(' ', to)
    if (blank > from) to = blank
  }
  const shown = partsOf(text, marks, { from, to })
  return [
    ...(from > 0 ? [{ text: '… ', isHit: false }] : []),
    ...shown,
    ...(to < text.length ? [{ text: ' …', isHit: false }] : []),
  ]
}

function partsOf(
  text: string,
  marks: readonly Mark[],
  shown: { readonly from: number; readonly to: number },
): readonly SnippetPart[] {
  const parts: SnippetPart[] = []
  let at = shown.from
  for (const mark of marks) {
    const [from, to] = [Math.max(mark.from, at), Math.min(mark.to, shown.to)]
    if (from >= to) continue
    if (from > at) parts.push({ text: text.slice(at, from), isHit: false })
    parts.push({ text: text.slice(from, to), isHit: true })
    at = to
  }
  if (at < shown.to) parts.push({ text: text.slice(at, shown.to), isHit: false })
  return parts
}
