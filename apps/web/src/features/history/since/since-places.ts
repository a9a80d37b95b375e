import type { Node } from '@tiptap/pm/model'
import { Decoration } from '@tiptap/pm/view'
import type { ChangesSince, LinePart, SinceChange } from './changes-since.ts'

/** What a decoration of a change is: the line it is in, words that came, or words that went. */
export type SinceSpec =
  | { readonly change: number; readonly role: 'line' | 'added' }
  | { readonly change: number; readonly role: 'gone'; readonly offsets: readonly [number, number] | null }

interface Line {
  readonly node: Node
  readonly position: number
}

/** The decorations of changes in an editor's document, which is the later text of the comparison. */
export function placeChanges(doc: Node, { changes, lines }: ChangesSince): readonly Decoration[] {
  const places = pairLines(lines, linesOf(doc))
  return changes.flatMap((change, index) => [
    ...change.lines.flatMap(({ number, parts }) => {
      const line = places[number]
      return line ? decorationsIn(line, { index, kind: change.kind, parts }) : []
    }),
    ...change.goneLines.flatMap(({ text, offsets, behind }) => {
      const at = placeBehind(places, behind)
      return at === null ? [] : [goneWidget(at, text, { change: index, role: 'gone', offsets }, true)]
    }),
  ])
}

function linesOf(doc: Node): readonly Line[] {
  const lines: Line[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock) lines.push({ node, position })
    return !node.isTextblock
  })
  return lines
}

/** Finds the lines of a text in a document, which may have empty lines that the text has not, or the other way round. */
function pairLines(texts: readonly string[], lines: readonly Line[]): readonly (Line | null)[] {
  if (texts.length === lines.length) return lines
  let next = 0
  return texts.map((text) => {
    for (let index = next; index < lines.length; index += 1) {
      const line = lines[index]
      if (!line || textOf(line.node) !== text) continue
      next = index + 1
      return line
    }
    return null
  })
}

function decorationsIn(
  { node, position }: Line,
  change: { readonly index: number; readonly kind: SinceChange['kind']; readonly parts: readonly LinePart[] },
): readonly Decoration[] {
  const { index, kind, parts } = change
  const whole = Decoration.node(position, position + node.nodeSize, { class: 'since', 'data-since': kind }, {
    change: index,
    role: 'line',
  } satisfies SinceSpec)
  const ends = charactersOf(node, position + 1)
  const length = parts.reduce((sum, part) => sum + (part.kind === 'gone' ? 0 : part.length), 0)
  // A line that reads differently here is marked as a whole.
  if (ends.length !== length) return [whole]
  let at = 0
  const inside = parts.map((part) => {
    if (part.kind === 'gone') {
      const place = ends[at - 1] ?? position + 1
      const { text, offsets } = part
      return goneWidget(place, text, { change: index, role: 'gone', offsets }, false)
    }
    const from = at
    at += part.length
    const last = ends[at - 1]
    if (part.kind === 'same' || last === undefined) return null
    const spec = { change: index, role: 'added' } satisfies SinceSpec
    return Decoration.inline((ends[from] ?? last) - 1, last, { class: 'since-added' }, spec)
  })
  return [whole, ...inside.filter((decoration) => decoration !== null)]
}

/** Where each character and break of a line ends. */
function charactersOf(line: Node, start: number): readonly number[] {
  const ends: number[] = []
  line.descendants((node, position) => {
    if (!node.isText && !node.isLeaf) return
    for (let offset = 1; offset <= node.nodeSize; offset += 1) ends.push(start + position + offset)
  })
  return ends
}

function textOf(line: Node): string {
  return line.textBetween(0, line.content.size, '', '\n')
}

/** The end of the line that something stood behind; the beginning of the first where it stood before all. */
function placeBehind(places: readonly (Line | null)[], behind: number): number | null {
  // Not in a line without words, in which the editor shows words of its own.
  const line = places.slice(0, behind + 1).findLast((each) => each && each.node.content.size > 0)
  if (line) return line.position + line.node.nodeSize - 1
  const first = places.find((each) => each !== null)
  return first ? first.position + 1 : null
}

function goneWidget(at: number, text: string, spec: SinceSpec, isLine: boolean): Decoration {
  const mark = () => {
    const element = document.createElement('del')
    element.className = 'since-gone'
    if (isLine) element.dataset.line = ''
    element.textContent = text
    return element
  }
  return Decoration.widget(at, mark, { ...spec, side: isLine ? 1 : -1, ignoreSelection: true })
}
