import type {
  AlternativeJson,
  BlockJson,
  BracketJson,
  CellJson,
  DocJson,
  FootnoteJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  SectionJson,
  SuggestedAttrs,
  TableRowJson,
  TextJson,
} from '@samsyn/editor'
import {
  bracketKinds,
  formattingNames,
  numberings,
  passageLanguages,
  supporterCountries,
  tableForms,
} from '@samsyn/editor'
import fc from 'fast-check'

/** Whether what is generated may be suggested, or stands in something that is. */
interface Around {
  readonly isSuggested: boolean
}

const suggestionId = fc.constantFrom('s1', 's2', 's3', 's4', 's5')
const words = fc
  .array(
    fc.constantFrom(
      'shall',
      'should',
      ' ',
      '  ',
      'å',
      '[six]',
      ']',
      '[DK: x',
      '& <b>',
      '"',
      "'",
      '\t',
      '–',
      '😀',
      '12',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '))

const formats: fc.Arbitrary<readonly MarkJson[]> = fc
  .subarray([...formattingNames])
  .map((names) => names.map((type) => ({ type })))
const link = fc.constantFrom<readonly MarkJson[]>(
  [],
  [],
  [],
  [{ type: 'link', attrs: { href: 'https://example.org/?a=1&b="2"' } }],
  [{ type: 'link', attrs: { href: 'mailto:a@example.org' } }],
)
const language: fc.Arbitrary<readonly MarkJson[]> = fc
  .option(fc.constantFrom(...passageLanguages), { freq: 5 })
  .map((lang) => (lang === null ? [] : [{ type: 'language', attrs: { lang } }]))

/** What adds and takes out a text: one of a kind, or two of one kind by different people. */
const changes: fc.Arbitrary<readonly MarkJson[]> = fc
  .tuple(fc.subarray(['s1', 's2'], { maxLength: 2 }), fc.subarray(['s3'], { maxLength: 1 }))
  .map(([inserting, deleting]) => [
    ...inserting.map((id): MarkJson => ({ type: 'insertion', attrs: { id } })),
    ...deleting.map((id): MarkJson => ({ type: 'deletion', attrs: { id } })),
  ])

/** A suggestion that gives a text a format it lacks, or takes one from it. */
function formatting(present: readonly MarkJson[]): fc.Arbitrary<readonly MarkJson[]> {
  const names = present.map(({ type }) => type)
  const change = fc.constantFrom(...formattingNames).map((name): readonly MarkJson[] => {
    const isThere = names.includes(name)
    return [
      { type: 'formatting', attrs: { id: 's4', add: isThere ? '' : name, remove: isThere ? name : '' } },
    ]
  })
  return fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: change })
}

function text({ isSuggested }: Around): fc.Arbitrary<TextJson> {
  return fc
    .tuple(words, isSuggested ? fc.constant([]) : changes, language, link, formats)
    .chain(([some, changing, lang, href, look]) =>
      (isSuggested ? fc.constant([]) : formatting(look)).map((suggested): TextJson => {
        const marks = [...changing, ...suggested, ...lang, ...href, ...look]
        return { type: 'text', text: some, ...(marks.length === 0 ? {} : { marks }) }
      }),
    )
}

/** What is suggested of a node, and what then stands in it. */
function suggestible<T>(
  { isSuggested }: Around,
  of: (attrs: SuggestedAttrs, around: Around) => fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  if (isSuggested) return of({}, { isSuggested })
  return fc.oneof(
    { weight: 5, arbitrary: of({}, { isSuggested: false }) },
    {
      weight: 1,
      arbitrary: suggestionId.chain((id) => of({ suggestedInsertion: id }, { isSuggested: true })),
    },
    {
      weight: 1,
      arbitrary: suggestionId.chain((id) => of({ suggestedDeletion: id }, { isSuggested: true })),
    },
  )
}

const bareText = text({ isSuggested: true })

function footnote(around: Around): fc.Arbitrary<FootnoteJson> {
  return suggestible(around, (attrs, inside) =>
    fc.array(text(inside), { maxLength: 2 }).map(
      (content): FootnoteJson => ({
        type: 'footnote',
        attrs: { id: 'f', ...attrs },
        ...(content.length === 0 ? {} : { content }),
      }),
    ),
  )
}

