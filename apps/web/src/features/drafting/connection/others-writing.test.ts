import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { gatherOthers } from './others-writing.ts'

/** A document with the stock provider on it, which hears what it is given here. */
function open() {
  const ydoc = new Y.Doc()
  const provider = new WebsocketProvider('ws://127.0.0.1', 'draft', ydoc, { connect: false, disableBc: true })
  let taken = 0
  const others = gatherOthers(provider, () => {
    taken += 1
  })
  const colleague = new Y.Doc()
  const text = ydoc.getText('t')
  let changes = 0
  text.observe(() => {
    changes += 1
  })
  const hear = (type: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    write(encoder)
    const decoder = decoding.createDecoder(encoding.toUint8Array(encoder))
    provider.messageHandlers[type]?.(encoding.createEncoder(), decoder, provider, true, type)
  }
  colleague.on('update', (update) => hear(syncMessage.sync, (encoder) => sync.writeUpdate(encoder, update)))
  return {
    ydoc,
    provider,
    others,
    text,
    hear,
    colleague,
    write: (words: string) => {
      for (const letter of words) colleague.getText('t').insert(colleague.getText('t').length, letter)
    },
    changes: () => changes,
    taken: () => taken,
    close() {
      others.destroy()
      provider.destroy()
    },
  }
}

describe('[W35] what others write', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is there at once after a pause, and together while it goes on, with every letter in its place', async () => {
    const page = open()
    page.write('a')
    expect(page.text.toString()).toBe('a')
    page.write('bcdefgh')
    expect(page.text.toString()).toBe('a')
    await vi.advanceTimersByTimeAsync(250)
    expect(page.text.toString()).toBe('abcdefgh')
    expect(page.changes()).toBe(2)
    expect(page.taken()).toBe(2)
    page.close()
  })

  it('never waits longer than a quarter of a second, however long taking it in takes', async () => {
    const page = open()
    page.text.observe(() => void vi.advanceTimersByTime(1_000))
    page.write('a')
    page.write('b')
    await vi.advanceTimersByTimeAsync(260)
    expect(page.text.toString()).toBe('ab')
    page.close()
  })

  it('is under one’s own letters, which wait for nothing', () => {
    const page = open()
    page.write('ab')
    let sent = 0
    page.ydoc.on('update', (_update, origin) => {
      if (origin !== page.provider) sent += 1
    })
    page.text.insert(0, '1')
    expect([page.text.toString(), sent]).toEqual(['1a', 1])
    page.others.flush()
    expect([page.text.toString(), sent]).toEqual(['1ab', 1])
    page.close()
  })

  it('comes before a comparison of states, so that nothing is asked for again', () => {
    const page = open()
    page.write('abc')
    page.hear(syncMessage.sync, (encoder) => sync.writeSyncStep2(encoder, page.colleague))
    expect(page.text.toString()).toBe('abc')
    page.close()
  })

  it('is all there when the line ends, and no caret comes after that', async () => {
    const page = open()
    page.write('abc')
    page.provider.emit('connection-close', [null, page.provider])
    expect(page.text.toString()).toBe('abc')
    page.close()
  })

  it('comes before the carets in it', async () => {
    const page = open()
    page.write('ab')
    const awareness = new Awareness(page.colleague)
    awareness.setLocalState({ cursor: 2 })
    page.hear(syncMessage.awareness, (encoder) =>
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [page.colleague.clientID])),
    )
    expect(page.provider.awareness.getStates().has(page.colleague.clientID)).toBe(false)
    await vi.advanceTimersByTimeAsync(250)
    expect(page.text.toString()).toBe('ab')
    expect(page.provider.awareness.getStates().get(page.colleague.clientID)).toEqual({ cursor: 2 })
    awareness.destroy()
    page.close()
  })
})
