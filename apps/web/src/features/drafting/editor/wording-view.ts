import { type SupporterCountry, supporterCountries } from '@samsyn/editor'
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type NodeView, type ViewMutationRecord } from '@tiptap/pm/view'
import { signElement, span } from './sign-elements.ts'

/** Support that a wording shows and that its delegation did not give, by the id of the wording. */
export type UnconfirmedMarks = ReadonlyMap<string, readonly SupporterCountry[]>

interface Options {
  /** What a wording is called for those who listen. */
  readonly nameOf: (
    confirmed: readonly SupporterCountry[],
    unconfirmed: readonly SupporterCountry[],
  ) => string
}

const key = new PluginKey<DecorationSet>('wordingViews')

/**
 * Draws wordings as they are printed. The signs are elements of their own that nobody can write in, so that a caret has a
 * place on either side of them.
 */
export const WordingViews = Extension.create<Options, { unconfirmed: UnconfirmedMarks }>({
  name: 'wordingViews',
  addOptions: () => ({ nameOf: () => '' }),
  addStorage: () => ({ unconfirmed: new Map() }),
  addProseMirrorPlugins() {
    const { nameOf } = this.options
    const marked = (doc: Node) => marksOf(doc, this.storage.unconfirmed)
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => marked(doc),
          apply: (transaction, before) =>
            transaction.docChanged || transaction.getMeta(key) !== undefined
              ? marked(transaction.doc)
              : before,
        },
        props: {
          decorations: (state) => key.getState(state),
          nodeViews: {
            alternative: (node, _view, _position, decorations) => new WordingView(node, decorations, nameOf),
          },
        },
      }),
    ]
  },
})

declare module '@tiptap/core' {
  interface Storage {
    wordingViews: { unconfirmed: UnconfirmedMarks }
  }
}

class WordingView implements NodeView {
  readonly dom = span('wording')
  readonly contentDOM = span('words')
  readonly #opening = signElement('bracket-sign')
  readonly #closing = signElement('bracket-sign')
  readonly #nameOf: Options['nameOf']

  constructor(node: Node, decorations: readonly Decoration[], nameOf: Options['nameOf']) {
    this.#nameOf = nameOf
    this.dom.setAttribute('role', 'group')
    this.dom.append(this.#opening, this.contentDOM, this.#closing)
    this.#draw(node, decorations)
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type.name !== 'alternative') return false
    this.#draw(node, decorations)
    return true
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  #draw({ attrs, childCount }: Node, decorations: readonly Decoration[]): void {
    const supporters = supporterCountries.filter((country) => attrs[country] === true)
    const marked = decorations.flatMap(({ spec }) => (spec as Spec).unconfirmed ?? [])
    const [confirmed, unconfirmed] = [false, true].map((isMarked) =>
      supporters.filter((country) => marked.includes(country) === isMarked),
    ) as [SupporterCountry[], SupporterCountry[]]
    this.dom.dataset.alternative = String(attrs.id)
    this.dom.setAttribute('aria-label', this.#nameOf(confirmed, unconfirmed))
    this.#opening.replaceChildren('[', ...label(supporters, unconfirmed))
    this.#closing.textContent = childCount === 0 ? '–]' : ']'
  }
}

interface Spec {
  readonly unconfirmed?: readonly SupporterCountry[]
}

/** `DK, SE: ` before the words; a country that did not say so itself with a question mark. */
function label(
  supporters: readonly SupporterCountry[],
  unconfirmed: readonly SupporterCountry[],
): readonly (string | HTMLElement)[] {
  if (supporters.length === 0) return []
  const codes = supporters.flatMap((country, index) => {
    if (!unconfirmed.includes(country)) return [index === 0 ? country : `, ${country}`]
    const code = span('unconfirmed')
    code.textContent = `${country}?`
    return index === 0 ? [code] : [', ', code]
  })
  return [...codes, ': ']
}

function marksOf(doc: Node, unconfirmed: UnconfirmedMarks): DecorationSet {
  if (unconfirmed.size === 0) return DecorationSet.empty
  const found: Decoration[] = []
  doc.descendants((node, at) => {
    const countries = node.type.name === 'alternative' ? unconfirmed.get(String(node.attrs.id)) : undefined
    if (countries) found.push(Decoration.node(at, at + node.nodeSize, {}, { unconfirmed: countries }))
    return !node.isText
  })
  return DecorationSet.create(doc, found)
}

/** Marks the support that its delegation did not give. */
export function showUnconfirmed(editor: Editor, unconfirmed: UnconfirmedMarks): void {
  const isAny = unconfirmed.size > 0 || editor.storage.wordingViews.unconfirmed.size > 0
  editor.storage.wordingViews.unconfirmed = unconfirmed
  if (isAny) editor.view.dispatch(editor.state.tr.setMeta(key, true))
}
