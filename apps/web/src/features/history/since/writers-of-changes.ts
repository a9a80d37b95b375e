import type { EarlierDraft, Writer } from '@samsyn/protocol'
import type { EditorState } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import type { AuthorshipIndex, Written } from '../authors/authorship-index.ts'
import { textIds } from '../authors/text-ids.ts'
import type { ChangesSince } from './changes-since.ts'
import { isOf } from './since-marks.ts'
import type { SinceSpec } from './since-places.ts'

/** Who changed something. */
export interface ChangedBy {
  readonly writers: readonly Writer[]
  /** Whether somebody else may have had a hand in it, whom nobody knows. */
  readonly isPartial: boolean
}

interface Sources {
  /** Who wrote what stands in the text now; null where it could not be told. */
  readonly index: AuthorshipIndex | null
  readonly since: EarlierDraft
}

/** Who changed what: what came by the ids of the text, what went by what the server says of the earlier text. */
export function writersOfChanges(
  state: EditorState,
  decorations: DecorationSet,
  { changes, still }: ChangesSince,
  { index, since }: Sources,
): readonly ChangedBy[] {
  const fragment = (ySyncPluginKey.getState(state) as { readonly type?: Y.XmlFragment } | undefined)?.type
  const lookedAt = Math.floor(Date.parse(since.at) / 60_000)
  let known: ReturnType<typeof removersIn> | null = null
  const movers = () => {
    known ??= still.flatMap((range) => removersIn(since, range)).filter((writer) => writer !== undefined)
    return known
  }
  return changes.map(({ kind }, number) => {
    const writers = new Map<string, Writer>()
    let isPartial = false
    const note = (writer: Writer | null | undefined) => {
      if (writer) writers.set(writer.id, writer)
      else isPartial = true
    }
    for (const { from, to, spec } of decorations.find(undefined, undefined, isOf(number))) {
      const { role, ...more } = spec as SinceSpec
      if (role === 'gone') {
        const removers = 'offsets' in more && more.offsets ? removersIn(since, more.offsets) : [undefined]
        removers.forEach(note)
      } else if (role === 'added' || kind === 'moved') {
        const placers = index && fragment ? placersIn(state, fragment, index, { from, to }) : []
        // New words are news of who wrote them, whoever moved them on; old words of who put them there. Of what moved only
        // those who put others' words there have had a hand in it.
        const fresh = placers.filter(({ minute }) => minute === null || minute >= lookedAt)
        if (role === 'line') placers.flatMap(({ movedBy }) => movedBy ?? []).forEach(note)
        else if (fresh.length > 0) for (const { author } of fresh) note(author)
        else if (placers.length > 0) for (const { author, movedBy } of placers) note(movedBy ?? author)
        else note(undefined)
      }
    }
    // Of two that changed places a comparison names one, and it may be the other that somebody put elsewhere.
    if (kind === 'moved' && writers.size === 0) movers().forEach(note)
    return { writers: [...writers.values()], isPartial: isPartial || writers.size === 0 }
  })
}

/** What is known of some words; the author is undefined where nobody knows, null for the server. */
type Placed = Omit<Written, 'author'> & { readonly author: Writer | null | undefined }

/** Who wrote the words of a range, when, and who put them where they stand. */
function placersIn(
  { doc }: EditorState,
  fragment: Y.XmlFragment,
  index: AuthorshipIndex,
  range: { readonly from: number; readonly to: number },
): readonly Placed[] {
  const found: Placed[] = []
  for (const { from, client, clock, text } of textIds(doc, fragment, range)) {
    const start = Math.max(0, range.from - from)
    const end = Math.min(text.length, range.to - from)
    if (start >= end) continue
    for (const { written } of index.stretches(client, clock + start, end - start)) {
      found.push(written ?? { author: undefined, movedBy: null, minute: null })
    }
  }
  return found
}

/** Who removed what stood between two characters of the earlier text. */
function removersIn(
  { fates, writers }: EarlierDraft,
  [from, to]: readonly [number, number],
): readonly (Writer | null | undefined)[] {
  const found = new Set<Writer | null | undefined>()
  let at = 0
  for (const { length, removed } of fates) {
    if (at >= to) break
    if (at + length > from)
      found.add(removed ? (removed.writer === null ? null : writers[removed.writer]) : undefined)
    at += length
  }
  return [...found]
}
