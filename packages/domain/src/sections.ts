import type { Asking } from './comments.ts'
import type { PositionEvent } from './events.ts'
import type { PagesRefusal } from './own-pages.ts'
import { can } from './permissions.ts'
import type { Position, PositionLife } from './position.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/*
 *        agree                    close
 * open ─────────▶ agreed ────────────────▶ closed
 *  ▲ ▲              │ │                      │
 *  │ └─ text changes┘ │ a bracket is put in  │
 *  │                  ▼                      │
 *  │              bracketed                  │
 *  └───────────── reopen, with a reason ─────┘
 */

/** How far the delegations are with a section, at working level. */
export const sectionStates = ['open', 'bracketed', 'agreed', 'closed'] as const

export type SectionState = (typeof sectionStates)[number]

/** What people do to the state of a section. */
export const sectionActs = ['agree', 'close', 'reopen'] as const

export type SectionAct = (typeof sectionActs)[number]

/** An event that tells of the state of a section. */
export type SectionEvent = Extract<
  PositionEvent,
  { readonly type: 'section.agreed' | 'section.closed' | 'section.reopened' }
>

/** A section of the draft as it stands. */
export interface SectionText {
  readonly id: string
  readonly title: string
  readonly hash: string
  /** Whether a bracket stands in it. */
  readonly isBracketed: boolean
  /** Whether a suggestion waits in it. */
  readonly isSuggestedIn: boolean
}

/** Where a section stands. */
export interface SectionStanding {
  readonly state: SectionState
  /** Whether it says something else than what was agreed or closed last, and was not reopened since. */
  readonly isChanged: boolean
}

/** The last of what was recorded of each section, by its id. */
export function lastOfSections<Recorded extends { readonly event: PositionEvent }>(
  newestFirst: Iterable<Recorded>,
): ReadonlyMap<string, Recorded & { readonly event: SectionEvent }> {
  const last = new Map<string, Recorded & { readonly event: SectionEvent }>()
  for (const recorded of newestFirst)
    if (isOfSection(recorded) && !last.has(recorded.event.sectionId))
      last.set(recorded.event.sectionId, recorded)
  return last
}

function isOfSection<Recorded extends { readonly event: PositionEvent }>(
  recorded: Recorded,
): recorded is Recorded & { readonly event: SectionEvent } {
  const { type } = recorded.event
  return type === 'section.agreed' || type === 'section.closed' || type === 'section.reopened'
}

/** What of the last event of a section its state follows from. */
export type SectionMark =
  | Pick<Extract<SectionEvent, { readonly sectionHash: string }>, 'type' | 'sectionHash'>
  | Pick<Extract<SectionEvent, { readonly reason: string }>, 'type'>

/** Where a section of a text stands by what was recorded of it last; null for nothing. Its hash is asked for only where it matters. */
export function sectionStanding(
  last: SectionMark | null,
  text: Pick<SectionText, 'hash' | 'isBracketed'>,
): SectionStanding {
  const { isBracketed } = text
  const unmarked = isBracketed ? 'bracketed' : 'open'
  if (last === null) return { state: unmarked, isChanged: false }
  switch (last.type) {
    case 'section.reopened':
      return { state: unmarked, isChanged: false }
    case 'section.agreed': {
      const isChanged = isBracketed || last.sectionHash !== text.hash
      return { state: isChanged ? unmarked : 'agreed', isChanged }
    }
    case 'section.closed':
      return { state: 'closed', isChanged: isBracketed || last.sectionHash !== text.hash }
    default:
      return assertNever(last)
  }
}

/** Whether the states of a text's sections can be changed: while its draft is in coordination. */
export function areSectionsMarked(life: PositionLife): boolean {
  return life.status === 'in_coordination'
}

/** What can be done with a section of a text. */
export function sectionActsIn(
  last: SectionMark | null,
  text: Pick<SectionText, 'hash' | 'isBracketed' | 'isSuggestedIn'>,
): readonly SectionAct[] {
  const { state } = sectionStanding(last, text)
  const wasMarked = last !== null && last.type !== 'section.reopened'
  return sectionActs.filter((act) => {
    switch (act) {
      case 'agree':
        return state === 'open' && !text.isSuggestedIn
      case 'close':
        return state === 'agreed'
      case 'reopen':
        return wasMarked
      default:
        return assertNever(act)
    }
  })
}

/** What somebody does to a section: to agree or close it with the hash of what they saw, to reopen it with a reason. */
export type SectionDeed =
  | { readonly act: 'agree' | 'close'; readonly sectionHash: string }
  | { readonly act: 'reopen'; readonly reason: string }

interface Marking extends Asking {
  readonly subject: Position
  /** Null where the text has no such section. */
  readonly text: SectionText | null
  /** What was recorded of it last. */
  readonly last: SectionMark | null
}

/**
 * What is recorded where somebody marks a section as agreed, closes or reopens it. Refuses `not_found`, `forbidden`, `state_conflict`,
 * `reason_required`, `section_unknown`, and of what is not to be agreed or closed `section_changed` and `section_unsettled`.
 */
export function markSection(
  deed: SectionDeed,
  { person, subject, now, text, last }: Marking,
): Result<SectionEvent, PagesRefusal> {
  const asked = mayMarkSection(deed, { person, subject, now })
  if (!asked.ok) return asked
  if (text === null) return refuse({ code: 'section_unknown' })
  const named = { sectionId: text.id, title: text.title }
  const isPossible = sectionActsIn(last, text).includes(deed.act)
  if (deed.act === 'reopen') {
    if (!isPossible) return refuse({ code: 'state_conflict' })
    return ok({ type: 'section.reopened', ...named, reason: deed.reason.trim() })
  }
  if (text.hash !== deed.sectionHash) return refuse({ code: 'section_changed' })
  const isClosed = last?.type === 'section.closed'
  if (!isClosed && (text.isBracketed || text.isSuggestedIn)) return refuse({ code: 'section_unsettled' })
  if (!isPossible) return refuse({ code: 'state_conflict' })
  const type = deed.act === 'agree' ? 'section.agreed' : 'section.closed'
  return ok({ type, ...named, sectionHash: text.hash })
}

/** The right that somebody needs for it. */
export function sectionActionOf({ act }: SectionDeed): 'section.mark' | 'section.reopen' {
  return act === 'reopen' ? 'section.reopen' : 'section.mark'
}

/** What of it can be said before the text is read. */
export function mayMarkSection(
  deed: SectionDeed,
  { person, subject, now }: Asking & { readonly subject: Position },
): Result<null, PagesRefusal> {
  if (!can(person, 'position.read', subject, now)) return refuse({ code: 'not_found' })
  if (!can(person, sectionActionOf(deed), subject, now)) return refuse({ code: 'forbidden' })
  if (!areSectionsMarked(subject.life)) return refuse({ code: 'state_conflict' })
  if (deed.act === 'reopen' && deed.reason.trim() === '') return refuse({ code: 'reason_required' })
  return ok(null)
}
