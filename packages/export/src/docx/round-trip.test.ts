import { canonicalJson, contentHash, type DocJson, parseDoc, plainText } from '@samsyn/editor'
import { readWord, type WordText } from '@samsyn/import'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDoc } from '../../test/any-doc.ts'
import { withOwnIds } from '../../test/own-ids.ts'
import { changedFile } from '../../test/word-file.ts'
import { type DocxFacts, toDocx } from '../index.ts'

const facts: DocxFacts = {
  title: 'Title',
  language: 'en',
  head: ['DRAFT'],
  notices: [],
  reservations: null,
  foot: ['SHA-256 abc'],
  sampleMark: 'Sample',
  state: 'DRAFT',
  marking: 'Public',
}
/** Two people with suggestions of different seconds, which is how a suggestion is known again. */
const suggestions = new Map(
  Array.from({ length: 5 }, (_each, index) => [
    `suggestion-${index + 1}`,
    { author: index % 2 === 0 ? 'Anna (SE)' : 'Bo (DK)', at: `2026-11-23T12:00:${11 + index}Z` },
  ]),
)

async function thereAndBack(doc: DocJson) {
  const read = await readWord(await toDocx(doc, facts, { threads: [], suggestions }), {
    newId: () => crypto.randomUUID(),
  })
  if (!read.ok) throw new Error(read.code)
  const parsed = parseDoc(JSON.parse(withFormerIds(read.text)))
  if (!parsed.ok) throw new Error(parsed.detail)
  return { ...read.text, doc: withOwnIds(parsed.doc) }
}

/** The document with the ids that its suggestions had before they were written. */
function withFormerIds({ doc, suggestions: named }: WordText): string {
  const former = new Map([...suggestions].map(([id, { author, at }]) => [`${author} ${at}`, id]))
  return [...named].reduce(
    (json, [id, { author, at }]) => json.replaceAll(id, former.get(`${author} ${at}`) ?? id),
    JSON.stringify(doc),
  )
}

describe('a document written as a Word file and read again', () => {
  it('[X25] is the same, whatever the schema has in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoc.filter(hasWords), async (any) => {
        const before = parseDoc(withOwnIds(any))
        if (!before.ok) throw new Error(before.detail)
        const { doc, losses } = await thereAndBack(before.doc)
        const expected = withOwnIds(before.doc)
        if (contentHash(doc) !== contentHash(expected))
          expect(JSON.parse(canonicalJson(doc))).toEqual(JSON.parse(canonicalJson(expected)))
        expect(losses).toEqual([])
      }),
      { seed: 20261127, numRuns: 60 },
    )
  })
})

it('[I24] what somebody writes in Word in a line beside the text, or among what a proposal leaves out, is kept', async () => {
  const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({
    type,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
  })
  const before = {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's', kind: 'position' },
        content: [
          { type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] },
          {
            type: 'table',
            attrs: { form: 'amendment', markingKey: 'Key.' },
            content: [
              {
                type: 'tableRow',
                content: [
                  cell('tableHeader', 'Place'),
                  cell('tableHeader', 'Act'),
                  cell('tableHeader', 'Proposal'),
                ],
              },
              {
                type: 'tableRow',
                content: [
                  cell('tableHeader', 'Article 1'),
                  cell('tableCell', 'It shall be sent.'),
                  cell('tableCell', 'It is sent.'),
                ],
              },
            ],
          },
        ],
      },
    ],
  } as DocJson
  const file = await toDocx(before, facts, { threads: [], suggestions: new Map() })
  const read = async (change: (xml: string) => string) => {
    const changed = await changedFile(file, 'word/document.xml', change)
    const text = await readWord(changed, { newId: () => crypto.randomUUID() })
    if (!text.ok) throw new Error(text.code)
    return { said: plainText(text.text.doc), losses: text.text.losses }
  }
  const asWritten = await read((xml) => xml)
  expect(asWritten).toEqual({ said: plainText(before), losses: [] })
  const end = await read((xml) => xml.replace('SHA-256 abc', 'SHA-256 abc. Finland cannot agree.'))
  expect(end.said).toBe(`${plainText(before)}\nSHA-256 abc. Finland cannot agree.`)
  const front = await read((xml) => xml.replace('>DRAFT<', '>Only for the bureau<'))
  expect(front.said).toContain('Only for the bureau')
  const away = await read((xml) => xml.replace('>shall be<', '>shall not be<'))
  expect(away.said).toContain('shall not be')
  // A file of before does not tell which lines were its own: what is left out of it is named.
  const older = await changedFile(file, 'docProps/custom.xml', (xml) =>
    xml.replaceAll('SamsynWords', 'Other'),
  )
  const text = await readWord(older, { newId: () => crypto.randomUUID() })
  expect(text.ok && text.text.losses.map(({ kind, count }) => [kind, count])).toEqual([['page_text', 3]])
})

function hasWords(doc: DocJson): boolean {
  return plainText(doc).trim() !== ''
}
