import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as finnish } from '@orama/stemmers/finnish'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import type { Language } from '@samsyn/domain'
import { type FoundReference, findReferences } from '@samsyn/editor'

/** Raised by whoever changes what a token is: every text is then put into the index anew. */
export const analysisVersion = 2

/** A word of a text, by its first character and the one after its last. */
export interface Word {
  readonly from: number
  readonly to: number
  /** In small letters, composed. */
  readonly text: string
}

/** What a token says of the text that it is of, by its first letter: no two kinds are mistaken for one another. */
const kinds = { exact: 'e', folded: 'f', stem: 's', title: 't', reference: 'r' } as const

/** Longer words are cut; nobody looks for their ends. */
const longestWord = 60
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** The words of a line. A hyphen that a line may be broken at is none of its letters. */
export function wordsOf(line: string): readonly Word[] {
  return [...line.toWellFormed().matchAll(wordPattern)].map(({ 0: written, index }) => ({
    from: index,
    to: index + written.length,
    text: shortened(written.normalize('NFC').toLowerCase()),
  }))
}

/** Cut between characters: half of one is no letter. */
function shortened(word: string): string {
  return word.length <= longestWord ? word : [...word].slice(0, longestWord).join('')
}

/** Letters that no decomposition takes apart. */
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'a',
  œ: 'o',
  ø: 'o',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  ß: 'ss',
  ı: 'i',
  ŋ: 'n',
}

/**
 * A word as it is typed where its letters are not on the keyboard, and as its neighbours spell it: å and ä and æ are a, ö and ø are o,
 * ð is d, þ is th; accents are left out.
 */
export function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]/g, (letter) => plainLetters[letter] ?? letter)
}

/** The languages with a stemmer that is kept; Icelandic words are found as they stand, and by how they begin. */
const stemmers = {
  en: english,
  sv: swedish,
  da: danish,
  nb: norwegian,
  fi: finnish,
} as const satisfies Partial<Record<Language, (word: string) => string>>

type StemmedLanguage = keyof typeof stemmers

const stemmedLanguages = Object.keys(stemmers) as readonly StemmedLanguage[]

/** A document of the Union that a reference names. */
type NamedDocument = Extract<FoundReference, { readonly ok: true }>['document']

/** The tokens of a word as somebody looks for it, from what is nearest to it to what is farthest. */
export interface SoughtWord {
  readonly exact: readonly string[]
  readonly folded: readonly string[]
  /** Whatever it can be the stem of, in whatever language the text is. */
  readonly stems: readonly string[]
  readonly title: readonly string[]
}

/** What a word that is looked for is found by; `ae`, `oe` and `aa` can be meant for one letter, and å may be written `aa`. */
export function soughtWord(word: string): SoughtWord {
  const plain = folded(word)
  const foldings = [
    ...new Set([plain, plain.replace(/ae|aa/g, 'a').replace(/oe/g, 'o'), folded(word.replaceAll('å', 'aa'))]),
  ]
  return {
    exact: [kinds.exact + word],
    folded: foldings.map((each) => kinds.folded + each),
    stems: foldings.flatMap((each) =>
      stemmedLanguages.map((language) => `${kinds.stem}${language}${stemOf(each, language)}`),
    ),
    title: foldings.map((each) => kinds.title + each),
  }
}

/** The tokens that a word of a text in a language is found by. */
export function tokensOfWord(word: string, language: Language): readonly string[] {
  const plain = folded(word)
  const tokens = [kinds.exact + word, kinds.folded + plain]
  if (language in stemmers)
    tokens.push(`${kinds.stem}${language}${stemOf(plain, language as StemmedLanguage)}`)
  return tokens
}

/** The token that a word has without its accents, whatever the language. */
export function foldedToken(word: string): string {
  return kinds.folded + folded(word)
}

/** The token that a word of a title has beside those of any other. */
export function titleToken(word: string): string {
  return kinds.title + folded(word)
}

/** Stems are taken of folded words, so that a word and the same without its accents have one. */
function stemOf(word: string, language: StemmedLanguage): string {
  // A stemmer may leave nothing of a word that is all ending.
  return stemmers[language](word) || word
}

/** A reference in a line, and the tokens of the document that it names: the whole reference, then the document without its revision. */
export interface ReferenceInLine {
  readonly from: number
  readonly to: number
  readonly writing: string
  readonly tokens: readonly [string, ...(readonly string[])]
}

/** The documents of the Union that a line names, in whatever writing. */
export function referencesOf(line: string): readonly ReferenceInLine[] {
  return findReferences(line).flatMap((found) =>
    found.ok
      ? [{ from: found.from, to: found.to, writing: found.writing, tokens: tokensOfDocument(found.document) }]
      : [],
  )
}

function tokensOfDocument(document: NamedDocument): readonly [string, ...(readonly string[])] {
  const token = (...parts: readonly (string | number)[]) =>
    kinds.reference +
    parts
      .map((part) =>
        String(part)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, ''),
      )
      .join('x')
  switch (document.register) {
    case 'council': {
      const { series, number, year, parts } = document
      const base = token(series, number, year)
      const revisions = parts.map(({ kind, number: at }) => `${kind}${at}`)
      return revisions.length === 0 ? [base] : [token(series, number, year, ...revisions), base]
    }
    case 'commission': {
      const { series, year, number, version } = document
      const base = token(series, year, number)
      return version === 1 ? [base] : [token(series, year, number, version), base]
    }
    case 'procedure':
      return [token(document.type, document.year, document.number)]
    case 'act':
      return [token(document.kind, document.year, document.number)]
    case 'parliament':
      return [token('ep', document.series, document.term, document.year, document.number)]
    case 'celex':
      return [token('celex', document.celex)]
  }
}
