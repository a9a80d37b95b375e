import { comparedText } from './compare-inline.ts'
import type {
  BlockJson,
  CellJson,
  ListItemJson,
  SectionJson,
  SectionTitleJson,
  TableRowJson,
} from './doc-json.ts'

/** A node that is one line of text. */
export type LineNode = SectionTitleJson | Extract<BlockJson, { type: 'paragraph' | 'heading' }>

/** A node that holds further blocks. */
export type ContainerNode =
  | SectionJson
  | Exclude<BlockJson, { type: 'paragraph' | 'heading' }>
  | ListItemJson
  | TableRowJson
  | CellJson

/** A node of a document with what comparing it needs, worked out once. */
export interface Piece {
  readonly node: LineNode | ContainerNode
  /** Equal for equal nodes, if the documents are in their normal form. */
  readonly key: string
  /** The numbers of its words in ascending order, repeated as often as they occur. */
  readonly words: Int32Array
  readonly children: readonly Piece[]
}

/** Gives each word a number, the same for the same word whatever its case. */
export function wordNumbers(): (text: string) => number[] {
  const numbers = new Map<string, number>()
  return (text) =>
    (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => {
      const number = numbers.get(word) ?? numbers.size
      numbers.set(word, number)
      return number
    })
}

/** The piece of a node and, inside it, those of its children. */
export function pieceOf(node: LineNode | ContainerNode, numbersOf: (text: string) => number[]): Piece {
  const children = isLine(node) ? [] : (node.content ?? []).map((child) => pieceOf(child, numbersOf))
  const words = isLine(node)
    ? Int32Array.from(numbersOf(comparedText(node.content)))
    : Int32Array.from(children.flatMap((child) => [...child.words]))
  return { node, key: JSON.stringify(node), words: words.sort(), children }
}

/** Whether a node is one line of text. */
export function isLine(node: LineNode | ContainerNode): node is LineNode {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'sectionTitle'
}

/** The share of words that two pieces have in common, from 0 to 1, counted with repetition (Dice's coefficient). */
export function similarity({ words }: Piece, { words: others }: Piece): number {
  let common = 0
  for (let i = 0, j = 0; i < words.length && j < others.length; ) {
    const [one = 0, other = 0] = [words[i], others[j]]
    if (one === other) common += 1
    if (one <= other) i += 1
    if (other <= one) j += 1
  }
  return common === 0 ? 0 : (2 * common) / (words.length + others.length)
}
