import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { piecesOf } from './words-of.ts'

type DeleteSet = Y.Transaction['deleteSet']

/** The first of the three kinds of y-protocols' sync messages, the one without an update: what somebody has. */
const stateVector = 0

/**
 * Tells `onLost` of words that were written on this page and left the text although nobody removed them: what they stood in
 * was removed, or moved, by somebody who had not seen them. Must come before anything else takes the provider's messages.
 */
export function watchLostWords(
  provider: WebsocketProvider,
  onLost: (words: readonly string[]) => void,
): void {
  const { messageHandlers, doc } = provider
  const take = messageHandlers[syncMessage.sync]
  if (!take) throw new Error('The provider takes no messages')
  /** What is being taken in. */
  let updates: Uint8Array[] = []
  /** The client ids under which the page has written. */
  const own = new Set<number>()

  messageHandlers[syncMessage.sync] = (encoder, decoder, ...others) => {
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) !== stateVector) updates.push(decoding.readVarUint8Array(ahead))
    take(encoder, decoder, ...others)
  }
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    const { origin, beforeState, afterState, deleteSet } = transaction
    if (origin !== provider) {
      for (const [client, clock] of afterState) if ((beforeState.get(client) ?? 0) < clock) own.add(client)
      return
    }
    const taken = updates
    updates = []
    const removed: Y.Item[] = []
    Y.iterateDeletedStructs(transaction, deleteSet, (struct) => {
      if (struct instanceof Y.Item && own.has(struct.id.client)) removed.push(struct)
    })
    if (removed.length === 0) return
    const meant = Y.mergeDeleteSets(taken.map((update) => Y.decodeUpdate(update).ds))
    const words = wordsInOrder(removed, meant, deleteSet)
    if (words.length > 0) onLost(words)
  })
}

/** The words of items that nobody meant, as they stood in the text, in pieces between which other words stood until now. */
function wordsInOrder(items: readonly Y.Item[], meant: DeleteSet, removed: DeleteSet): readonly string[] {
  const wanted = new Set(items)
  const pieces: string[] = []
  for (const parent of new Set(items.map((item) => item.parent as Y.AbstractType<unknown>))) {
    let piece = ''
    for (let item = parent._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      const units = item.content.str.split('')
      for (const [index, unit] of units.entries()) {
        const id = Y.createID(client, clock + index)
        if (wanted.has(item) && !Y.isDeleted(meant, id)) piece += unit
        else if (Y.isDeleted(removed, id) && piece !== '') {
          pieces.push(piece)
          piece = ''
        }
      }
    }
    pieces.push(piece)
  }
  return pieces.filter((piece) => piece.trim() !== '')
}

/**
 * Puts own edits into a text. Gives those words of them that do not stand in it, though the edits do not remove them: what
 * they were written in is not there any more.
 */
export function putIn(ydoc: Y.Doc, update: Uint8Array, origin: unknown): readonly string[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const known = Y.decodeStateVector(Y.encodeStateVector(ydoc))
  Y.applyUpdate(ydoc, update, origin)
  const isNew = ({ client, clock }: Y.ID) => clock >= (known.get(client) ?? 0)
  return piecesOf(structs, (id) => Y.isDeleted(ds, id) || !(isNew(id) && Y.getItem(ydoc.store, id).deleted))
}
