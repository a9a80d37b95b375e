import type { NamedChange } from './changes.ts'
import type { FoundPassage } from './places.ts'
import { childrenOf, textIn, type XmlElement } from './xml.ts'

/** A comment of a file with its replies. */
export interface WordThread {
  /** Where it stands in the text, by lines with content, as the editor counts; null for the whole of it. */
  readonly passage: FoundPassage | null
  readonly isClosed: boolean
  /** Oldest first; never empty. Who said them is what the file says. */
  readonly comments: readonly (NamedChange & { readonly text: string })[]
}

interface Read {
  readonly id: string
  /** What the extended part calls it. */
  readonly paragraphId: string | undefined
  readonly said: NamedChange & { readonly text: string }
}

/** The comments of a file, replies with what they reply to. */
export function readThreads(
  part: XmlElement | null,
  extended: XmlElement | null,
  passages: ReadonlyMap<string, FoundPassage>,
): readonly WordThread[] {
  const more = new Map(
    childrenOf(extended ?? undefined, 'w15:commentEx').map(({ attributes }) => [
      attributes['w15:paraId'],
      attributes,
    ]),
  )
  const comments = childrenOf(part ?? undefined, 'w:comment').map(readComment)
  const byParagraph = new Map(
    comments.flatMap((each) => (each.paragraphId ? [[each.paragraphId, each] as const] : [])),
  )
  const parentOf = ({ paragraphId }: Read) =>
    byParagraph.get(more.get(paragraphId)?.['w15:paraIdParent'] ?? '')
  const rootOf = (comment: Read) => {
    let root = comment
    for (let steps = 0; steps < comments.length; steps += 1) root = parentOf(root) ?? root
    return root
  }
  return comments
    .filter((comment) => rootOf(comment) === comment)
    .map((root) => ({
      passage: passages.get(root.id) ?? null,
      isClosed: more.get(root.paragraphId)?.['w15:done'] === '1',
      comments: comments.filter((comment) => rootOf(comment) === root).map(({ said }) => said),
    }))
    .filter((thread) => thread.comments.some(({ text }) => text !== ''))
}

function readComment(comment: XmlElement): Read {
  const { attributes } = comment
  const paragraphs = childrenOf(comment, 'w:p')
  const date = attributes['w:date'] ?? ''
  return {
    id: attributes['w:id'] ?? '',
    paragraphId: paragraphs.at(-1)?.attributes['w14:paraId'],
    said: {
      author: attributes['w:author']?.trim() ?? '',
      at: Number.isNaN(Date.parse(date)) ? null : date,
      text: paragraphs.map(textIn).join('\n').trim(),
    },
  }
}
