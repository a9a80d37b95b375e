import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, it } from 'vitest'
import * as sync from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { putIn, watchLostWords } from './lost-words.ts'

const closing: (() => void)[] = []

/** A page with a text of two paragraphs, and a colleague who hears of it, and is heard, when that is said. */
function open() {
  const ydoc = new Y.Doc()
  const provider = new WebsocketProvider('ws://127.0.0.1', 'draft', ydoc, { connect: false, disableBc: true })
  closing.push(() => provider.destroy())
  const lost: string[] = []
  watchLostWords(provider, (words) => lost.push(...words))
  const colleague = new Y.Doc()
  let unheard: Uint8Array[] = []
  colleague.on('update', (update) => unheard.push(update))
  /** The colleague's page takes in what was written here. */
  const tell = () => Y.applyUpdate(colleague, Y.encodeStateAsUpdate(ydoc), 'told')
  /** What the colleague wrote comes in here, all at once. */
  const hear = () => {
    const taken = unheard
    unheard = []
    ydoc.transact(() => {
      for (const update of taken) {
        const encoder = encoding.createEncoder()
        sync.writeUpdate(encoder, update)
        const decoder = decoding.createDecoder(encoding.toUint8Array(encoder))
        provider.messageHandlers[syncMessage.sync]?.(encoding.createEncoder(), decoder, provider, true, 0)
      }
    }, provider)
  }
  const text = colleague.getXmlFragment('t')
  for (const words of ['One.', 'Two.']) {
    const paragraph = new Y.XmlElement('p')
    paragraph.insert(0, [new Y.XmlText(words)])
    text.insert(text.length, [paragraph])
  }
  hear()
  const wordsIn = (doc: Y.Doc, index: number) =>
    (doc.getXmlFragment('t').get(index) as Y.XmlElement).get(0) as Y.XmlText
  return { ydoc, colleague, text, lost, tell, hear, wordsIn }
}

describe('[W616] words whose place was removed meanwhile', () => {
  afterEach(() => closing.splice(0).forEach((close) => void close()))

  it('are told as they stood, each run of them in one piece, without what was removed before', () => {
    const page = open()
    const mine = page.wordsIn(page.ydoc, 0)
    mine.insert(4, ' Mine')
    for (const letter of ', all of it?') mine.insert(mine.length, letter)
    mine.delete(mine.length - 1, 1)
    mine.insert(0, 'Before. ')
    page.text.delete(0, 1)
    page.hear()
    expect(page.lost).toEqual(['Before. ', ' Mine, all of it'])
    expect(page.ydoc.getXmlFragment('t').toString()).toBe('<p>Two.</p>')
  })

  it('are none where the colleague had seen them', () => {
    const page = open()
    page.wordsIn(page.ydoc, 0).insert(4, ' Mine.')
    page.tell()
    page.text.delete(0, 1)
    page.hear()
    expect(page.lost).toEqual([])
  })

  it('are only those that the colleague had not seen', () => {
    const page = open()
    page.wordsIn(page.ydoc, 0).insert(4, ' Seen.')
    page.tell()
    page.wordsIn(page.ydoc, 0).insert(10, ' Unseen.')
    page.text.delete(0, 1)
    page.hear()
    expect(page.lost).toEqual([' Unseen.'])
  })

  it('are none where words beside them were removed, and none of anybody else', () => {
    const page = open()
    page.wordsIn(page.ydoc, 0).insert(4, ' Mine.')
    page.wordsIn(page.colleague, 0).delete(0, 4)
    page.hear()
    expect(page.wordsIn(page.ydoc, 0).toString()).toBe(' Mine.')
    page.wordsIn(page.colleague, 1).insert(4, ' Theirs.')
    page.text.delete(1, 1)
    page.hear()
    expect(page.lost).toEqual([])
  })

  it('are found where they come into a text that has lost their place, removed or forgotten by now', () => {
    for (const isMerged of [false, true]) {
      const page = open()
      const before = Y.encodeStateVector(page.ydoc)
      page.wordsIn(page.ydoc, 0).insert(4, ' Mine.')
      page.wordsIn(page.ydoc, 1).insert(4, ' Stays.')
      const edits = Y.encodeStateAsUpdate(page.ydoc, before)
      page.text.delete(0, 1)
      let text = page.colleague
      if (isMerged) {
        text = new Y.Doc()
        Y.applyUpdate(text, Y.encodeStateAsUpdate(page.colleague))
      }
      expect(putIn(text, edits, 'device')).toEqual([' Mine.'])
      expect(text.getXmlFragment('t').toString()).toBe('<p>Two. Stays.</p>')
      // Once more, as after an answer that was lost: they are known by now.
      expect(putIn(text, edits, 'device')).toEqual([])
    }
  })
})
