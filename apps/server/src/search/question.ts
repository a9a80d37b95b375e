import { assertNever } from '@samsyn/domain'
import type { SearchClause, SearchToken } from '@samsyn/storage'
import {
  folded,
  foldedToken,
  type ReferenceInLine,
  referencesOf,
  type SoughtWord,
  soughtWord,
  wordsOf,
} from './analysis.ts'

/** One thing that a text has to have. */
type Part =
  | { readonly kind: 'word'; readonly sought: SoughtWord; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'phrase'; readonly words: readonly string[]; readonly isPrefix: boolean }
  | { readonly kind: 'reference'; readonly reference: ReferenceInLine }

/** What somebody looks for, read out of what they typed. */
export interface Question {
  readonly parts: readonly Part[]
  /** How many further ones were typed that are not looked for. */
  readonly leftOut: number
}

/** Of what is typed so much is looked for: each part is a search of its own. */
const mostParts = 10

/** Fewer letters begin too many words. */
const shortestPrefix = 2

/** A phrase in quotation marks of any country, or whatever stands between blanks. */
const pieces = /["“”„»«](?<phrase>[^"“”„»«]*)(?:["“”„»«]|$)(?<star>\*?)|(?<bare>[^\s"“”„»«]+)/gu

/**
 * Reads words, “phrases”, beginnings (`propor*`) and references to documents of the Union. Words that only a sign holds together
 * (`2021/1232`, `e-evidence`) stand side by side in the text, too.
 */
export function readQuestion(typed: string): Question {
  const parts: Part[] = []
  let rest = typed
  for (const reference of referencesIn(typed).toReversed()) {
    parts.unshift({ kind: 'reference', reference })
    rest = `${rest.slice(0, reference.from)} ${rest.slice(reference.to)}`
  }
  for (const { groups = {} } of rest.matchAll(pieces)) {
    const words = wordsOf(groups.phrase ?? groups.bare ?? '').map(({ text }) => text)
    const isPrefix = groups.star === '*' || /\*\s*$/.test(groups.phrase ?? groups.bare ?? '')
    const [first = ''] = words
    if (words.length === 0) continue
    if (words.length > 1) parts.push({ kind: 'phrase', words, isPrefix })
    else if (isPrefix && first.length >= shortestPrefix) parts.push({ kind: 'prefix', text: first })
    else parts.push({ kind: 'word', sought: soughtWord(first), text: first })
  }
  const different = new Map(parts.map((part) => [nameOf(part), part]))
  return {
    parts: [...different.values()].slice(0, mostParts),
    leftOut: Math.max(0, different.size - mostParts),
  }
}

function nameOf(part: Part): string {
  switch (part.kind) {
    case 'word':
    case 'prefix':
      return JSON.stringify([part.kind, part.text])
    case 'phrase':
      return JSON.stringify([part.kind, part.words, part.isPrefix])
    case 'reference':
      return JSON.stringify([part.kind, part.reference.tokens])
    default:
      return assertNever(part)
  }
}

/** As they are typed, or in capitals, which nobody types who looks for something. */
function referencesIn(typed: string): readonly ReferenceInLine[] {
  const capitals = typed.toUpperCase()
  const [asTyped, inCapitals] = [referencesOf(typed), referencesOf(capitals)]
  return capitals.length === typed.length && inCapitals.length > asTyped.length ? inCapitals : asTyped
}

/** How near the words of a text are to those that were typed: letter by letter, without their accents, in another form. */
type Nearness = 'exact' | 'folded' | 'stems'

/** Dossiers and agenda items that name a document. */
export interface NamedOn {
  readonly dossierIds: readonly string[]
  readonly agendaItemIds: readonly string[]
}

/** What a text has to have to answer a question. */
export function clausesOf(
  { parts }: Question,
  namedOn: (reference: ReferenceInLine) => NamedOn,
): readonly SearchClause[] {
  return parts.map((part) => clauseOf(part, 'stems', namedOn))
}

function clauseOf(
  part: Part,
  near: Nearness,
  namedOn: (reference: ReferenceInLine) => NamedOn,
): SearchClause {
  const clause = { phrase: null, dossierIds: [], agendaItemIds: [] }
  switch (part.kind) {
    case 'word':
      return { ...clause, anyOf: wordTokens(part.sought, near).map(whole) }
    case 'prefix':
      return { ...clause, anyOf: prefixTokens(part.text, near) }
    case 'phrase': {
      const last = part.words.length - 1
      const phrase = ` ${part.words.map(folded).join(' ')}${part.isPrefix ? '' : ' '}`
      // Each word by itself first, which the index knows; the longest is in the fewest texts.
      const rarest = part.words.toSorted((one, other) => other.length - one.length)[0] ?? ''
      const isLast = part.isPrefix && part.words[last] === rarest
      return { ...clause, anyOf: [{ token: foldedToken(rarest), isPrefix: isLast }], phrase }
    }
    case 'reference': {
      const [token] = part.reference.tokens
      return { anyOf: [{ token, isPrefix: false }], phrase: null, ...namedOn(part.reference) }
    }
    default:
      return assertNever(part)
  }
}

/** Of that, what other words would not answer as well; null where that is nothing. */
export function nearerClausesOf(
  { parts }: Question,
  near: Exclude<Nearness, 'stems'>,
): readonly SearchClause[] | null {
  const words = parts.filter(({ kind }) => kind === 'word' || kind === 'prefix')
  return words.length === 0 ? null : words.map((part) => clauseOf(part, near, () => nowhere))
}

const nowhere: NamedOn = { dossierIds: [], agendaItemIds: [] }

/** The same for the words of the title alone; null where something else than words is looked for. */
export function titleClausesOf({ parts }: Question): readonly SearchClause[] | null {
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.sought] : []))
  if (words.length === 0 || words.length < parts.length) return null
  return words.map(({ title }) => ({
    anyOf: title.map(whole),
    phrase: null,
    dossierIds: [],
    agendaItemIds: [],
  }))
}

function wordTokens(sought: SoughtWord, near: Nearness): readonly string[] {
  switch (near) {
    case 'exact':
      return sought.exact
    case 'folded':
      return [...sought.exact, ...sought.folded]
    case 'stems':
      return [...sought.exact, ...sought.folded, ...sought.stems]
  }
}

function prefixTokens(word: string, near: Nearness): readonly SearchToken[] {
  const { exact, folded: foldings } = soughtWord(word)
  return (near === 'exact' ? exact : [...exact, ...foldings]).map((token) => ({ token, isPrefix: true }))
}

function whole(token: string): SearchToken {
  return { token, isPrefix: false }
}
