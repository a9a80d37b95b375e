import { type FormattingName, formattingNames, type MarkJson, type SuggestionMarkJson } from '@samsyn/editor'
import {
  type IRunPropertiesOptions,
  type ParagraphChild,
  type TextRun,
  UnderlineType,
  XmlComponent,
} from 'docx'
import { unmapped } from '../unmapped.ts'
import type { DocxContext } from './context.ts'

type Formatting = Extract<MarkJson, { readonly type: 'formatting' }>

/** The suggestions among marks that add or take out text, the outermost first. */
export function suggestionsAmong(marks: readonly MarkJson[]): readonly SuggestionMarkJson[] {
  return marks.filter(
    (mark): mark is SuggestionMarkJson => mark.type === 'insertion' || mark.type === 'deletion',
  )
}

/** A run inside the changes that add it or take it out. A deletion is the inner one: Word strikes what is left of it. */
export function changed(run: TextRun, marks: readonly MarkJson[], context: DocxContext): ParagraphChild {
  const all = suggestionsAmong(marks)
  const innermostFirst = [...all].reverse()
  const inOrder = [
    ...innermostFirst.filter(({ type }) => type === 'deletion'),
    ...innermostFirst.filter(({ type }) => type === 'insertion'),
  ]
  const whole = inOrder.reduce<XmlComponent>((inner, mark) => new Change(mark, inner, context), run)
  // The library's own classes of changes take plain text alone.
  return whole as ParagraphChild
}

class Change extends XmlComponent {
  constructor({ type, attrs }: SuggestionMarkJson, inner: XmlComponent, context: DocxContext) {
    super(type === 'insertion' ? 'w:ins' : 'w:del')
    const { id, author, date } = context.change(attrs)
    this.root.push({ _attr: { 'w:id': id, 'w:author': author, 'w:date': date } }, inner)
  }
}

/** Text of a run that is taken out. */
export class DeletedText extends XmlComponent {
  constructor(text: string) {
    super('w:delText')
    this.root.push({ _attr: { 'xml:space': 'preserve' } }, text)
  }
}

/**
 * Properties of a run with the look that its marks give it. A suggestion of formatting is written as Word writes a
 * changed format: the new look, beside it the one before. Word holds one such change for a run: the outermost.
 */
export function formatted(
  properties: IRunPropertiesOptions,
  marks: readonly MarkJson[],
  context: DocxContext,
): IRunPropertiesOptions {
  const before = new Set(marks.flatMap(({ type }) => (isFormatting(type) ? [type] : [])))
  const suggested = marks.filter((mark): mark is Formatting => mark.type === 'formatting')
  const [outermost] = suggested
  if (!outermost) return { ...properties, ...look([...before], before) }
  const after = new Set(before)
  for (const { attrs } of suggested.filter(({ attrs }) => attrs.id === outermost.attrs.id)) {
    if (attrs.remove !== '') after.delete(attrs.remove)
    if (attrs.add !== '') after.add(attrs.add)
  }
  const named = formattingNames.filter((name) => before.has(name) || after.has(name))
  return {
    ...properties,
    ...look(named, after),
    revision: { ...properties, ...look(named, before), ...context.change(outermost.attrs) },
  }
}

function isFormatting(type: MarkJson['type']): type is FormattingName {
  return formattingNames.some((name) => name === type)
}

/** What is said of these formats: Word wants to be told of one that is absent beside one that is there. */
function look(names: readonly FormattingName[], present: ReadonlySet<FormattingName>): IRunPropertiesOptions {
  return Object.assign({}, ...names.map((name) => lookOf(name, present.has(name))))
}

function lookOf(name: FormattingName, isPresent: boolean): IRunPropertiesOptions {
  switch (name) {
    case 'bold':
      return { bold: isPresent }
    case 'italic':
      return { italics: isPresent }
    case 'underline':
      return { underline: { type: isPresent ? UnderlineType.SINGLE : UnderlineType.NONE } }
    case 'strike':
      return { strike: isPresent }
    default:
      return unmapped(name)
  }
}