function bracket(around: Around, depth: number): fc.Arbitrary<BracketJson> {
  return suggestible(around, (attrs, inside) =>
    fc
      .tuple(
        fc.constantFrom(...bracketKinds),
        fc.array(
          fc.tuple(fc.subarray([...supporterCountries]), line(inside, depth - 1, 2)).map(
            ([supporters, content]): AlternativeJson => ({
              type: 'alternative',
              attrs: { id: 'a', ...Object.fromEntries(supporters.map((country) => [country, true])) },
              ...(content.length === 0 ? {} : { content }),
            }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(
        ([kind, content]): BracketJson => ({
          type: 'bracket',
          attrs: { id: 'b', kind, ...attrs },
          content,
        }),
      ),
  )
}

function line(around: Around, depth: number, maxLength = 4): fc.Arbitrary<readonly InlineJson[]> {
  const inline: fc.Arbitrary<InlineJson> =
    depth <= 0
      ? text(around)
      : fc.oneof(
          { weight: 6, arbitrary: text(around) },
          { weight: 1, arbitrary: fc.constant<InlineJson>({ type: 'hardBreak' }) },
          { weight: 1, arbitrary: footnote(around) },
          { weight: 1, arbitrary: bracket(around, depth) },
        )
  return fc.array(inline, { maxLength })
}

const numbered = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      { numbering: fc.constantFrom(...numberings), baseNumber: fc.constantFrom('3a', '(12)', 'Article 4') },
      { requiredKeys: [] },
    ),
  },
)

/** Suggestions of the break before a line. */
function breaks({ isSuggested }: Around): fc.Arbitrary<SuggestedAttrs> {
  if (isSuggested) return fc.constant({})
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: suggestionId.map((suggestedInsertion) => ({ suggestedInsertion })) },
    { weight: 1, arbitrary: suggestionId.map((suggestedDeletion) => ({ suggestedDeletion })) },
  )
}

function paragraph(around: Around, attrs: fc.Arbitrary<SuggestedAttrs>): fc.Arbitrary<BlockJson> {
  return fc.tuple(attrs, numbered, line(around, 2)).map(
    ([suggested, number, content]): BlockJson => ({
      type: 'paragraph',
      ...given({ ...suggested, ...number }),
      ...(content.length === 0 ? {} : { content }),
    }),
  )
}

function heading(around: Around): fc.Arbitrary<BlockJson> {
  return fc.tuple(fc.constantFrom(3 as const, 4 as const), breaks(around), numbered, line(around, 1)).map(
    ([level, suggested, number, content]): BlockJson => ({
      type: 'heading',
      attrs: { level, ...suggested, ...number },
      ...(content.length === 0 ? {} : { content }),
    }),
  )
}

function item(around: Around, depth: number): fc.Arbitrary<ListItemJson> {
  return fc
    .tuple(
      breaks(around),
      paragraph(around, fc.constant({})),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: blocks(around, depth - 1, 0) },
      ),
    )
    .map(([attrs, first, rest]) => ({ type: 'listItem', ...given(attrs), content: [first, ...rest] }))
}

function cell(around: Around, depth: number): fc.Arbitrary<Pick<CellJson, 'type' | 'content'>> {
  return fc.record({
    type: fc.constantFrom('tableCell' as const, 'tableHeader' as const),
    content: blocks(around, depth - 1, 1, 2),
  })
}

