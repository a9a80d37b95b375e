import type { Attribute } from '@tiptap/core'

/** A string that the markup of its node or mark carries under a name; an empty one where there is none. */
export function textAttribute(name: string): Attribute {
  return {
    default: '',
    parseHTML: (element) => element.getAttribute(name) ?? '',
    // Written by the node or mark itself.
    renderHTML: () => ({}),
  }
}

/** An attribute that most nodes lack: null, and then nowhere in the markup, in the ydoc or in the hash. */
export function rareAttribute(
  key: string,
  name: string,
  {
    keepOnSplit,
    isValid = isFilled,
  }: { readonly keepOnSplit: boolean; readonly isValid?: (value: unknown) => boolean },
): Attribute {
  return {
    default: null,
    keepOnSplit,
    parseHTML: (element) => {
      const value = element.getAttribute(name)
      return isValid(value) ? value : null
    },
    renderHTML: ({ [key]: value }) => (isValid(value) ? { [name]: String(value) } : {}),
  }
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
