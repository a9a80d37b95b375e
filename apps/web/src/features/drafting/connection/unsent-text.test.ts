import { type DocJson, docToUpdate, fragmentName } from '@samsyn/editor'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { DraftPlace } from './refused-text.ts'
import { keepUnsent, takeUnsent, unsentPassages } from './unsent-text.ts'

const place: DraftPlace = { positionId: 'p1', personId: 'drafter-dk' }
const colleague: DraftPlace = { ...place, personId: 'drafter-fi' }

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
  beforeEach(() => sessionStorage.clear())

  it('[W12] is handed out once, to the person who wrote it, and to nobody else', () => {
    keepUnsent(sessionStorage, place, { update: write(' Of Denmark.'), refusal: null })
    expect(takeUnsent(sessionStorage, colleague)).toBeNull()
    const kept = takeUnsent(sessionStorage, place)
    expect(kept && unsentPassages(onServer, kept)).toEqual(['Reports are due in six weeks. Of Denmark.'])
    expect(takeUnsent(sessionStorage, place)).toBeNull()
  })

  it('[W12] grows when a page is left a second time, and a refusal of any of it counts for all of it', () => {
    keepUnsent(sessionStorage, place, { update: write(' First.'), refusal: 'draft_frozen' })
    keepUnsent(sessionStorage, place, { update: write(' Second.'), refusal: null })
    const kept = takeUnsent(sessionStorage, place)
    expect(kept?.refusal).toBe('draft_frozen')
    const [line = ''] = kept ? unsentPassages(onServer, kept) : []
    expect(line).toContain('First.')
    expect(line).toContain('Second.')
  })

  it('[W12] that the text has already is no longer shown', () => {
    const update = write(' Arrived after all.')
    expect(unsentPassages(Y.mergeUpdates([onServer, update]), { update, refusal: 'draft_frozen' })).toEqual(
      [],
    )
  })

  it('[W12] of another schema is shown and not sent', () => {
    keepUnsent(sessionStorage, place, { update: write(' From before.'), refusal: null })
    for (const [key, value] of Object.entries(sessionStorage)) {
      sessionStorage.setItem(key, String(value).replace(/"schemaVersion":\d+/, '"schemaVersion":0'))
    }
    expect(takeUnsent(sessionStorage, place)?.refusal).toBe('schema_mismatch')
  })

  it('[W12] is shown in pieces where the whole makes no document', () => {
    const broken = new Y.Doc()
    const odd = new Y.XmlElement('unknown')
    odd.insert(0, [new Y.XmlText('Words in a strange place.')])
    broken.getXmlFragment(fragmentName).insert(0, [odd])
    const update = Y.encodeStateAsUpdate(broken)
    expect(unsentPassages(onServer, { update, refusal: null })).toEqual(['Words in a strange place.'])
  })
})
