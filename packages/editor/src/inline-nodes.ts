import { type Attribute, type Extensions, Node } from '@tiptap/core'
import { textAttribute } from './attributes.ts'
import { type BracketKind, isBracketKind, type SupporterCountry, supporterCountries } from './doc-json.ts'

/** An attribute for each country, so that two who add their support at the same moment both stay. */
const supporters = Object.fromEntries(
  supporterCountries.map((country): [SupporterCountry, Attribute] => [
    country,
    {
      default: null,
      parseHTML: (element) =>
        element
          .getAttribute('data-supporters')
          ?.split(/[\s,]+/)
          .includes(country)
          ? true
          : null,
      renderHTML: () => ({}),
    },
  ]),
)

const Bracket = Node.create({
  name: 'bracket',
  group: 'inline',
  inline: true,
  // Without `+`: two people may each delete the other wording of two. See SPEC E15.
  content: 'alternative*',
  addAttributes: () => ({
    id: textAttribute('data-bracket'),
    kind: {
      default: 'unagreed' satisfies BracketKind,
      parseHTML: (element) => {
        const kind = element.getAttribute('data-bracket-kind')
        return isBracketKind(kind) ? kind : 'unagreed'
      },
      renderHTML: () => ({}),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-bracket]' }],
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => [
    'span',
    { ...HTMLAttributes, 'data-bracket': String(attrs.id), 'data-bracket-kind': String(attrs.kind) },
    0,
  ],
})

const Alternative = Node.create({
  name: 'alternative',
  inline: true,
  content: 'inline*',
  addAttributes: () => ({ id: textAttribute('data-alternative'), ...supporters }),
  parseHTML: () => [{ tag: 'span[data-alternative]' }],
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => {
    const countries = supporterCountries.filter((country) => attrs[country] === true).join(', ')
    return [
      'span',
      {
        ...HTMLAttributes,
        'data-alternative': String(attrs.id),
        ...(countries === '' ? {} : { 'data-supporters': countries }),
      },
      0,
    ]
  },
})

const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  content: 'text*',
  addAttributes: () => ({ id: textAttribute('data-footnote') }),
  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => [
    'span',
    { role: 'note', ...HTMLAttributes, 'data-footnote': String(attrs.id) },
    0,
  ],
})

/** Nodes inside a line that hold text of their own. */
export const inlineNodes: Extensions = [Bracket, Alternative, Footnote]
