import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { doc, li, list, p, section, table } from '../test/builders.ts'
import {
  type BlockJson,
  contentHash,
  type DocJson,
  docToUpdate,
  editorSchema,
  fragmentName,
  parseDoc,
  restore,
  updateToDoc,
} from './index.ts'

const words = ['the', 'final', 'template', 'six', 'weeks', 'before', 'first', 'date', 'figures', 'source']
const sentence = fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((each) => each.join(' '))
const block: fc.Arbitrary<BlockJson> = fc.oneof(
  { weight: 4, arbitrary: sentence.map(p) },
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((items) => list(...items.map((item) => li(p(item))))),
  fc.array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 4 }).map((rows) => table(...rows)),
)
const text: fc.Arbitrary<DocJson> = fc
  .array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), sentence, fc.array(block, { minLength: 1, maxLength: 5 })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((sections) => {
    const once = sections.filter(([id], index) => sections.findIndex(([other]) => other === id) === index)
    return doc(...once.map(([id, title, [first = p(''), ...rest]]) => section(id, title, [first, ...rest])))
  })

function pageOf(update: Uint8Array, clientID: number): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientID
  Y.applyUpdate(ydoc, update)
  return ydoc
}

const linesOf = (ydoc: Y.Doc) =>
  [...ydoc.getXmlFragment(fragmentName).createTreeWalker((type) => type instanceof Y.XmlText)] as Y.XmlText[]

describe('[E146] restoring any text from any other', () => {
  it('gives it to its hash, and what others typed at that moment stays in every line that stays', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (now, earlier, place) => {
        const start = docToUpdate(now)
        const [mine, theirs] = [pageOf(start, 1), pageOf(start, 2)]
        const lines = linesOf(theirs)
        const number = lines.length === 0 ? -1 : place % lines.length
        const line = lines[number]
        line?.insert(place % (line.length + 1), '☃')
        const [kept] = [linesOf(mine)[number]]
        const fragment = mine.getXmlFragment(fragmentName)
        const { doc: current } = initProseMirrorDoc(fragment, editorSchema())
        restore(
          { fragment, now: current, earlier: editorSchema().nodeFromJSON(earlier) },
          { passage: null, isBusy: () => false, rights: { supportsFor: [], mayResolve: true } },
        )
        const read = updateToDoc(Y.encodeStateAsUpdate(mine))
        const parsed = parseDoc(earlier)
        expect(parsed.ok && contentHash(read)).toBe(parsed.ok && contentHash(parsed.doc))
        Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs))
        Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
        const [one, other] = [mine, theirs].map((each) => updateToDoc(Y.encodeStateAsUpdate(each)))
        expect(one).toEqual(other)
        const stays = kept !== undefined && kept._item?.deleted === false
        if (stays) expect(JSON.stringify(one)).toContain('☃')
      }),
      { numRuns: 150 },
    )
  })
})
