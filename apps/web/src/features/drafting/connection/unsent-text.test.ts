import { type DocJson, docToUpdate, fragmentName } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unsentPassages } from './unsent-text.ts'

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
  for (const node of ydoc
    .getXmlFragment(fragmentName)
    .createTreeWalker((type) => type instanceof Y.XmlText)) {
    if (node instanceof Y.XmlText && node.length > 0) node.insert(node.length, words)
  }
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
})
