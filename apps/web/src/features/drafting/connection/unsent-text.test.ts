import { type DocJson, docToUpdate, fragmentName } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { byRefusal, isGroundMissing, isKnown, unsentPassages } from './unsent-text.ts'
import { wordsOf } from './words-of.ts'

const onServer = docToUpdate({
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's1', kind: 'position' },
      content: [
        { type: 'sectionTitle' },
        { type: 'paragraph', content: [{ type: 'text', text: 'Reports are due in six weeks.' }] },
      ],
    },
  ],
} satisfies DocJson)

/** A page that has loaded the text, and what it writes at the end of the text's only paragraph. */
function write(words: string): Uint8Array {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, onServer)
  const before = Y.encodeStateVector(ydoc)
  const line = lineOf(ydoc)
  line.insert(line.length, words)
  return Y.encodeStateAsUpdate(ydoc, before)
}

describe('unsent text', () => {
  it('[W12] is shown in the lines it makes of the text', () => {
    expect(unsentPassages(onServer, write(' Of Denmark.'))).toEqual([
      'Reports are due in six weeks. Of Denmark.',
    ])
  })

  it('[W12] that the text has already is no longer shown', () => {
    const update = write(' Arrived after all.')
    expect(unsentPassages(Y.mergeUpdates([onServer, update]), update)).toEqual([])
  })

  it('[W12] is shown in pieces where the whole makes no document', () => {
    const broken = new Y.Doc()
    const odd = new Y.XmlElement('unknown')
    odd.insert(0, [new Y.XmlText('Words in a strange place.')])
    broken.getXmlFragment(fragmentName).insert(0, [odd])
    expect(unsentPassages(onServer, Y.encodeStateAsUpdate(broken))).toEqual(['Words in a strange place.'])
  })

  it('[W613] that rests on what the text has lost is known, and shown whole with what has its ground', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, onServer)
    const line = lineOf(ydoc)
    const type = (words: string) => {
      const before = Y.encodeStateVector(ydoc)
      // Letter by letter, as somebody types.
      for (const letter of words) line.insert(line.length, letter)
      return Y.encodeStateAsUpdate(ydoc, before)
    }
    const lost = type(' Acknowledged, then lost.')
    const later = Y.mergeUpdates([type(' Typed off-'), type('line.')])
    expect(isGroundMissing(onServer, later)).toBe(true)
    expect(isGroundMissing(Y.mergeUpdates([onServer, lost]), later)).toBe(false)
    expect(unsentPassages(onServer, later)).toEqual([' Typed off-line.'])
    expect(unsentPassages(onServer, Y.mergeUpdates([later, write(' In another tab.')]))).toEqual([
      'Reports are due in six weeks. In another tab.',
      ' Typed off-line.',
    ])
    line.delete(line.length - 5, 5)
    const taken = Y.mergeUpdates([later, Y.encodeStateAsUpdate(ydoc, Y.encodeStateVector(ydoc))])
    expect(unsentPassages(onServer, taken)).toEqual([' Typed off-'])
  })

  it.each<[string, (line: Y.XmlText) => void]>([
    ['words', (line) => line.insert(7, ' of 2026')],
    ['formatting', (line) => line.format(0, 7, { strong: {} })],
    ['a deletion', (line) => line.delete(0, 7)],
    ['words that were taken away again', (line) => [line.insert(0, 'Draft'), line.delete(0, 5)]],
  ])('[W606] %s: it is known whether the text has it already', (_what, change) => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, onServer)
    const updates: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array) => updates.push(update))
    change(lineOf(ydoc))
    const [first = onServer] = updates
    const update = Y.mergeUpdates(updates)
    const after = Y.encodeStateAsUpdate(ydoc)
    expect(isKnown(onServer, update)).toBe(false)
    expect(isKnown(after, update)).toBe(true)
    lineOf(ydoc).insert(2, ' later')
    expect(isKnown(Y.encodeStateAsUpdate(ydoc), first)).toBe(true)
    expect(isKnown(after, Y.encodeStateAsUpdate(ydoc))).toBe(false)
  })

  it('[W660] the words of an edit are there though the text has others under the same ids', () => {
    const under = (words: string) => {
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, onServer)
      const before = Y.encodeStateVector(ydoc)
      ydoc.clientID = 7
      lineOf(ydoc).insert(0, words)
      return Y.encodeStateAsUpdate(ydoc, before)
    }
    const text = Y.mergeUpdates([onServer, under('Of somebody else, and longer. ')])
    expect(unsentPassages(text, under('Mine. '))).toEqual([])
    expect(wordsOf(under('Mine. '))).toEqual(['Mine. '])
  })

  it('[W606] what rests on what the text has lost is not taken to be in it', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, Y.mergeUpdates([onServer, write(' Lost.')]))
    const before = Y.encodeStateVector(ydoc)
    const line = lineOf(ydoc)
    line.delete(line.length - 6, 6)
    expect(isKnown(onServer, Y.encodeStateAsUpdate(ydoc, before))).toBe(false)
  })

  it('[W607] edits are gathered by why they must not be sent', () => {
    const [open, refused, other] = [' Open.', ' Refused.', ' Refused too.'].map(write)
    if (!open || !refused || !other) throw new Error('Three were written')
    const texts = [
      { update: refused, refusal: 'draft_full', keys: [1] },
      { update: open, refusal: null, keys: [2] },
      { update: other, refusal: 'draft_full', keys: [] },
    ] as const
    expect(byRefusal(texts)).toEqual([
      { update: Y.mergeUpdates([refused, other]), refusal: 'draft_full', keys: [1] },
      { update: open, refusal: null, keys: [2] },
    ])
  })
})

/** The text's only line with words in it, but for titles. */
function lineOf(ydoc: Y.Doc): Y.XmlText {
  for (const node of ydoc
    .getXmlFragment(fragmentName)
    .createTreeWalker((type) => type instanceof Y.XmlText)) {
    if (node instanceof Y.XmlText && node.length > 0) return node
  }
  throw new Error('No line has words')
}
