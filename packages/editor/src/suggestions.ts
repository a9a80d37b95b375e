import { Extension, type Extensions, Mark } from '@tiptap/core'
import { rareAttribute, textAttribute } from './attributes.ts'
import { isFormattingName, isPassageLanguage } from './doc-json.ts'

const Insertion = Mark.create({
  name: 'insertion',
  priority: 1040,
  inclusive: false,
  // Suggestions of several people may lie on one text.
  excludes: '',
  addAttributes: () => ({ id: textAttribute('data-insertion') }),
  parseHTML: () => [{ tag: 'ins[data-insertion]' }],
  renderHTML: ({ mark }) => ['ins', { 'data-insertion': String(mark.attrs.id) }, 0],
})

const Deletion = Mark.create({
  name: 'deletion',
  priority: 1030,
  inclusive: false,
  excludes: '',
  addAttributes: () => ({ id: textAttribute('data-deletion') }),
  parseHTML: () => [{ tag: 'del[data-deletion]' }],
  renderHTML: ({ mark }) => ['del', { 'data-deletion': String(mark.attrs.id) }, 0],
})

const Formatting = Mark.create({
  name: 'formatting',
  priority: 1020,
  inclusive: false,
  excludes: '',
  addAttributes: () => ({
    id: textAttribute('data-formatting'),
    add: { ...textAttribute('data-add'), parseHTML: (element) => formattingOf(element, 'data-add') },
    remove: { ...textAttribute('data-remove'), parseHTML: (element) => formattingOf(element, 'data-remove') },
  }),
  parseHTML: () => [{ tag: 'span[data-formatting]' }],
  renderHTML: ({ mark: { attrs } }) => [
    'span',
    {
      'data-formatting': String(attrs.id),
      'data-add': String(attrs.add),
      'data-remove': String(attrs.remove),
    },
    0,
  ],
})

/** The language of a passage, for screen readers, hyphenation and spelling. */
const Language = Mark.create({
  name: 'language',
  priority: 1010,
  inclusive: false,
  addAttributes: () => ({ lang: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'span[lang]',
      getAttrs: (element) => (isPassageLanguage(element.getAttribute('lang')) ? null : false),
    },
  ],
  renderHTML: ({ mark }) => ['span', isPassageLanguage(mark.attrs.lang) ? { lang: mark.attrs.lang } : {}, 0],
})

/** y-tiptap keeps no mark on a node that is not text, so what is suggested of a whole node is an attribute of it. */
const SuggestedNodes = Extension.create({
  name: 'suggestedNodes',
  addGlobalAttributes: () => [
    {
      types: [
        'paragraph',
        'heading',
        'listItem',
        'tableRow',
        'table',
        'blockquote',
        'bracket',
        'footnote',
        'hardBreak',
      ],
      attributes: {
        suggestedInsertion: rareAttribute('suggestedInsertion', 'data-suggested-insertion', {
          keepOnSplit: false,
        }),
        suggestedDeletion: rareAttribute('suggestedDeletion', 'data-suggested-deletion', {
          keepOnSplit: false,
        }),
      },
    },
  ],
})

/** Suggested changes and languages of passages, as marks on text and attributes of nodes. */
export const suggestionExtensions: Extensions = [Insertion, Deletion, Formatting, Language, SuggestedNodes]

function formattingOf(element: HTMLElement, name: string): string {
  const value = element.getAttribute(name)
  return isFormattingName(value) ? value : ''
}
