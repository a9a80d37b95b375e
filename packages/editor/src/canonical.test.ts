import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { doc, p, paragraphs, section, table, text } from '../test/builders.ts'
import { canonicalJson, contentHash, type DocJson } from './index.ts'

describe('canonical JSON and hash', () => {
  it('[E20] is the SHA-256 of the canonical JSON', () => {
    const canonical = canonicalJson(paragraphs('Å, ö and ð.'))
    expect(canonical.startsWith('{"content":[{"attrs":{"id":"s1","kind":"position"},"content":[')).toBe(true)
    expect(contentHash(paragraphs('Å, ö and ð.'))).toBe(createHash('sha256').update(canonical).digest('hex'))
  })

  it('[E21] is the same whatever the order of keys and marks, and with defaults written out', () => {
    const one = {
      type: 'doc',
      content: [
        {
          type: 'section',
          attrs: { id: 's1', kind: 'position' },
          content: [
            { type: 'sectionTitle' },
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'x', marks: [{ type: 'bold' }, { type: 'italic' }] }],
            },
            { type: 'orderedList', content: [{ type: 'listItem', content: [p('y')] }] },
          ],
        },
      ],
    } as DocJson
    const other = {
      content: [
        {
          content: [
            { content: [], type: 'sectionTitle' },
            {
              content: [{ marks: [{ type: 'italic' }, { type: 'bold' }], text: 'x', type: 'text' }],
              type: 'paragraph',
            },
            {
              attrs: { type: null, start: 1 },
              content: [{ content: [p('y')], type: 'listItem' }],
              type: 'orderedList',
            },
          ],
          attrs: { kind: 'position', id: 's1' },
          type: 'section',
        },
      ],
      type: 'doc',
    } as unknown as DocJson
    expect(contentHash(other)).toBe(contentHash(one))
  })

  it('[E21] is the same however text is cut into pieces', () => {
    const cut = doc(
      section('s1', 'Position', [{ type: 'paragraph', content: [text('One '), text('word.')] }]),
    )
    expect(contentHash(cut)).toBe(contentHash(paragraphs('One word.')))
  })

  it('[E22] changes with a character, a mark, a node and a kind', () => {
    const variants: DocJson[] = [
      paragraphs('One word.'),
      paragraphs('One word'),
      paragraphs('One', 'word.'),
      doc(section('s1', 'Position', [p('One word.')], 'background')),
      doc(section('s2', 'Position', [p('One word.')])),
      doc(
        section('s1', 'Position', [
          { type: 'paragraph', content: [{ type: 'text', text: 'One word.', marks: [{ type: 'bold' }] }] },
        ]),
      ),
      doc(section('s1', 'Position', [table(['One word.'])])),
    ]
    expect(new Set(variants.map(contentHash)).size).toBe(variants.length)
  })
})
