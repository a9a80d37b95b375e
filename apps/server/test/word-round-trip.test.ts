import { contentHash, type DocJson, parseDoc } from '@samsyn/editor'
import { toDocx } from '@samsyn/export'
import { readWord } from '@samsyn/import'
import { describe, expect, it } from 'vitest'
import { withOwnIds } from '../../../packages/export/test/own-ids.ts'
import { versionFacts } from '../src/files/file-facts.ts'
import { sampleWorkspace } from '../src/sample/sample-workspace.ts'

const { positions } = sampleWorkspace({ now: '2026-11-27T12:00:00.000Z' })

/** A document in its normal form, with ids by its order. */
function normal(doc: unknown): DocJson {
  const parsed = parseDoc(doc)
  if (!parsed.ok) throw new Error(parsed.detail)
  return withOwnIds(parsed.doc)
}

describe('[A114] a sample position', () => {
  it.each(positions.map((position) => [position.id, position] as const))(
    '%s, written as a Word file and read again, has lost nothing',
    async (_id, { title, draftingLanguage, instrument, marking, doc }) => {
      const facts = versionFacts(
        { title, draftingLanguage, instrument, marking, releasableTo: [] },
        { number: 1, contentHash: contentHash(doc), frozenAt: '2026-11-27T12:00:00.000Z' },
        { isSample: true },
      )
      const file = await toDocx(doc, facts, { threads: [], suggestions: new Map() })
      const read = await readWord(file, { newId: () => crypto.randomUUID() })
      if (!read.ok) throw new Error(read.code)
      expect(read.text.losses).toEqual([])
      expect(read.text.title).toBe(title)
      expect(contentHash(normal(read.text.doc))).toBe(contentHash(normal(doc)))
    },
  )
})
