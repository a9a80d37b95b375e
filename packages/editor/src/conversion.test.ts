import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  alternative,
  bracket,
  doc,
  line,
  note,
  p,
  paragraphs,
  section,
  table,
  text,
} from '../test/builders.ts'
import {
  type BlockJson,
  canonicalJson,
  contentHash,
  type DocJson,
  docToUpdate,
  editorSchema,
  fragmentName,
  type InlineJson,
  jointSectionKinds,
  markNames,
  nodeNames,
  pagesSectionKinds,
  parseDoc,
  type SectionKind,
  supporterCountries,
  templateDoc,
  templateIds,
  updateToDoc,
  updateTowards,
} from './index.ts'

const everything: DocJson = doc(
  section(
    's1',
    'Speaking points',
    [
      p('Plain text.'),
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Heading' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
          { type: 'hardBreak' },
          {
            type: 'text',
            text: 'link',
            marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }, { type: 'italic' }],
          },
          { type: 'text', text: 'under', marks: [{ type: 'underline' }] },
          { type: 'text', text: 'struck', marks: [{ type: 'strike' }] },
        ],
      },
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              p('one'),
              {
                type: 'orderedList',
                attrs: { start: 3 },
                content: [{ type: 'listItem', content: [p('two')] }],
              },
            ],
          },
        ],
      },
      { type: 'blockquote', attrs: { suggestedDeletion: 'd1' }, content: [p('quoted')] },
      line(
        text('The Council '),
        bracket(
          'b1',
          alternative('a1', ['DK', 'SE'], text('shall', [{ type: 'bold' }])),
          alternative(
            'a2',
            ['FI'],
            bracket('b2', alternative('a3', [], text('should')), alternative('a4', [])),
            { type: 'hardBreak' },
            note('f1', text('In the alternative.')),
          ),
        ),
        text(' act', [
          { type: 'insertion', attrs: { id: 's1' } },
          { type: 'insertion', attrs: { id: 's2' } },
          { type: 'deletion', attrs: { id: 's3' } },
          { type: 'formatting', attrs: { id: 's4', add: 'bold', remove: '' } },
          { type: 'language', attrs: { lang: 'fi' } },
        ]),
        note('f2', text('Reservation', [{ type: 'italic' }])),
      ),
      { type: 'paragraph', attrs: { numbering: 'recital', baseNumber: '12', suggestedInsertion: 's5' } },
      { type: 'heading', attrs: { level: 4, numbering: 'article' } },
    ],
    'speaking_points',
  ),
  section(
    's2',
    'Drafting suggestions',
    [
      {
        type: 'table',
        attrs: { form: 'amendment', markingKey: 'New text is bold.', suggestedInsertion: 's6' },
        content: [
          {
            type: 'tableRow',
            attrs: { suggestedDeletion: 's7' },
            content: [{ type: 'tableCell', content: [p('shall')] }],
          },
        ],
      },
      table(['Text', 'Proposal'], ['shall', 'should']),
      { ...table(['Proposal', 'EP'], ['shall', 'may']), attrs: { form: 'trilogue' } } as BlockJson,
      {
        type: 'bulletList',
        content: [{ type: 'listItem', attrs: { suggestedInsertion: 's8' }, content: [p('new')] }],
      },
    ],
    'drafting_suggestion',
  ),
)

const wording = alternative('a1', [], text('shall'))
const withLine = (...content: InlineJson[]): DocJson => doc(section('s1', '', [line(...content)]))

