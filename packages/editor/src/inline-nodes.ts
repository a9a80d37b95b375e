import { type Attribute, type Extensions, Node } from '@tiptap/core'
import { textAttribute } from './attributes.ts'
import {
  type BracketJson,
  type BracketKind,
  isBracketKind,
  type SupporterCountry,
  supporterCountries,
} from './doc-json.ts'
import { inlineText } from './reading.ts'

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
  renderText: ({ node, pos, ...asked }) => {
    // Tiptap says which stretch it asks for; its type does not.
    const { range } = asked as { readonly range?: { readonly from: number; readonly to: number } }
    const isWhole = range === undefined || (range.from <= pos && range.to >= pos + node.nodeSize)
    // Of the schema. A part of it is a part of one wording (rule E112), and that is mere text.
    if (isWhole) return inlineText([node.toJSON() as BracketJson])
    const inside = (place: number) => Math.min(Math.max(place - pos - 1, 0), node.content.size)
    return node.textBetween(inside(range.from), inside(range.to))
  },
})

const Alternative = Node.create({
  name: 'alternative',
  inline: true,
  content: 'inline*',
  addAttributes: () => ({ id: textAttribute('data-alternative'), ...supporters }),
  parseHTML: () => [{ tag: 'span[data-alternative]' }, { tag: 'span[data-sign]', ignore: true }],
  // With the signs, so that what is copied into a letter stands in its brackets there.
  renderHTML: ({ node: { attrs, childCount }, HTMLAttributes }) => {
    const countries = supporterCountries.filter((country) => attrs[country] === true).join(', ')
    return [
      'span',
      {
        ...HTMLAttributes,
        'data-alternative': String(attrs.id),
        ...(countries === '' ? {} : { 'data-supporters': countries }),
      },
      ['span', { 'data-sign': '' }, countries === '' ? '[' : `[${countries}: `],
      ['span', {}, 0],
      ['span', { 'data-sign': '' }, childCount === 0 ? '–] ' : '] '],
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
