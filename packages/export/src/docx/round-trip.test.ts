import { canonicalJson, contentHash, type DocJson, parseDoc, plainText } from '@samsyn/editor'
import { readWord, type WordText } from '@samsyn/import'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDoc } from '../../test/any-doc.ts'
import { withOwnIds } from '../../test/own-ids.ts'
import { type DocxFacts, toDocx } from '../index.ts'

const facts: DocxFacts = {
  title: 'Title',
  language: 'en',
  head: ['DRAFT'],
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

function hasWords(doc: DocJson): boolean {
  return plainText(doc).trim() !== ''
}