describe('conversion', () => {
  it('[E1] the lists name what the schema has', () => {
    expect(Object.keys(editorSchema().nodes).sort()).toEqual([...nodeNames].sort())
    expect(Object.keys(editorSchema().marks)).toEqual(markNames)
  })

  it('[E1] no node has an attribute that its JSON type lacks', () => {
    const { nodes, marks } = editorSchema()
    const attributes = Object.values({ ...nodes, ...marks }).flatMap(({ name, spec }) =>
      Object.keys(spec.attrs ?? {}).map((attribute) => `${name}.${attribute}`),
    )
    const suggested = ['suggestedDeletion', 'suggestedInsertion']
    const expected: Readonly<Record<string, readonly string[]>> = {
      alternative: ['id', ...supporterCountries],
      blockquote: suggested,
      bracket: ['id', 'kind', ...suggested],
      deletion: ['id'],
      footnote: ['id', ...suggested],
      formatting: ['add', 'id', 'remove'],
      hardBreak: suggested,
      heading: ['level', 'numbering', 'baseNumber', ...suggested],
      insertion: ['id'],
      language: ['lang'],
      link: ['href'],
      listItem: suggested,
      orderedList: ['start'],
      paragraph: ['numbering', 'baseNumber', ...suggested],
      section: ['id', 'kind'],
      table: ['form', 'markingKey', ...suggested],
      tableCell: ['colspan', 'rowspan'],
      tableHeader: ['colspan', 'rowspan'],
      tableRow: suggested,
    }
    expect(attributes.sort()).toEqual(
      Object.entries(expected)
        .flatMap(([name, own]) => own.map((attribute) => `${name}.${attribute}`))
        .sort(),
    )
  })

  it('[E10] a document survives the way into a ydoc and back', () => {
    expect(canonicalJson(updateToDoc(docToUpdate(everything)))).toBe(canonicalJson(everything))
  })

  it('[E10] writing a document over itself writes nothing', () => {
    const seed = docToUpdate(everything)
    expect(updateTowards(seed, everything)).toEqual(updateTowards(seed, updateToDoc(seed)))
    expect(updateTowards(seed, everything).length).toBeLessThan(3)
  })

  it('[E21] the same text with another history has the same hash', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, docToUpdate(paragraphs('One word.')))
    const text = (ydoc.getXmlFragment(fragmentName).get(0) as Y.XmlElement).get(1) as Y.XmlElement
    const content = text.get(0) as Y.XmlText
    content.insert(3, ' and another')
    content.delete(3, ' and another'.length)
    const edited = Y.encodeStateAsUpdate(ydoc)
    expect(edited).not.toEqual(docToUpdate(paragraphs('One word.')))
    expect(contentHash(updateToDoc(edited))).toBe(contentHash(paragraphs('One word.')))
  })

  it('[E14] an edit towards a document gives that document, and keeps what is the same', () => {
    const seed = docToUpdate(paragraphs('First line stays.', 'Second line.'))
    const wanted = paragraphs('First line stays.', 'Second line, changed.', 'Third.')
    const edit = updateTowards(seed, wanted)
    expect(canonicalJson(updateToDoc(Y.mergeUpdates([seed, edit])))).toBe(canonicalJson(wanted))
    expect(new TextDecoder().decode(edit)).not.toContain('First line')
  })

  it('[E11] reading changes nothing, and fails on what the schema does not know', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, docToUpdate(paragraphs('Kept.')))
    const unknown = new Y.XmlElement('hologram')
    unknown.insert(0, [new Y.XmlText('From a newer page.')])
    const firstSection = ydoc.getXmlFragment(fragmentName).get(0) as Y.XmlElement
    firstSection.insert(1, [unknown])
    const stored = Y.encodeStateAsUpdate(ydoc)
    const copy = stored.slice()
    expect(() => updateToDoc(stored)).toThrow(/no valid document/)
    expect(stored).toEqual(copy)
    expect(ydoc.getXmlFragment(fragmentName).toString()).toContain('From a newer page.')
  })

  it('[E11] an empty ydoc is no document', () => {
    expect(() => updateToDoc(Y.encodeStateAsUpdate(new Y.Doc()))).toThrow(/no valid document/)
  })

  it.each([
    ['nothing', null],
    ['a paragraph alone', { type: 'paragraph' }],
    ['a document without sections', { type: 'doc', content: [] }],
    [
      'a section without text',
      { type: 'doc', content: [{ type: 'section', content: [{ type: 'sectionTitle' }] }] },
    ],
    ['a section of an unknown kind', doc(section('s1', '', [p('x')], 'secret' as never))],
    ['a section without an id', doc(section('', '', [p('x')]))],
    ['two sections of one id', doc(section('s1', '', [p('x')]), section('s1', '', [p('y')]))],
    ['an empty list', doc(section('s1', '', [{ type: 'bulletList', content: [] }]))],
    ['a table without rows', doc(section('s1', '', [{ type: 'table', content: [] }]))],
    ['a heading of level 1', doc(section('s1', '', [{ type: 'heading', attrs: { level: 1 as never } }]))],
    ['half a surrogate pair', doc(section('s1', '', [p('x\ud83d')]))],
    [
      'a cell over no columns',
      doc(
        section('s1', '', [
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: [{ type: 'tableCell', attrs: { colspan: 0 }, content: [p('x')] }],
              },
            ],
          },
        ]),
      ),
    ],
    ['a bracket without a wording', withLine(bracket('b1'))],
    [
      'a bracket of no known kind',
      withLine({ ...bracket('b1', wording), attrs: { id: 'b1', kind: 'x' as never } }),
    ],
    ['a bracket without an id', withLine(bracket('', wording))],
    ['two brackets of one id', withLine(bracket('b1', wording), bracket('b1', alternative('a2', [])))],
    ['a wording outside a bracket', withLine(wording as never)],
    ['text in a bracket beside its wordings', withLine({ ...bracket('b1'), content: [text('x')] as never })],
    ['a footnote in a footnote', withLine({ ...note('f1'), content: [note('f2')] as never })],
    ['a suggestion without an id', withLine(text('x', [{ type: 'insertion', attrs: { id: '' } }]))],
    [
      'a suggestion of no known formatting',
      withLine(text('x', [{ type: 'formatting', attrs: { id: 's', add: 'blink' as never, remove: '' } }])),
    ],
    ['a language of no list', withLine(text('x', [{ type: 'language', attrs: { lang: 'xx' } }]))],
    [
      'a number of no known kind',
      doc(section('s1', '', [{ type: 'paragraph', attrs: { numbering: 'x' as never } }])),
    ],
    [
      'a suggestion that is no text',
      doc(section('s1', '', [{ type: 'paragraph', attrs: { suggestedInsertion: 3 as never } }])),
    ],
    ['an image', doc(section('s1', '', [{ type: 'image' } as never]))],
    [
      'an unknown mark',
      doc(
        section('s1', '', [
          { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'glow' } as never] }] },
        ]),
      ),
    ],
  ])('[E2] [E9] [E12] %s is refused', (_what, json) => {
    expect(parseDoc(json)).toMatchObject({ ok: false, code: 'doc_invalid' })
  })

  it.each(templateIds)('[E50] the template %s is valid in every language', (template) => {
    for (const language of ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const) {
      let count = 0
      const made = templateDoc(template, { language, newId: () => `s${count++}` })
      expect(parseDoc(made)).toMatchObject({ ok: true })
      expect(new Set(made.content.map(({ attrs }) => attrs.id)).size).toBe(made.content.length)
      const kinds: readonly SectionKind[] = template === 'own_pages' ? pagesSectionKinds : jointSectionKinds
      expect(made.content.every(({ attrs }) => kinds.includes(attrs.kind))).toBe(true)
    }
  })

  const fixtures = new URL('../test/fixtures/', import.meta.url)
  const names = readdirSync(fixtures).flatMap((file) => (file.endsWith('.update') ? [file.slice(0, -7)] : []))

  it('[E13] there are stored documents to load', () => expect(names.length).toBeGreaterThan(1))

  it.each(names)('[E13] the stored document %s still loads with its hash', (name) => {
    const stored = JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as {
      hash: string
      doc: DocJson
    }
    const loaded = updateToDoc(new Uint8Array(readFileSync(new URL(`${name}.update`, fixtures))))
    expect(canonicalJson(loaded)).toBe(canonicalJson(stored.doc))
    expect(contentHash(loaded)).toBe(stored.hash)
  })
})
