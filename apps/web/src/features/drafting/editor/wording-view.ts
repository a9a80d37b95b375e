import { type SupporterCountry, supporterCountries } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view'

interface Options {
  /** What a wording is called for those who listen. */
  readonly nameOf: (supporters: readonly SupporterCountry[]) => string
}

/**
 * Draws wordings as they are printed. The signs are elements of their own that nobody can write in, so that a caret has a
 * place on either side of them.
 */
export const WordingViews = Extension.create<Options>({
  name: 'wordingViews',
  addOptions: () => ({ nameOf: () => '' }),
  addProseMirrorPlugins() {
    const { nameOf } = this.options
    return [
      new Plugin({
        key: new PluginKey('wordingViews'),
        props: { nodeViews: { alternative: (node) => new WordingView(node, nameOf) } },
      }),
    ]
  },
})

class WordingView implements NodeView {
  readonly dom = span('wording')
  readonly contentDOM = span('words')
  readonly #opening = sign()
  readonly #closing = sign()
  readonly #nameOf: Options['nameOf']

  constructor(node: Node, nameOf: Options['nameOf']) {
    this.#nameOf = nameOf
    this.dom.setAttribute('role', 'group')
    this.dom.append(this.#opening, this.contentDOM, this.#closing)
    this.#draw(node)
  }

  update(node: Node): boolean {
    if (node.type.name !== 'alternative') return false
    this.#draw(node)
    return true
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  #draw({ attrs, childCount }: Node): void {
    const supporters = supporterCountries.filter((country) => attrs[country] === true)
    this.dom.dataset.alternative = String(attrs.id)
    this.dom.setAttribute('aria-label', this.#nameOf(supporters))
    this.#opening.textContent = supporters.length === 0 ? '[' : `[${supporters.join(', ')}: `
    this.#closing.textContent = childCount === 0 ? '–]' : ']'
  }
}

function span(className: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  return element
}

function sign(): HTMLElement {
  const element = span('bracket-sign')
  element.contentEditable = 'false'
  element.setAttribute('aria-hidden', 'true')
  return element
}
