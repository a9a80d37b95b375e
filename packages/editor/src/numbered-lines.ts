import { Extension } from '@tiptap/core'
import { rareAttribute } from './attributes.ts'
import { isNumbering } from './doc-json.ts'

/** What a heading or paragraph is in an act, and the number it has there. */
export const NumberedLines = Extension.create({
  name: 'numberedLines',
  addGlobalAttributes: () => [
    {
      types: ['heading', 'paragraph'],
      attributes: {
        numbering: rareAttribute('numbering', 'data-numbering', { keepOnSplit: true, isValid: isNumbering }),
        // Of two halves of a line the first keeps the number that the base text gave it.
        baseNumber: rareAttribute('baseNumber', 'data-base-number', { keepOnSplit: false }),
      },
    },
  ],
})
