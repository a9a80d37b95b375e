import type { DocJson, FootnoteJson } from '@samsyn/editor'
import type { IssuedCorrigendum } from '@samsyn/protocol'

/** What marks a passage that is to be read otherwise: a place in the line that the reader draws as a mark, and no word of the text. */
export function corrigendumMarkId(number: number): string {
  return `corrigendum-${number}`
}

interface AnyNode {
  readonly type: string
  readonly text?: string
  readonly content?: readonly AnyNode[]
}

/** A text as it is printed, with a mark behind each passage that a corrigendum is about. Its own words stay as they are. */
export function withCorrigendumMarks(
  doc: DocJson,
  corrigenda: readonly Pick<IssuedCorrigendum, 'number' | 'section' | 'passage'>[],
): DocJson {
  if (corrigenda.length === 0) return doc
  return {
    ...doc,
    content: doc.content.map((section) => {
      const [title, ...blocks] = section.content
      const own = corrigenda.filter((each) => each.section.id === section.attrs.id)
      // What is put in is an inline of the schema, so each block stays one.
      const marked = own.reduce<readonly AnyNode[]>(
        (all, each) => all.map((block) => marking(block, each)),
        blocks,
      )
      return { ...section, content: [title, ...(marked as typeof blocks)] }
    }),
  }
}

function marking(node: AnyNode, { number, passage }: Pick<IssuedCorrigendum, 'number' | 'passage'>): AnyNode {
  const { content } = node
  if (!content) return node
  if (!content.some(({ type }) => type === 'text'))
    return { ...node, content: content.map((inner) => marking(inner, { number, passage })) }
  const mark: FootnoteJson = { type: 'footnote', attrs: { id: corrigendumMarkId(number) } }
  const end = endOf(content, passage)
  return end === null ? node : { ...node, content: withAt(content, end, mark) }
}

/** How far into a line, in characters of its text, a passage ends that stands in it with nothing between. */
function endOf(content: readonly AnyNode[], passage: string): number | null {
  let before = 0
  let stretch = ''
  for (const { text } of [...content, { text: undefined }]) {
    if (text !== undefined) {
      stretch += text
      continue
    }
    const index = stretch.indexOf(passage)
    if (index >= 0) return before + index + passage.length
    before += stretch.length
    stretch = ''
  }
  return null
}

function withAt(content: readonly AnyNode[], end: number, mark: AnyNode): readonly AnyNode[] {
  let left = end
  let isPut = false
  return content.flatMap((node) => {
    const { text } = node
    if (text === undefined || isPut) return [node]
    if (left > text.length) {
      left -= text.length
      return [node]
    }
    isPut = true
    const rest = text.slice(left)
    return [{ ...node, text: text.slice(0, left) }, mark, ...(rest === '' ? [] : [{ ...node, text: rest }])]
  })
}
