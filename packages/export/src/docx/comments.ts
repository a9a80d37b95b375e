import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  type ICommentOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { DocxThread } from './facts.ts'
import { cleanText } from './text.ts'

/** The beginning or the end of the passage of a thread, so far into its line. */
export interface CommentEdge {
  readonly offset: number
  readonly isEnd: boolean
  /** The numbers of the thread's comments. */
  readonly ids: readonly number[]
}

/** The comments of a file, replies to the first of their thread. */
export function commentOptions(threads: readonly DocxThread[]): readonly ICommentOptions[] {
  return numbered(threads).flatMap(({ thread, ids }) =>
    thread.comments.map(({ author, at, text }, index) => ({
      id: idAt(ids, index),
      author,
      initials: initials(author),
      date: new Date(at),
      ...(index === 0 ? {} : { parentId: idAt(ids, 0) }),
      resolved: thread.isClosed,
      children: [
        ...(index === 0 && thread.lostQuote !== null
          ? [
              new Paragraph({
                children: [new TextRun({ text: `“${cleanText(thread.lostQuote)}”`, italics: true })],
              }),
            ]
          : []),
        ...text.split(/\r\n|\r|\n/).map((line) => new Paragraph(cleanText(line))),
      ],
    })),
  )
}

/** Where comments begin and end, by line. */
export function edgesByLine(threads: readonly DocxThread[]): ReadonlyMap<number, readonly CommentEdge[]> {
  const edges = new Map<number, CommentEdge[]>()
  const add = (line: number, edge: CommentEdge) => {
    edges.set(line, [...(edges.get(line) ?? []), edge])
  }
  for (const { thread, ids } of numbered(threads)) {
    if (!thread.passage) continue
    const { from, to } = thread.passage
    add(from.line, { offset: from.offset, isEnd: false, ids })
    add(to.line, { offset: to.offset, isEnd: true, ids })
  }
  return edges
}

/** The marks of the threads that are about the whole text, to stand around its title. */
export function marksOfWhole(threads: readonly DocxThread[]): {
  readonly before: readonly ParagraphChild[]
  readonly behind: readonly ParagraphChild[]
} {
  const edges = numbered(threads).flatMap(({ thread, ids }) => (thread.passage ? [] : [ids]))
  return {
    before: edges.flatMap((ids) => edgeMarks({ offset: 0, isEnd: false, ids })),
    behind: edges.flatMap((ids) => edgeMarks({ offset: 0, isEnd: true, ids })),
  }
}

/** What Word wants at an edge: each comment of the thread has its own range and, behind it, its reference. */
export function edgeMarks({ isEnd, ids }: CommentEdge): readonly ParagraphChild[] {
  return isEnd
    ? ids.flatMap((id) => [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })])
    : ids.map((id) => new CommentRangeStart(id))
}

function numbered(threads: readonly DocxThread[]) {
  let next = 0
  return threads.map((thread) => ({ thread, ids: thread.comments.map(() => next++) }))
}

function idAt(ids: readonly number[], index: number): number {
  const id = ids[index]
  if (id === undefined) throw new Error('A comment has no number')
  return id
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map(([letter = '']) => letter.toUpperCase())
    .filter((letter) => /\p{L}/u.test(letter))
    .join('')
    .slice(0, 3)
}
