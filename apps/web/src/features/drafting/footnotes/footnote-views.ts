import { footnotesIn } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type NodeView, type ViewMutationRecord } from '@tiptap/pm/view'
import { changeBetween, mapThrough } from '../editor/line-decorations.ts'
import { signElement, span } from '../editor/sign-elements.ts'

interface Options {
  /** What a footnote is called for those who listen. */
  readonly nameOf: (number: number) => string
}

const key = new PluginKey<DecorationSet>('footnoteViews')

/** Draws each footnote where it belongs: its number, which is computed, and its words, which one writes right there. */
export const FootnoteViews = Extension.create<Options>({
  name: 'footnoteViews',
  addOptions: () => ({ nameOf: () => '' }),
  addProseMirrorPlugins() {
    const { nameOf } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => numbersOf(doc),
          apply: (transaction, before) =>
            transaction.docChanged ? renumbered(before, transaction.before, transaction.doc) : before,
        },
        props: {
          decorations: (state) => key.getState(state),
          nodeViews: {
            footnote: (node, _view, _position, decorations) => new FootnoteView(node, decorations, nameOf),
          },
        },
      }),
    ]
  },
})

interface Spec {
  readonly footnote?: number
}

class FootnoteView implements NodeView {
  readonly dom = span('footnote')
  readonly contentDOM = span('words')
  readonly #number = signElement('footnote-number')
  readonly #nameOf: Options['nameOf']

  constructor(node: Node, decorations: readonly Decoration[], nameOf: Options['nameOf']) {
    this.#nameOf = nameOf
    this.dom.setAttribute('role', 'note')
    this.dom.append(this.#number, this.contentDOM, signElement('footnote-end'))
    this.#draw(node, decorations)
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type.name !== 'footnote') return false
    this.#draw(node, decorations)
    return true
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  #draw({ attrs }: Node, decorations: readonly Decoration[]): void {
    const number = decorations.map(({ spec }) => (spec as Spec).footnote).find((each) => each !== undefined)
    this.dom.dataset.footnote = String(attrs.id)
    this.dom.setAttribute('aria-label', this.#nameOf(number ?? 0))
    this.#number.textContent = String(number ?? '')
  }
}

/** The number of each footnote, as a decoration of it. */
function numbersOf(doc: Node): DecorationSet {
  const decorations = footnotesIn(doc).map(({ node, at }, index) =>
    Decoration.node(at, at + node.nodeSize, {}, { footnote: index + 1 } satisfies Spec),
  )
  return decorations.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, decorations)
}

/** Decorations as they are after a change. Most changes are of words, and then no footnote has another number. */
export function renumbered(set: DecorationSet, before: Node, doc: Node): DecorationSet {
  const change = changeBetween(before, doc)
  if (!change) return set
  const { start, was, is } = change
  return hasFootnote(before, start, was) || hasFootnote(doc, start, is)
    ? numbersOf(doc)
    : mapThrough(set, change, doc)
}

/** Whether a footnote stands in a stretch or at its edge, or lies around it. */
function hasFootnote(doc: Node, from: number, to: number): boolean {
  let found = false
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node) => {
    found ||= node.type.name === 'footnote'
    return !found && !node.isText
  })
  return found
}
