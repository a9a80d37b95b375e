import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model'

const ownCopy = 'data-samsyn-copy'

/** Whether HTML was copied out of a text like these, and is of the schema already; what other editors made is not. */
export function isOwnCopy(html: string): boolean {
  return new RegExp(`\\b${ownCopy}\\b`).test(html)
}

/**
 * What is selected, as HTML for other programs: a whole bracket with its signs and no blank behind the last one, a part of
 * one wording without any.
 */
export class CopySerializer extends DOMSerializer {
  constructor(schema: Schema) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
  }

  override serializeFragment(
    fragment: Fragment,
    options?: Parameters<DOMSerializer['serializeFragment']>[1],
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const shown = super.serializeFragment(fragment, options, target)
    // Without a target for the whole alone.
    if (target === undefined) shown.firstElementChild?.setAttribute(ownCopy, '')
    // Called for the content of each node, too: only the content of a bracket holds whole wordings.
    const isBracket = 'hasAttribute' in shown && shown.hasAttribute('data-bracket')
    const wordings = [...shown.children].filter((child) => child.hasAttribute('data-alternative'))
    if (isBracket) {
      const end = wordings.at(-1)?.lastElementChild
      if (end) end.textContent = end.textContent.trimEnd()
    } else {
      for (const wording of wordings) for (const sign of signsOf(wording)) sign.remove()
    }
    return shown
  }
}

function signsOf(wording: Element): readonly Element[] {
  return [...wording.children].filter((child) => child.hasAttribute('data-sign'))
}
