import type { Node } from '@tiptap/pm/model'
import { initProseMirrorDoc, relativePositionToAbsolutePosition } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { standingPlace } from './found-again.ts'
import type { Passage } from './passages.ts'
import { editorSchema, fragmentName } from './schema.ts'

/** A place in a text: which of the lines that have content, from 0, and how far into it, as the editor counts. */
export interface TextPlace {
  readonly line: number
  readonly offset: number
}

/**
 * Where passages stand in a draft's state (a Yjs update) now; null for one whose words are gone or that cannot be read.
 * The lines are those of `updateToDoc`: lines without content, which it may add or leave out, do not count.
 */
export function passagePlaces(
  state: Uint8Array,
  passages: readonly Passage[],
): readonly ({ readonly from: TextPlace; readonly to: TextPlace } | null)[] {
  const clone = new Y.Doc()
  try {
    Y.applyUpdate(clone, state)
    const fragment = clone.getXmlFragment(fragmentName)
    const { doc, mapping } = initProseMirrorDoc(fragment, editorSchema())
    const lines = linesOf(doc)
    const positionOf = (encoded: string) => {
      const relative = Y.decodeRelativePosition(bytesOf(encoded))
      return relativePositionToAbsolutePosition(clone, fragment, relative, mapping)
    }
    return passages.map(({ start, end, quote }) => {
      try {
        const place = standingPlace(doc, { from: positionOf(start), to: positionOf(end), quote })
        const [from, to] = [place && placeIn(lines, place.from), place && placeIn(lines, place.to)]
        return from && to && isBefore(from, to) ? { from, to } : null
      } catch {
        // Pages make the ends of passages, and what a page sends can be anything.
        return null
      }
    })
  } finally {
    clone.destroy()
  }
}

interface LineAt {
  readonly start: number
  readonly end: number
}

function linesOf(doc: Node): readonly LineAt[] {
  const lines: LineAt[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    if (node.content.size > 0) lines.push({ start: position + 1, end: position + 1 + node.content.size })
    return false
  })
  return lines
}

/** A place between two lines is the beginning of the later one. */
function placeIn(lines: readonly LineAt[], position: number): TextPlace | null {
  const line = lines.findIndex(({ end }) => position <= end)
  const found = lines[line]
  return found ? { line, offset: Math.max(0, position - found.start) } : null
}

function isBefore(one: TextPlace, other: TextPlace): boolean {
  return one.line < other.line || (one.line === other.line && one.offset < other.offset)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
