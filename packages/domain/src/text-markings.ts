import { distinctTerms, folded, limiteTerm, nationalTerms, type Term } from './classification-terms.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** A marking that a line of text carries. */
export interface TextMarking {
  /** Classified by the Union, NATO or a country; or the Council's LIMITE, which is about distribution alone. */
  readonly kind: 'classified' | 'limite'
  /** As it is usually written. */
  readonly name: string
  readonly line: string
}

/**
 * The markings that lines of text carry, in their order. A marking is in capitals and stands by itself: alone in its line,
 * among what stands beside one on a page, or in brackets where a passage begins. What a sentence names is no marking (D100).
 */
export function markingsIn(lines: Iterable<string>): readonly TextMarking[] {
  const found: TextMarking[] = []
  for (const each of lines) {
    const text = folded(each)
    if (text === '') continue
    const line = each.trim()
    const classified = classificationIn(text)
    if (classified !== null) found.push({ kind: 'classified', name: classified, line })
    else if (isCarried(text, [limiteTerm])) found.push({ kind: 'limite', name: limiteTerm.name, line })
  }
  return found
}

/** Refuses a text of which a line carries a marking of classified information; such a text goes no further. */
export function unclassified(lines: Iterable<string>): Result<null, Refusal> {
  const isClassified = markingsIn(lines).some(({ kind }) => kind === 'classified')
  return isClassified ? refuse({ code: 'text_classified' }) : ok(null)
}

function classificationIn(text: string): string | null {
  const [, inBrackets] = /^[([]([^()[\]]{3,60})[)\]]/.exec(text) ?? []
  if (inBrackets !== undefined && isAlone(inBrackets, distinctTerms)) return nameIn(inBrackets, distinctTerms)
  if (text.length > longest) return null
  if (isCarried(text, distinctTerms)) return nameIn(text, distinctTerms)
  const capitals = text.toUpperCase()
  if (isAlone(capitals, distinctTerms)) return nameIn(capitals, distinctTerms)
  const marked = text.replace(label, '').replace(nationalReach, '').replaceAll(level, '')
  return isAlone(marked, nationalTerms) ? nameIn(marked, nationalTerms) : null
}

/** Whether a line has one of the terms and no letter besides. */
function isAlone(text: string, terms: readonly Term[]): boolean {
  return nameIn(text, terms) !== null && !/\p{L}/u.test(without(text, terms))
}

/** Whether a line has one of the terms, and besides only what stands beside a marking on a page. */
function isCarried(text: string, terms: readonly Term[]): boolean {
  if (text.length > longest || nameIn(text, terms) === null) return false
  const rest = without(text.replace(label, ''), terms)
    .replace(reach, '')
    .replaceAll(date, '')
    .replaceAll(code, '')
  return (rest.match(/\p{L}+/gu) ?? []).every((word) => isBeside(word))
}

function nameIn(text: string, terms: readonly Term[]): string | null {
  return terms.find(({ pattern }) => text.search(pattern) >= 0)?.name ?? null
}

function without(text: string, terms: readonly Term[]): string {
  return terms.reduce((left, { pattern }) => left.replaceAll(pattern, ' '), text)
}

/** A line that is longer is a passage. */
const longest = 160

/** What says of the words behind it that they are a marking. */
const label =
  /^(?:\p{L}+ )?(?:(?:security )?classification|classified|marking|\p{L}*klassifi\p{L}*|sakerhetsskyddsklass|(?:sikkerhets)?gradering|turvallisuusluokka|oryggisflokkun) ?: /iu

/** What stands behind a marking to say how far it goes. */
const reach = /\b(?:until|releasable to|rel to|with annex|without annex|when separated)\b.*$/iu
const nationalReach = / (?:i henhold til|iht\.?|ihht\.?|etter|jf\.?) (?:sikkerhetsloven|offentleglova)\b.*$/iu
const level = /\b(?:TL|TURVALLISUUSLUOKKA|SAKERHETSKLASS|SKYDDSNIVA) ?(?:IV|I{1,3}|[1-4])\b/gu

const date = /\b\d{1,2}\.? \p{L}+ \d{4}\b/gu
/** A subject code or the like with its number. */
const code = /\p{Lu}{2,} \d+/gu
const pageWords = new Set(
  'LIMITE DRAFT ANNEX PAGE COPY INIT COMIX BRUSSELS BRUXELLES BRYSSEL BRUSSEL LUXEMBOURG'.split(' '),
)

/** Whether a word stands beside markings on a page: a short code, a language, a place. */
function isBeside(word: string): boolean {
  return /^(?:\p{Lu}{1,3}|\p{Ll}{2})$/u.test(word) || pageWords.has(word.toUpperCase())
}
