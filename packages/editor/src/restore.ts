import type { Node } from '@tiptap/pm/model'
import { updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { align } from './align.ts'
import type { BracketRights } from './bracket-commands.ts'
import { lostSupport } from './kept-wordings.ts'
import { type ContainerNode, isLine, type LineNode, type Piece, pieceOf, wordNumbers } from './piece.ts'

/** The text of a draft as the editor shows it, and the text it is to have again. */
export interface RestoreTexts {
  readonly fragment: Y.XmlFragment
  /** What the fragment holds now, as the editor's document. */
  readonly now: Node
  readonly earlier: Node
}

/** Which lines of the earlier text are to be restored, by their numbers: from one on, up to another. */
export interface Passage {
  readonly from: number
  readonly to: number
}

export interface RestoreOptions {
  /** Null for the whole text: then what came since goes, too. */
  readonly passage: Passage | null
  /** Whether somebody is writing in an element; it is not taken away under their hands. */
  readonly isBusy: (element: Y.XmlElement) => boolean
  /** What the person may do with brackets: a wording that another delegation supports goes only by who settles them. */
  readonly rights: BracketRights
}

/**
 * What was done: how many lines and blocks were changed, how many are left since somebody is writing in them, and how many
 * are kept for a wording that another delegation supports.
 */
export interface Restored {
  readonly changed: number
  readonly left: number
  readonly kept: number
}

/**
 * Gives a draft an earlier text again, or one passage of it, as a new edit of one step. Only what differs is touched: a
 * line is changed word by word where it stands, so that what others type in it at that moment stays.
 */
export function restore({ fragment, now, earlier }: RestoreTexts, options: RestoreOptions): Restored {
  let [changed, left, kept] = [0, 0, 0]
  // Of the earlier text, so many lines are behind.
  let line = 0
  const numbersOf = wordNumbers()
  const piecesOf = ({ children }: Node): readonly Piece[] =>
    // Of the schema, since an editor's document holds nothing else.
    children.map((child) => pieceOf(child.toJSON() as LineNode | ContainerNode, numbersOf))
  const isWanted = (from: number) =>
    options.passage === null || (options.passage.from <= from && line <= options.passage.to)

  const mayGo = (is: Node, was: Node | null) => {
    // A wording that stood somewhere else is there again with the whole text.
    const again = options.passage === null ? earlier : was
    if (again === null || lostSupport(is, again, options.rights).length === 0) return true
    kept += 1
    return false
  }
  const write = (element: Y.XmlElement, node: Node) => {
    updateYFragment({ transact: (work: () => void) => work() }, element, node, {
      mapping: new Map(),
      isOMark: new Map(),
    })
    changed += 1
  }
  const change = (element: Y.XmlElement, [is, was]: Two<Node>, [before, after]: Two<Piece>) => {
    const from = line
    if (isLine(before.node)) {
      line += 1
      if (isWanted(from) && mayGo(is, was)) write(element, was)
    } else {
      towards(element, [is, was], [before.children, after.children])
      if (isWanted(from)) setAttributes(element, was)
    }
  }
  const remove = (
    parent: Y.XmlFragment,
    at: number,
    [element, is]: readonly [Y.XmlElement, Node],
  ): boolean => {
    if (options.passage !== null || !mayGo(is, null)) return false
    if (options.isBusy(element)) {
      left += 1
      return false
    }
    parent.delete(at, 1)
    changed += 1
    return true
  }
  const towards = (parent: Y.XmlFragment, [is, was]: Two<Node>, pieces: Two<readonly Piece[]>) => {
    let [at, here, there] = [0, 0, 0]
    // In the order in which a comparison aligns them, so that both speak of the same lines.
    for (const [before, after] of align(...pieces)) {
      if (before && after) {
        const nodes = [is.child(here), was.child(there)] as const
        const element = elementAt(parent, at, nodes[0])
        if (before.key === after.key) line += linesIn(before)
        else change(element, nodes, [before, after])
        at += 1
      } else if (before) {
        const from = line
        line += linesIn(before)
        if (isWanted(from)) {
          const node = was.child(there)
          const element = new Y.XmlElement(node.type.name)
          parent.insert(at, [element])
          write(element, node)
          at += 1
        }
      } else if (!remove(parent, at, [elementAt(parent, at, is.child(here)), is.child(here)])) at += 1
      if (before) there += 1
      if (after) here += 1
    }
  }
  fragment.doc?.transact(
    () => towards(fragment, [now, earlier], [piecesOf(earlier), piecesOf(now)]),
    ySyncPluginKey,
  )
  return { changed, left, kept }
}

type Two<Item> = readonly [Item, Item]

function elementAt(parent: Y.XmlFragment, at: number, { type }: Node): Y.XmlElement {
  const element: unknown = parent.get(at)
  if (element instanceof Y.XmlElement && element.nodeName === type.name) return element
  throw new Error(`The draft has no ${type.name} where its document has one`)
}

function linesIn({ node, children }: Piece): number {
  return isLine(node) ? 1 : children.reduce((sum, child) => sum + linesIn(child), 0)
}

function setAttributes(element: Y.XmlElement, { attrs }: Node): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (element.getAttribute(name) === (value ?? undefined)) continue
    if (value === null) element.removeAttribute(name)
    else element.setAttribute(name, value as string)
  }
}
