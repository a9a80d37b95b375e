import type { Command, Transition, TransitionContext } from './command.ts'
import type { CountryCode } from './country.ts'
import { next, no } from './next-position.ts'
import type { Person } from './people.ts'
import { can, isLocked, type PermissionSubject } from './permissions.ts'
import { isOver, type Position, type VersionReference } from './position.ts'
import type { Refusal } from './refusals.ts'
import type { Result } from './result.ts'
import { hasWorkedHours, isHourOfSilence } from './working-days.ts'

/** What the text of a corrigendum says it is; another number means that it is read in another way. */
export const corrigendumFormat = 'samsyn-corrigendum-1'

/** How much of days on which all parties are at work leads have to object. */
const leastHours = 24
const hour = 60 * 60 * 1000
/** Within so many hours there is a lawful deadline, whatever holidays there are. */
const searchedHours = 60 * 24

/** The words of a corrigendum, in one piece: its canonical JSON (RFC 8785) is what its hash is taken over. */
export interface CorrigendumText {
  readonly format: typeof corrigendumFormat
  readonly corrigendumId: string
  readonly position: { readonly id: string; readonly title: string }
  readonly release: { readonly id: string; readonly reference: string }
  /** The released text, which stays as it is. */
  readonly version: VersionReference
  readonly section: { readonly id: string; readonly title: string }
  /** The words of that section as they were released, … */
  readonly passage: string
  /** … and as they are to be read. */
  readonly reading: string
  readonly reason: string
}

/** Why nobody's silence was taken for consent in the end. */
export const lapseReasons = ['not_in_force', 'locked', 'lead_missing', 'outage'] as const

export type LapseReason = (typeof lapseReasons)[number]

export type CorrigendumEnding =
  /** `number` counts the corrigenda of a release in the order in which they were issued. */
  | { readonly kind: 'issued'; readonly number: number; readonly at: string }
  | {
      readonly kind: 'objected'
      readonly objectionId: string
      readonly country: CountryCode
      readonly personId: string
      /** The lead in whose stead it was objected; null for the person's own right. */
      readonly deputyFor: string | null
      readonly reason: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
      readonly at: string
    }
  | { readonly kind: 'withdrawn'; readonly personId: string; readonly at: string }
  | { readonly kind: 'lapsed'; readonly why: LapseReason; readonly at: string }

/**
 * The correction of a slip in a final text. The final text and its hash stay; this is a document of its own, whose words never change.
 *
 * ```text
 * propose ─▶ running ─┬─ deadline, nobody objected ───────────▶ issued
 *                     ├─ one objection ───────────────────────▶ objected
 *                     ├─ withdrawn by who proposed it ────────▶ withdrawn
 *                     └─ final text no longer in force, locked
 *                        meanwhile, an outage, a party without
 *                        a lead ─────────────────────────────▶ lapsed
 * ```
 */
export interface Corrigendum {
  readonly id: string
  readonly text: CorrigendumText
  /** Lower-case hexadecimal SHA-256 of the canonical JSON of `text`. */
  readonly contentHash: string
  /** Until then leads may object. */
  readonly deadline: string
  readonly proposedBy: string
  readonly proposedAt: string
  /** Null while its period runs. */
  readonly ending: CorrigendumEnding | null
}

export interface IssuedCorrigendum extends Corrigendum {
  readonly ending: Extract<CorrigendumEnding, { kind: 'issued' }>
}

export const corrigendumStates = ['running', 'issued', 'objected', 'withdrawn', 'lapsed'] as const

export type CorrigendumState = (typeof corrigendumStates)[number]

export function corrigendumState({ ending }: Pick<Corrigendum, 'ending'>): CorrigendumState {
  return ending?.kind ?? 'running'
}

/** The corrigenda that are read together with a final text, in the order in which they were issued. */
export function issuedCorrigenda(corrigenda: readonly Corrigendum[]): readonly IssuedCorrigendum[] {
  return corrigenda.filter(isIssued).toSorted((one, other) => one.ending.number - other.ending.number)
}

function isIssued(corrigendum: Corrigendum): corrigendum is IssuedCorrigendum {
  return corrigendum.ending?.kind === 'issued'
}

/** Whether a person takes a corrigendum back: who proposed it, and whoever may issue final texts here. */
export function mayWithdrawCorrigendum(
  person: Person,
  { proposedBy }: Pick<Corrigendum, 'proposedBy'>,
  subject: PermissionSubject,
  now: string,
): boolean {
  if (!can(person, 'corrigendum.propose', subject, now)) return false
  return person.id === proposedBy || can(person, 'release.issue', subject, now)
}

/** Why leads cannot be asked until this deadline; null where they can. */
export function corrigendumDeadlineFault(
  { now, deadline }: { readonly now: string; readonly deadline: string },
  parties: readonly CountryCode[],
): 'corrigendum_too_short' | 'corrigendum_hours' | null {
  if (!isHourOfSilence(deadline)) return 'corrigendum_hours'
  return hasWorkedHours({ from: now, to: deadline }, parties, leastHours) ? null : 'corrigendum_too_short'
}

/** The first full hour until which leads can be asked from now on. */
export function earliestCorrigendumDeadline(now: string, parties: readonly CountryCode[]): string {
  const first = Math.ceil((Date.parse(now) + leastHours * hour) / hour)
  for (let hours = first; hours < first + searchedHours; hours += 1) {
    const deadline = new Date(hours * hour).toISOString()
    if (corrigendumDeadlineFault({ now, deadline }, parties) === null) return deadline
  }
  throw new Error(`No hour for a corrigendum of ${parties.join(', ')} after ${now}`)
}

