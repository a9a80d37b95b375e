import { syncMessage } from '@samsyn/protocol'
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** A sync message as the wire has it. */
export function syncBytes(step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** What a client says of carets: one state of one client id. */
export function awarenessBytes(clientId: number, clock: number, state: unknown): Uint8Array {
  const states = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.awareness)
    encoding.writeVarUint8Array(encoder, states)
  })
}

/** A state vector that names so many clients. */
export function giantStateVector(clients: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients)
    for (let client = 1; client <= clients; client += 1) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, 1)
    }
  })
}

/** Elements in elements, so many deep, written under one client id. */
export function nested(depth: number, clientId: number): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientId
  ydoc.transact(() => {
    let around = new Y.XmlElement('a')
    ydoc.getXmlFragment('hostile').insert(0, [around])
    for (let level = 1; level < depth; level += 1) {
      const inside = new Y.XmlElement('a')
      around.insert(0, [inside])
      around = inside
    }
  })
  return Y.encodeStateAsUpdate(ydoc)
}

/** A message in two parts, so that what is inside can be changed without breaking the wrapping. */
export interface Wrapped {
  readonly inside: Uint8Array
  wrap(inside: Uint8Array): Uint8Array
}

/** Valid messages of every kind, with every kind of content, of the same client ids in every run. */
export function validMessages(): readonly Wrapped[] {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  const updates: Uint8Array[] = []
  for (const [index, ydoc] of [one, other].entries()) {
    ydoc.clientID = 424_201 + index
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'relayed') return
      updates.push(update)
      Y.applyUpdate(ydoc === one ? other : one, update, 'relayed')
    })
  }
  const text = one.getText('hostile-text')
  text.insert(0, 'Joint position')
  other.getText('hostile-text').insert(5, ' Nordic', { bold: true })
  one.getMap('hostile-facts').set('title', { nested: [1, 'two', null, true] })
  other.getMap('hostile-facts').set('title', 'Title')
  one.getXmlFragment('hostile-body').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('text')])
  other.getXmlFragment('hostile-body').delete(0, 1)
  text.delete(2, 6)
  other.getArray('hostile-list').insert(0, [new Uint8Array([1, 2]), new Y.Map(), 3])
  one.getArray('hostile-list').delete(1, 1)
  const state = Y.encodeStateAsUpdate(one)
  const sync = (step: 0 | 1 | 2, inside: Uint8Array): Wrapped => ({
    inside,
    wrap: (bytes) => syncBytes(step, bytes),
  })
  const bare = (inside: Uint8Array): Wrapped => ({ inside, wrap: (bytes) => bytes })
  return [
    ...updates.map((update) => sync(2, update)),
    sync(0, Y.encodeStateVector(one)),
    sync(1, state),
    sync(2, state),
    bare(awarenessBytes(424_201, 1, { user: { name: 'Somebody' }, cursor: { anchor: 1 } })),
    bare(new Uint8Array([syncMessage.queryAwareness])),
    bare(new Uint8Array([syncMessage.persisted, 200, 1])),
  ]
}

/** Valid messages with up to four bytes changed, taken out or put in. */
export function mutations(valid: readonly Wrapped[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    way: fc.constantFrom('set', 'flip', 'cut', 'insert'),
  })
  return fc
    .record({
      which: fc.nat(valid.length - 1),
      isWithin: fc.boolean(),
      changes: fc.array(change, { maxLength: 4 }),
    })
    .map(({ which, isWithin, changes }) => {
      const { inside, wrap } = valid[which] ?? { inside: new Uint8Array(), wrap: (bytes) => bytes }
      const bytes = [...(isWithin ? inside : wrap(inside))]
      for (const { at, byte, way } of changes) {
        const place = at % Math.max(bytes.length, 1)
        if (way === 'set') bytes[place] = byte
        else if (way === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (byte % 8))
        else if (way === 'cut') bytes.splice(place, 1 + (byte % 3))
        else bytes.splice(place, 0, byte)
      }
      return isWithin ? wrap(new Uint8Array(bytes)) : new Uint8Array(bytes)
    })
}
