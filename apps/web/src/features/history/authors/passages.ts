import type { DraftAuthorship, Writer } from '@samsyn/protocol'
import type { Node } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import type { AuthorshipIndex } from './authorship-index.ts'
import { textIds } from './text-ids.ts'

/** A passage of the editor's document by one author. */
export interface AuthorPassage {
  readonly from: number
  readonly to: number
  /** Undefined while nobody knows. */
  readonly author: Writer | undefined
  /** Who put it where it stands, if that is somebody else. */
  readonly movedBy: Writer | null
  /** When it was written, from and to, in minutes since 1970; null for just now. */
  readonly minutes: readonly [from: number, to: number] | null
}

/** Words that one person took from another. */
export interface Taken {
  readonly text: string
  readonly by: Writer | null
  readonly at: string
  readonly from: Writer | null
  /** The character they stood behind; null at the beginning of the text. */
  readonly after: DraftAuthorship['taken'][number]['after']
}

/** Words that were taken, and where they stood. */
export interface TakenPlace {
  readonly at: number
  readonly taken: Taken
}

/** What one wrote with pauses of no more minutes than these is one passage. */
const together = 10

/** The passages of people in a document, or in the lines that a range touches; what the server wrote is nobody's. */
export function passagesIn(
  doc: Node,
  fragment: Y.XmlFragment,
  index: AuthorshipIndex,
  range?: { readonly from: number; readonly to: number },
): readonly AuthorPassage[] {
  const passages: AuthorPassage[] = []
  for (const { from: start, client, clock, text } of textIds(doc, fragment, range)) {
    let from = start
    for (const { length, written } of index.stretches(client, clock, text.length)) {
      const to = from + length
      if (written === null || written.author !== null) {
        const minutes =
          written?.minute === null || !written ? null : ([written.minute, written.minute] as const)
        const next = {
          from,
          to,
          author: written?.author ?? undefined,
          movedBy: written?.movedBy ?? null,
          minutes,
        }
        const joined = join(passages.at(-1), next)
        if (joined) passages[passages.length - 1] = joined
        else passages.push(next)
      }
      from = to
    }
  }
  return passages
}

/** Two passages as one, where they are beside each other and of one author and about one time; else null. */
export function join(one: AuthorPassage | undefined, other: AuthorPassage): AuthorPassage | null {
  if (one?.to !== other.from || one.author?.id !== other.author?.id) return null
  if (one.movedBy?.id !== other.movedBy?.id) return null
  const { from } = one
  if (one.minutes === null || other.minutes === null) {
    return one.minutes === other.minutes ? { ...other, from } : null
  }
  const first = Math.min(one.minutes[0], other.minutes[0])
  const last = Math.max(one.minutes[1], other.minutes[1])
  const pause = Math.max(other.minutes[0] - one.minutes[1], one.minutes[0] - other.minutes[1])
  return pause <= together ? { ...other, from, minutes: [first, last] } : null
}

/** What was taken, with the people by name. */
export function takenWords({ writers, taken }: DraftAuthorship): readonly Taken[] {
  const writerAt = (place: number | null) => (place === null ? null : (writers[place] ?? null))
  return taken.map(({ text, written, removed, after }) => ({
    text,
    by: writerAt(removed.writer),
    at: removed.at,
    from: writerAt(written.writer),
    after,
  }))
}

/** Where words were taken from others, as far as the place they stood behind is still there. */
export function takenPlaces(
  doc: Node,
  fragment: Y.XmlFragment,
  taken: readonly Taken[],
): readonly TakenPlace[] {
  if (taken.length === 0) return []
  const wanted = Map.groupBy(taken, ({ after }) => after?.client ?? null)
  const places: TakenPlace[] = []
  let isFirst = true
  for (const { from, client, clock, text } of textIds(doc, fragment)) {
    if (isFirst) places.push(...(wanted.get(null) ?? []).map((each) => ({ at: from, taken: each })))
    isFirst = false
    for (const each of wanted.get(client) ?? []) {
      const offset = (each.after?.clock ?? -1) - clock
      if (offset >= 0 && offset < text.length) places.push({ at: from + offset + 1, taken: each })
    }
  }
  return places
}
