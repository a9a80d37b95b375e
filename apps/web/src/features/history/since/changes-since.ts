import { assertNever } from '@samsyn/domain'
import type { ComparedBlock, ComparedRun } from '@samsyn/editor'

/** Words that went, and where they stood along the earlier text: from a character on, up to another. */
export interface Gone {
  readonly text: string
  /** Null where the words had moved before they went. */
  readonly offsets: readonly [from: number, to: number] | null
}

/** A stretch of a line of the later text, or words that went from between two stretches. */
export type LinePart =
  | { readonly kind: 'same' | 'added'; readonly length: number }
  | ({ readonly kind: 'gone' } & Gone)

/** Something that changed, as one place to go to. */
export interface SinceChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** The lines of the later text that it is in, by their numbers. */
  readonly lines: readonly { readonly number: number; readonly parts: readonly LinePart[] }[]
  /** Whole lines that went, each with the number of the line of the later text it stood behind; -1 for none. */
  readonly goneLines: readonly (Gone & { readonly behind: number })[]
}

/** What changed, and the later text as lines, so that each can be found in an editor's document. */
export interface ChangesSince {
  readonly changes: readonly SinceChange[]
  readonly lines: readonly string[]
  /** The words of the earlier text that stand as they stood, though they may have been put there anew. */
  readonly still: readonly (readonly [from: number, to: number])[]
}

type Line = Extract<ComparedBlock, { kind: 'line' }>

interface Draft {
  readonly kind: SinceChange['kind']
  readonly lines: SinceChange['lines'][number][]
  readonly goneLines: SinceChange['goneLines'][number][]
}

/**
 * A comparison as the places one goes to: each changed line, and each block that came, went or moved as one place, with
 * what else happened within it as places of their own. Where a block stood before it moved is none.
 */
export function changesSince(blocks: readonly ComparedBlock[]): ChangesSince {
  const changes: Draft[] = []
  const lines: string[] = []
  const still: (readonly [number, number])[] = []
  let offset = 0

  const begin = (kind: Draft['kind']): Draft => {
    const change: Draft = { kind, lines: [], goneLines: [] }
    changes.push(change)
    return change
  }
  /** The change that a block of this kind belongs to: the one around it, or one of its own. */
  const joined = (kind: Draft['kind'], around: Draft | null) => (around?.kind === kind ? around : begin(kind))
  const skip = (block: ComparedBlock) => {
    if (block.kind === 'line') offset += lengthOf(earlierText(block))
    else block.children.forEach(skip)
  }
  const gone = (text: string, isMoved: boolean): Gone => {
    if (isMoved) return { text, offsets: null }
    const from = offset
    offset += lengthOf(text)
    return { text, offsets: [from, offset] }
  }
  const later = (line: Line, change: Draft | null, isMoved: boolean) => {
    const parts = line.runs.flatMap(({ text, part, change: state }): LinePart[] => {
      if (part === 'sign') return []
      if (state === 'removed') return [{ kind: 'gone', ...gone(text, isMoved) }]
      if (state === 'same' && !isMoved) {
        still.push([offset, offset + lengthOf(text)])
        offset += lengthOf(text)
      }
      return [{ kind: state, length: text.length }]
    })
    lines.push(laterText(line))
    change?.lines.push({ number: lines.length - 1, parts })
  }
  const inside = (block: ComparedBlock, around: Draft | null, isMoved: boolean) => {
    if (block.kind === 'line') later(block, around, isMoved)
    else for (const child of block.children) visit(child, around, isMoved)
  }
  const visit = (block: ComparedBlock, around: Draft | null, isMoved: boolean): void => {
    switch (block.change) {
      case 'same':
        inside(block, around, isMoved)
        break
      case 'changed': {
        // Of a block in which nothing changed, something of the block itself did.
        const isPlace = block.kind === 'line' || block.children.every(({ change }) => change === 'same')
        inside(block, isPlace ? begin('changed') : null, isMoved)
        break
      }
      case 'added':
        inside(block, isEmpty(block) ? around : joined('added', around), isMoved)
        break
      case 'removed': {
        if (isEmpty(block)) break
        const change = joined('removed', around)
        if (block.kind === 'container') for (const child of block.children) visit(child, change, isMoved)
        else change.goneLines.push({ ...gone(earlierText(block), isMoved), behind: lines.length - 1 })
        break
      }
      case 'moved_from':
        skip(block)
        break
      case 'moved_to': {
        const change = begin('moved')
        if (block.kind === 'line') {
          later(block, change, true)
          break
        }
        const first = lines.length
        for (const child of block.children) visit(child, null, true)
        for (let number = first; number < lines.length; number += 1) change.lines.push({ number, parts: [] })
        break
      }
      default:
        assertNever(block.change)
    }
  }
  for (const block of blocks) visit(block, null, false)
  // A block that came with nothing but what moved into it is told by what moved.
  return { changes: changes.filter((each) => each.lines.length + each.goneLines.length > 0), lines, still }
}

/** Whether a block has no words: that it came or went is no news. */
function isEmpty(block: ComparedBlock): boolean {
  return block.kind === 'line' ? block.runs.length === 0 : block.children.every(isEmpty)
}

/** Breaks are no characters of the text that the server counts. */
function lengthOf(text: string): number {
  return text.replaceAll('\n', '').length
}

function earlierText({ runs }: Line): string {
  return wordsOf(runs, 'added')
}

function laterText({ runs }: Line): string {
  return wordsOf(runs, 'removed')
}

function wordsOf(runs: readonly ComparedRun[], without: ComparedRun['change']): string {
  return runs
    .filter(({ part, change }) => part !== 'sign' && change !== without)
    .map(({ text }) => text)
    .join('')
}
