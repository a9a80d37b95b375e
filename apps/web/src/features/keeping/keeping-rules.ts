import type { MeetingFolder, MeetingSummary } from '@samsyn/protocol'
import type { EntryState } from '../folder/folder-entries.ts'

/** What somebody has seen of a folder, by its positions. */
export type Seen = Readonly<Record<string, SeenEntry>>

/** Of a position its text and state, and what is to be read with that. */
export interface SeenEntry {
  readonly releaseId: string | null
  readonly state: EntryState
  /** Left out where there is no text, and by pages of before. */
  readonly beside?: SeenBeside
}

export interface SeenBeside {
  /** How many there are. */
  readonly corrigenda: number
  /** How many reservations were lifted. */
  readonly lifted: number
  /** The hash of the working translation that counts, by its language. */
  readonly translations: Readonly<Record<string, string>>
}

/** A final text that was replaced by another one of its position. */
export interface ReplacedText {
  readonly releaseId: string
  readonly positionId: string
}

/** A folder as it is kept on a device. */
export interface KeptFolder {
  readonly folder: MeetingFolder
  /** When the server gave it out last, ISO 8601 in UTC. */
  readonly checkedAt: string
  /** Whether somebody asked for it; else it was kept by itself. */
  readonly isByHand: boolean
  /** What of it was on a screen last; null for nothing yet. */
  readonly seen: Seen | null
  /** What is known to have been replaced in it; left out by pages of before. */
  readonly replaced?: readonly ReplacedText[]
}

/** What is known to have been replaced once a folder is renewed: of positions that are in it still. */
export function replacedBy(
  { folder: before, replaced = [] }: Pick<KeptFolder, 'folder' | 'replaced'>,
  folder: MeetingFolder,
): readonly ReplacedText[] {
  const now = new Map(
    folder.agenda.flatMap(({ entries }) =>
      entries.map(({ positionId, release }) => [positionId, release?.id ?? null]),
    ),
  )
  const gone = before.agenda.flatMap(({ entries }) =>
    entries.flatMap(({ positionId, release }) => {
      const isReplaced = release && now.get(positionId) && now.get(positionId) !== release.id
      return isReplaced ? [{ releaseId: release.id, positionId }] : []
    }),
  )
  const known = [
    ...gone,
    ...replaced.filter(({ releaseId }) => gone.every((each) => each.releaseId !== releaseId)),
  ]
  return known.filter(({ releaseId, positionId }) => now.has(positionId) && now.get(positionId) !== releaseId)
}

const day = 86_400_000

/** Nothing stays on a device longer than this after the server was last heard of, or after the meeting. */
const longest = 7 * day
/** Meetings that begin within this are kept by themselves. */
const soon = 7 * day

/** How much is kept at most, of all folders together. */
export const mostBytes = 25_000_000
export const mostFolders = 30

/** Whether a kept folder is to go: the device has been away too long, or the meeting is long over. */
export function isOver(kept: KeptFolder, now: number): boolean {
  return now > goesAt(kept)
}

/** When a kept folder goes by itself, unless the server is heard of before. */
export function goesAt({ checkedAt, folder }: KeptFolder): number {
  return Math.min(Date.parse(checkedAt), Date.parse(folder.endsAt)) + longest
}

/** Whether a meeting is near enough for its folder to be kept by itself. */
export function isSoon(
  { startsAt, endsAt, status }: Pick<MeetingSummary, 'startsAt' | 'endsAt' | 'status'>,
  now: number,
): boolean {
  if (status === 'cancelled' || status === 'postponed') return false
  return Date.parse(startsAt) - now <= soon && Date.parse(endsAt) > now
}

/** How big what is kept of a meeting is. */
export interface KeptSize {
  readonly meetingId: string
  readonly startsAt: string
  readonly isByHand: boolean
  readonly bytes: number
}

/**
 * The folders that must go for another one to fit; null when it does not fit. For what somebody asked for, what was kept by
 * itself goes, the farthest meeting first; nobody's own choice goes for another.
 */
export function whatGoesFor(wanted: KeptSize, kept: readonly KeptSize[]): readonly string[] | null {
  const others = kept.filter(({ meetingId }) => meetingId !== wanted.meetingId)
  const movable = others
    .filter(({ isByHand, startsAt }) => !isByHand && (wanted.isByHand || startsAt > wanted.startsAt))
    .sort((one, other) => other.startsAt.localeCompare(one.startsAt))
  const going: string[] = []
  const fits = () => {
    const staying = others.filter(({ meetingId }) => !going.includes(meetingId))
    const bytes = staying.reduce((sum, each) => sum + each.bytes, wanted.bytes)
    return bytes <= mostBytes && staying.length < mostFolders
  }
  for (const { meetingId } of movable) {
    if (fits()) break
    going.push(meetingId)
  }
  return fits() ? going : null
}