/** Rows of two or three columns, perhaps with one cell that reaches over its neighbours. */
function rows(around: Around, depth: number): fc.Arbitrary<readonly TableRowJson[]> {
  return fc
    .record({
      columns: fc.integer({ min: 1, max: 3 }),
      count: fc.integer({ min: 1, max: 3 }),
      colspan: fc.integer({ min: 1, max: 2 }),
      rowspan: fc.integer({ min: 1, max: 2 }),
      suggested: suggestible(around, (attrs) => fc.constant(attrs)),
    })
    .chain(({ columns, count, colspan, rowspan, suggested }) => {
      const wide = Math.min(colspan, columns)
      const tall = Math.min(rowspan, count)
      return fc.tuple(
        ...Array.from({ length: count }, (_row, index) => {
          const attrs = index > 0 ? suggested : {}
          const inside = { isSuggested: around.isSuggested || Object.keys(attrs).length > 0 }
          const isCovered = index > 0 && index < tall
          const length = index === 0 ? columns - wide + 1 : isCovered ? columns - wide : columns
          return fc.array(cell(inside, depth), { minLength: length, maxLength: length }).map(
            (cells): TableRowJson => ({
              type: 'tableRow',
              ...given(attrs),
              content: cells.map((each, column) => ({
                ...each,
                attrs:
                  index === 0 && column === 0 ? { colspan: wide, rowspan: tall } : { colspan: 1, rowspan: 1 },
              })),
            }),
          )
        }),
      )
    })
}

function table(around: Around, depth: number): fc.Arbitrary<BlockJson> {
  const key = fc.record(
    { form: fc.constantFrom(...tableForms), markingKey: fc.constantFrom('New text is bold.', ' [key] ') },
    { requiredKeys: [] },
  )
  return suggestible(around, (attrs, inside) =>
    fc.tuple(key, rows(inside, depth)).map(
      ([stated, content]): BlockJson => ({
        type: 'table',
        ...given({ ...attrs, ...stated }),
        content,
      }),
    ),
  )
}

function block(around: Around, depth: number): fc.Arbitrary<BlockJson> {
  const lines = [
    { weight: 4, arbitrary: paragraph(around, breaks(around)) },
    { weight: 1, arbitrary: heading(around) },
  ]
  if (depth <= 0) return fc.oneof(...lines)
  const items = fc.array(item(around, depth), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    ...lines,
    { weight: 1, arbitrary: items.map((content): BlockJson => ({ type: 'bulletList', content })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(1, 3, 0), items)
        .map(([start, content]): BlockJson => ({ type: 'orderedList', attrs: { start }, content })),
    },
    {
      weight: 1,
      arbitrary: suggestible(around, (attrs, inside) =>
        fc.tuple(paragraph(inside, breaks(inside)), blocks(inside, depth - 1, 0)).map(
          ([first, rest]): BlockJson => ({
            type: 'blockquote',
            ...given(attrs),
            // Where the quotation is suggested, Word needs a line to say so.
            content: rest.length > 0 && Object.keys(attrs).length === 0 ? rest : [first, ...rest],
          }),
        ),
      ),
    },
    { weight: 1, arbitrary: table(around, depth) },
  )
}

function blocks(
  around: Around,
  depth: number,
  minLength: number,
  maxLength = 3,
): fc.Arbitrary<readonly BlockJson[]> {
  return fc.array(block(around, depth), { minLength, maxLength })
}

const emptyLine: BlockJson = { type: 'paragraph' }

const section: fc.Arbitrary<SectionJson> = fc
  .tuple(
    fc.constantFrom('speaking_points' as const, 'position' as const, 'background' as const),
    fc.array(
      bareText.map(({ text: some }) => some),
      { maxLength: 1 },
    ),
    changes,
    blocks({ isSuggested: false }, 3, 1, 5),
  )
  .map(
    ([kind, title, changing, [first = emptyLine, ...rest]]): SectionJson => ({
      type: 'section',
      attrs: { id: 's', kind },
      content: [
        {
          type: 'sectionTitle',
          ...(title.length === 0
            ? {}
            : { content: title.map((some) => ({ type: 'text', text: some, ...marked(changing) })) }),
        },
        first,
        ...rest,
      ],
    }),
  )

/** Any document of the schema, as far as Word holds it (SPEC X24). Its ids are not unique. */
export const anyDoc: fc.Arbitrary<DocJson> = fc
  .array(section, { minLength: 1, maxLength: 3 })
  .map((content) => ({ type: 'doc', content }))

function given<T extends object>(attrs: T): { readonly attrs?: T } {
  return Object.keys(attrs).length === 0 ? {} : { attrs }
}

function marked(marks: readonly MarkJson[]): { readonly marks?: readonly MarkJson[] } {
  return marks.length === 0 ? {} : { marks }
}
