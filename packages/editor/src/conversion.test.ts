import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { doc, p, paragraphs, section, table } from '../test/builders.ts'
import {
  canonicalJson,
  contentHash,
  type DocJson,
  docToUpdate,
  editorSchema,
  fragmentName,
  markNames,
  nodeNames,
  parseDoc,
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
      { type: 'blockquote', content: [p('quoted')] },
    ],
    'speaking_points',
  ),
  section(
    's2',
    'Drafting suggestions',
    [table(['Text', 'Proposal'], ['shall', 'should'])],
    'drafting_suggestion',
  ),
)

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
    expect(attributes.sort()).toEqual([
      'heading.level',
      'link.href',
      'orderedList.start',
      'section.id',
      'section.kind',
      'tableCell.colspan',
      'tableCell.rowspan',
      'tableHeader.colspan',
      'tableHeader.rowspan',
    ])
  })

  it('[E10] a document survives the way into a ydoc and back', () => {
    expect(canonicalJson(updateToDoc(docToUpdate(everything)))).toBe(canonicalJson(everything))
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
    ['an image', doc(section('s1', '', [{ type: 'image' } as never]))],
    [
      'an unknown mark',
      doc(
        section('s1', '', [
          { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'glow' } as never] }] },
        ]),
      ),
    ],
  ])('[E2] [E12] %s is refused', (_what, json) => {
    expect(parseDoc(json)).toMatchObject({ ok: false, code: 'doc_invalid' })
  })

  it.each(templateIds)('[E50] the template %s is valid in every language', (template) => {
    for (const language of ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const) {
      let count = 0
      const made = templateDoc(template, { language, newId: () => `s${count++}` })
      expect(parseDoc(made)).toMatchObject({ ok: true })
      expect(new Set(made.content.map(({ attrs }) => attrs.id)).size).toBe(made.content.length)
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
