import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compact } from './compaction.ts'
import { DraftState } from './draft-state.ts'
import { syncUpdate } from './messages.ts'
import { deepestIn } from './nesting.ts'
import { readContents } from './update-contents.ts'

const step = fc.record({
  who: fc.nat(2),
  /** Which way down is taken at each level. */
  path: fc.array(fc.nat(3), { maxLength: 12 }),
  kind: fc.constantFrom('element', 'text', 'remove', 'merge', 'hear'),
})

describe('nesting', () => {
  it('[B11] is never more than what is counted, and is counted exactly when it is merged', () => {
    let deepestOfAll = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
        const pages = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
        const whole = new Y.Doc()
        const state = new DraftState()
        let places = 0
        for (const [index, page] of pages.entries()) {
          // What two wrote in the same place stands in the order of their ids.
          page.clientID = index + 1
          page.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin === 'heard') return
            Y.applyUpdate(whole, update)
            places += 1
            state.append(syncUpdate(update), readContents(update), 'person-anna', places)
          })
        }
        for (const { who, path, kind } of steps) {
          const page = pages[who]
          if (!page) continue
          let type: Y.XmlFragment = page.getXmlFragment('default')
          for (const way of path) {
            const next = type.length > 0 ? type.get(way % type.length) : null
            if (!(next instanceof Y.XmlElement)) break
            type = next
          }
          const place = (path[0] ?? 0) % (type.length + 1)
          if (kind === 'element') type.insert(place, [new Y.XmlElement('a')])
          else if (kind === 'text') type.insert(place, [new Y.XmlText('words')])
          else if (kind === 'remove' && place < type.length && path.length % 4 === 0) type.delete(place, 1)
          else if (kind === 'hear') Y.applyUpdate(page, Y.encodeStateAsUpdate(whole), 'heard')
          else if (kind === 'merge') {
            const folding = state.folding()
            if (folding) {
              state.folded(folding, compact(folding.updates))
              expect(state.deepest).toBe(deepestIn(whole))
            }
          }
          expect(state.deepest).toBeGreaterThanOrEqual(deepestIn(whole))
        }
        deepestOfAll = Math.max(deepestOfAll, deepestIn(whole))
      }),
      { numRuns: 200, seed: 20260302 },
    )
    expect(deepestOfAll).toBeGreaterThan(5)
  })
})