/** Puts the correction of a slip before the leads of all parties. */
export function proposeCorrigendum(
  position: Position,
  {
    corrigendum: { id, text, contentHash },
    deadline,
    timesInSection,
    others,
    partiesWithoutLead,
  }: Extract<Command, { type: 'propose_corrigendum' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  const { release, version, passage, reading, reason } = text
  if (!isInForce(position, release.id)) return no('state_conflict')
  if (reason.trim() === '') return no('reason_required')
  if (plain(passage) === plain(reading)) return no('corrigendum_empty')
  if (timesInSection !== 1) return no('words_not_once')
  const standing = others.filter(({ ending }) => ending === null || ending.kind === 'issued')
  if (standing.some((other) => overlap(other.text, text))) return no('corrigendum_overlaps')
  if (partiesWithoutLead.length > 0) return no('corrigendum_lead_missing')
  if (Date.parse(deadline) <= Date.parse(now)) return no('deadline_not_in_future')
  const fault = corrigendumDeadlineFault({ now, deadline }, position.parties)
  if (fault !== null) return no(fault)
  return next(position, [
    {
      type: 'corrigendum.proposed',
      corrigendumId: id,
      releaseId: release.id,
      contentHash: version.contentHash,
      corrigendumHash: contentHash,
      deadline,
    },
  ])
}

/** A party's lead objects: with the first objection it is over. What is wrong then is a matter of a new version. */
export function objectToCorrigendum(
  position: Position,
  {
    corrigendum,
    objectionId,
    country,
    deputyFor,
    reason,
    statementHash,
  }: Extract<Command, { type: 'object_to_corrigendum' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (corrigendum.ending !== null) return no('corrigendum_over')
  if (!isInForce(position, corrigendum.text.release.id)) return no('state_conflict')
  if (Date.parse(now) >= Date.parse(corrigendum.deadline)) return no('deadline_passed')
  if (!position.parties.includes(country)) return no('not_a_party')
  if (reason.trim() === '') return no('reason_required')
  return next(position, [
    {
      type: 'corrigendum.objected',
      ...told(corrigendum),
      objectionId,
      country,
      deputyFor,
      statementHash,
    },
  ])
}

/** It is taken back before its period is over. */
export function withdrawCorrigendum(
  position: Position,
  { corrigendum }: Extract<Command, { type: 'withdraw_corrigendum' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (corrigendum.ending !== null) return no('corrigendum_over')
  if (!isInForce(position, corrigendum.text.release.id)) return no('state_conflict')
  if (Date.parse(now) >= Date.parse(corrigendum.deadline)) return no('deadline_passed')
  return next(position, [{ type: 'corrigendum.withdrawn', ...told(corrigendum) }])
}

/** The end that comes by itself: at the deadline it is issued; where it can no longer be, it lapses, at once if its text went out of force. */
export function endCorrigendum(
  position: Position,
  {
    corrigendum,
    issued,
    wasLocked,
    partiesWithoutLead,
    lost = 0,
  }: Extract<Command, { type: 'end_corrigendum' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (corrigendum.ending !== null) return no('corrigendum_over')
  // Nobody can read it, nor object.
  if (isLocked(position, null)) return no('spill_locked')
  const lapsed = (why: LapseReason) =>
    next(position, [{ type: 'corrigendum.lapsed', ...told(corrigendum), why }])
  if (!isInForce(position, corrigendum.text.release.id)) return lapsed('not_in_force')
  if (Date.parse(now) < Date.parse(corrigendum.deadline)) return no('state_conflict')
  if (wasLocked) return lapsed('locked')
  if (partiesWithoutLead.length > 0) return lapsed('lead_missing')
  // Who could not reach the server could not object.
  if (lost > 0) return lapsed('outage')
  return next(position, [{ type: 'corrigendum.issued', ...told(corrigendum), number: issued + 1 }])
}

/** What a command made of a corrigendum, as it is kept; null where it ended none. */
export function corrigendumEndingOf(
  command: Command,
  { position, events }: Pick<Transition, 'position' | 'events'>,
  { now, personId }: TransitionContext,
): CorrigendumEnding | null {
  for (const event of events) {
    switch (event.type) {
      case 'corrigendum.issued':
        return { kind: 'issued', number: event.number, at: now }
      case 'corrigendum.lapsed':
        return { kind: 'lapsed', why: event.why, at: now }
      case 'corrigendum.withdrawn':
        return { kind: 'withdrawn', personId, at: now }
      case 'corrigendum.objected': {
        if (command.type !== 'object_to_corrigendum')
          throw new Error(`${command.type} objects to nothing in ${position.id}`)
        const { objectionId, country, deputyFor, reason, statementHash } = command
        return { kind: 'objected', objectionId, country, personId, deputyFor, reason, statementHash, at: now }
      }
      default:
    }
  }
  return null
}

/** Whether a final text is one that corrigenda are for: in force, and used. */
function isInForce({ releaseInForce, suspendedBy, life }: Position, releaseId: string): boolean {
  return releaseInForce === releaseId && suspendedBy.length === 0 && !isOver(life)
}

function overlap(one: CorrigendumText, other: CorrigendumText): boolean {
  if (one.section.id !== other.section.id) return false
  const [first, second] = [plain(one.passage), plain(other.passage)]
  return first.includes(second) || second.includes(first)
}

function plain(words: string): string {
  return words.replace(/\s+/gu, ' ').trim()
}

function told({ id, text, contentHash }: Corrigendum) {
  return {
    corrigendumId: id,
    releaseId: text.release.id,
    contentHash: text.version.contentHash,
    corrigendumHash: contentHash,
  }
}
