import type * as Y from 'yjs'
import type { Mark } from './attribution.ts'
import type { AuthoredPiece } from './moved-text.ts'
import type { Touch } from './pieces.ts'
import type { SectionName } from './section-names.ts'

/** A stretch of time in which one person wrote in a draft without a long pause. */
export interface WorkSession {
  /** Null for the server. */
  readonly personId: string | null
  /** Instants of the first and of the last entry. */
  readonly from: string
  readonly to: string
  /** Characters that the person wrote, removed, and put somewhere else. */
  readonly written: number
  readonly removed: number
  readonly moved: number
  /** The sections that were touched, in the order of the text. */
  readonly sections: readonly SectionName[]
}

/** What the sessions of a draft are made of. */
export interface Work {
  /** Who made each entry of the log, and when. */
  readonly entries: readonly Mark[]
  readonly pieces: readonly AuthoredPiece[]
  readonly touches: readonly Touch[]
  readonly names: ReadonlyMap<Y.XmlElement, SectionName>
}

/** So long a pause, in milliseconds, ends a session. */
const longPause = 10 * 60_000

interface Counted {
  readonly personId: string | null
  readonly from: string
  to: string
  written: number
  removed: number
  moved: number
  readonly sections: Set<Y.XmlElement>
}

/** The sessions of work in a draft, in the order of their ends. None goes on over the instant `splitAt`. */
export function workSessionsOf(
  { entries, pieces, touches, names }: Work,
  splitAt: string | null,
): readonly WorkSession[] {
  const { sessions, sessionOf } = divided(entries, splitAt)
  for (const { length, section, written, removed, author, isMovedAway } of pieces) {
    const writer = sessionOf(written.entry)
    if (section) writer.sections.add(section)
    if (author.entry === written.entry) writer.written += length
    else writer.moved += length
    if (!removed) continue
    const remover = sessionOf(removed.entry)
    if (section) remover.sections.add(section)
    if (!isMovedAway) remover.removed += length
  }
  for (const { entry, section } of touches) sessionOf(entry).sections.add(section)
  return sessions
    .map(({ sections, ...session }) => ({ ...session, sections: named(sections, names) }))
    .sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)))
}

function divided(entries: readonly Mark[], splitAt: string | null) {
  const sessions: Counted[] = []
  const byEntry: Counted[] = []
  const latest = new Map<string | null, Counted>()
  for (const { personId, at } of entries) {
    const last = latest.get(personId)
    const pause = last ? Math.abs(Date.parse(at) - Date.parse(last.to)) : Number.POSITIVE_INFINITY
    if (last && pause <= longPause && (splitAt === null || last.from < splitAt === at < splitAt)) {
      // Where the clock was set back, the session does not become shorter by it.
      if (last.to < at) last.to = at
      byEntry.push(last)
      continue
    }
    const next = {
      personId,
      from: at,
      to: at,
      written: 0,
      removed: 0,
      moved: 0,
      sections: new Set<Y.XmlElement>(),
    }
    sessions.push(next)
    byEntry.push(next)
    latest.set(personId, next)
  }
  const sessionOf = (entry: number): Counted => {
    const session = byEntry[entry]
    if (!session) throw new Error(`The log has no entry ${entry}`)
    return session
  }
  return { sessions, sessionOf }
}

/** Each section once, by its id, in the order in which the names are known. */
function named(
  sections: ReadonlySet<Y.XmlElement>,
  names: ReadonlyMap<Y.XmlElement, SectionName>,
): readonly SectionName[] {
  const found = new Map<string, SectionName>()
  for (const [section, name] of names) if (sections.has(section)) found.set(name.id, name)
  return [...found.values()]
}
