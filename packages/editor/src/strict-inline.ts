import {
  type AlternativeJson,
  type BracketJson,
  type FootnoteJson,
  type InlineJson,
  isBracketKind,
  isFormattingName,
  isPassageLanguage,
  type MarkJson,
  type SuggestedAttrs,
  supporterCountries,
  type TextJson,
} from './doc-json.ts'
import { isSafeHref } from './href.ts'

/** What putting a document into its strict form has met so far. */
export interface Findings {
  /** Ids that a section, a bracket, a wording or a footnote already has, each with the kind of node before it. */
  readonly seen: Set<string>
  readonly problems: string[]
}

/** The strict form of what stands in a line. Never drops a character. */
export function strictInline(content: readonly InlineJson[] = [], findings: Findings): readonly InlineJson[] {
  return content.flatMap((inline) => strictOne(inline, findings) ?? [])
}

function strictOne(inline: InlineJson, findings: Findings): InlineJson | null {
  switch (inline.type) {
    case 'text':
      return strictMarks(inline, findings)
    case 'hardBreak':
      return strictMarks({ ...inline, attrs: strictSuggested(inline.attrs, findings) }, findings)
    case 'bracket':
      return strictBracket(inline, findings)
    case 'footnote':
      return strictFootnote(inline, findings)
  }
}

/** An id that nothing of its kind has yet: the one given, where it is free, and otherwise that with a number. */
export function ownId(kind: string, id: unknown, { seen, problems }: Findings): string {
  const wanted = typeof id === 'string' && id !== '' ? id : kind
  let own = wanted
  for (let count = 2; seen.has(`${kind} ${own}`); count += 1) own = `${wanted}-${count}`
  if (own !== id) problems.push(`a ${kind} has no id of its own`)
  seen.add(`${kind} ${own}`)
  return own
}

/** The suggestions of a node, without what is no id. */
export function strictSuggested(attrs: SuggestedAttrs | undefined, { problems }: Findings): SuggestedAttrs {
  const { suggestedInsertion, suggestedDeletion } = attrs ?? {}
  return {
    ...strictText({ suggestedInsertion }, problems),
    ...strictText({ suggestedDeletion }, problems),
  }
}

/** An attribute, if it has a text; nothing, if it has none. */
export function strictText<Key extends string>(
  attribute: { readonly [key in Key]: unknown },
  problems: string[],
): { readonly [key in Key]?: string } {
  const kept: { [key in Key]?: string } = {}
  for (const key in attribute) {
    const value = attribute[key]
    if (value === null || value === undefined) continue
    if (typeof value === 'string' && value !== '') kept[key] = value
    else problems.push(`${key} is no text`)
  }
  return kept
}

function strictBracket({ attrs, content }: BracketJson, findings: Findings): BracketJson | null {
  const { problems } = findings
  // ProseMirror leaves `content` out when there is none.
  const alternatives: readonly AlternativeJson[] = content ?? []
  if (alternatives.length === 0) {
    problems.push('an empty bracket')
    return null
  }
  if (!isBracketKind(attrs.kind)) problems.push('a bracket is of no known kind')
  const kind = isBracketKind(attrs.kind) ? attrs.kind : 'unagreed'
  return {
    type: 'bracket',
    attrs: { id: ownId('bracket', attrs.id, findings), kind, ...strictSuggested(attrs, findings) },
    content: alternatives.map((alternative) => strictAlternative(alternative, findings)),
  }
}

function strictAlternative({ attrs, content }: AlternativeJson, findings: Findings): AlternativeJson {
  const supporters = supporterCountries.flatMap((country) => {
    const value: unknown = attrs[country] ?? null
    if (value !== null && value !== true) findings.problems.push('support is neither given nor absent')
    return value === true ? [[country, true] as const] : []
  })
  return {
    type: 'alternative',
    attrs: { id: ownId('alternative', attrs.id, findings), ...Object.fromEntries(supporters) },
    ...filled(strictInline(content, findings)),
  }
}

function strictFootnote({ attrs, content = [] }: FootnoteJson, findings: Findings): FootnoteJson {
  return {
    type: 'footnote',
    attrs: { id: ownId('footnote', attrs.id, findings), ...strictSuggested(attrs, findings) },
    ...filled(content.map((text) => strictMarks(text, findings))),
  }
}

function filled<T>(content: readonly T[]): { readonly content?: readonly T[] } {
  return content.length === 0 ? {} : { content }
}

function strictMarks<T extends TextJson | Extract<InlineJson, { type: 'hardBreak' }>>(
  inline: T,
  { problems }: Findings,
): T {
  if (!inline.marks) return inline
  const marks = inline.marks.filter((mark) => isLawful(mark, problems))
  return marks.length === inline.marks.length ? inline : { ...inline, marks }
}

function isLawful(mark: MarkJson, problems: string[]): boolean {
  const problem = problemOf(mark)
  if (problem !== null) problems.push(problem)
  return problem === null
}

function problemOf(mark: MarkJson): string | null {
  switch (mark.type) {
    case 'link':
      return isSafeHref(mark.attrs.href) ? null : 'a link has an address that is not allowed'
    case 'insertion':
    case 'deletion':
      return isId(mark.attrs.id) ? null : 'a suggestion has no id'
    case 'formatting': {
      const { id, add, remove } = mark.attrs
      const isChange = [add, remove].every((name) => name === '' || isFormattingName(name))
      return isId(id) && isChange ? null : 'a suggestion of formatting is none'
    }
    case 'language':
      return isPassageLanguage(mark.attrs.lang) ? null : 'a passage is in no known language'
    default:
      return null
  }
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
