import { type CountryCode, holdsRole, isCalledOff, type Person } from '@samsyn/domain'
import type { DeskItem, PositionSummary } from '@samsyn/protocol'

type Waiting = Pick<DeskItem, 'kind' | 'due'> & {
  readonly threadId?: string
  readonly versionNumber?: number
  readonly contributors?: readonly CountryCode[]
}

/** What waits for a person of the report from a position's meeting. */
export type ReportWaiting = 'report' | 'consolidate' | 'note_report'

/** A corrigendum that runs: until when leads may object, and the version of its final text. */
export interface CorrigendumWaiting {
  readonly due: string
  readonly versionNumber: number
}

/** The delegations whose contributions to a position wait for a person, to be sent or to be answered. */
export interface ContributionsWaiting {
  readonly send: readonly CountryCode[]
  readonly answer: readonly CountryCode[]
}

/**
 * What waits for a person, soonest first: what only they can do comes from their abilities, what they should read
 * comes from their role, and what they should answer from the threads that mention them and from contributions. `awaited` has the
 * first such thread of a position, `contributions` what waits of those,
 * `reminded` when the person's country was last reminded of its decision, `reports` what waits of the report from its meeting, `corrigenda`
 * the one of those that run that ends first, each by the position's id, `purges` the positions of which the person may confirm one. Pure.
 */
export function waitingFor(
  person: Person,
  positions: readonly PositionSummary[],
  {
    now,
    awaited,
    contributions,
    reminded,
    reports,
    corrigenda,
    purges,
  }: {
    readonly now: string
    readonly awaited: ReadonlyMap<string, string>
    readonly contributions: ReadonlyMap<string, ContributionsWaiting>
    readonly reminded: ReadonlyMap<string, string>
    readonly reports: ReadonlyMap<string, ReportWaiting>
    readonly corrigenda: ReadonlyMap<string, CorrigendumWaiting>
    readonly purges: ReadonlySet<string>
  },
): DeskItem[] {
  const isDelegate = holdsRole(person, 'delegate', now) && !holdsRole(person, 'lead', now)
  const runsRounds = holdsRole(person, 'secretariat', now)
  return positions
    .flatMap((position) =>
      [
        ...handlingOf(position, purges),
        ...reportIn(position, reports),
        ...(isLocked(position)
          ? []
          : [
              ...corrigendumIn(position, { corrigenda, runsRounds }),
              ...reconfirmationIn(position, runsRounds),
            ]),
        ...(isPast(position, now) || isLocked(position)
          ? []
          : [
              ...answersIn(position, awaited),
              ...contributionsIn(position, contributions),
              ...waitingIn(position, { person, isDelegate, runsRounds }),
            ]),
      ].map(({ contributors = [], ...waiting }) => ({
        threadId: null,
        versionNumber: null,
        remindedAt: waiting.kind === 'decide' ? (reminded.get(position.id) ?? null) : null,
        ...waiting,
        contributors: [...contributors],
        position,
      })),
    )
    .sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'))
}

/** A report of classified information waits for whoever deals with it, and a purge for whoever confirms it, whatever else does. */
function handlingOf({ id, locks }: PositionSummary, purges: ReadonlySet<string>): Waiting[] {
  if (purges.has(id)) return [{ kind: 'confirm_purge', due: null }]
  return locks.some(({ mayHandle }) => mayHandle) ? [{ kind: 'handle_spill', due: null }] : []
}

/** The report from a meeting waits after it, when nothing else does. */
function reportIn({ id }: PositionSummary, reports: ReadonlyMap<string, ReportWaiting>): Waiting[] {
  const kind = reports.get(id)
  return kind === undefined ? [] : [{ kind, due: null }]
}

/** A corrigendum that runs, also after the meeting. */
function corrigendumIn(
  { id, abilities }: PositionSummary,
  {
    corrigenda,
    runsRounds,
  }: { readonly corrigenda: ReadonlyMap<string, CorrigendumWaiting>; readonly runsRounds: boolean },
): Waiting[] {
  const running = corrigenda.get(id)
  if (running === undefined) return []
  if (abilities.objectToCorrigendum) return [{ kind: 'object_to_corrigendum', ...running }]
  return runsRounds && abilities.proposeCorrigendum ? [{ kind: 'corrigendum_runs', ...running }] : []
}

/** What is asked since a meeting was put off, until its new date where that is known. */
function reconfirmationIn(
  { abilities, postponement, meeting }: PositionSummary,
  runsRounds: boolean,
): Waiting[] {
  if (!postponement) return []
  const { versionNumber } = postponement
  const due = dateOf(meeting)
  if (abilities.reconfirm) return [{ kind: 'reconfirm', due, versionNumber }]
  return runsRounds && postponement.waiting.length > 0 ? [{ kind: 'reconfirm_runs', due, versionNumber }] : []
}

/** When a meeting begins; null where nobody knows, or it does not take place. */
function dateOf(meeting: PositionSummary['meeting']): string | null {
  return meeting === null || isCalledOff(meeting) ? null : meeting.startsAt
}

/** Nothing else waits in a joint text that nobody may read. */
function isLocked({ locks }: PositionSummary): boolean {
  return locks.some(({ country }) => country === null)
}

function answersIn(position: PositionSummary, awaited: ReadonlyMap<string, string>): Waiting[] {
  const threadId = awaited.get(position.id)
  return threadId === undefined
    ? []
    : [{ kind: 'answer', due: position.openRound?.deadline ?? dateOf(position.meeting), threadId }]
}

function contributionsIn(
  { id, meeting }: PositionSummary,
  contributions: ReadonlyMap<string, ContributionsWaiting>,
): Waiting[] {
  const { send = [], answer = [] } = contributions.get(id) ?? {}
  const due = dateOf(meeting)
  const items: readonly Waiting[] = [
    { kind: 'send_contribution', due, contributors: send },
    { kind: 'contribution', due, contributors: answer },
  ]
  return items.filter(({ contributors = [] }) => contributors.length > 0)
}

function waitingIn(
  position: PositionSummary,
  who: { readonly person: Person; readonly isDelegate: boolean; readonly runsRounds: boolean },
): Waiting[] {
  const { abilities, openRound, status } = position
  const due = dateOf(position.meeting)
  const { country } = who.person
  const holdsThePen = country === position.penholder || who.runsRounds
  if (openRound) {
    if (abilities.decide && country && openRound.missing.includes(country)) {
      return [{ kind: 'decide', due: openRound.deadline }]
    }
    return holdsThePen && abilities.reopenDraft && openRound.missing.length > 0
      ? [{ kind: 'chase', due: openRound.deadline }]
      : []
  }
  if (abilities.openRound) return [{ kind: 'open_round', due }]
  if (abilities.confirmTerms && country && position.awaitsConfirmation.includes(country))
    return [{ kind: 'confirm', due }]
  if (holdsThePen && abilities.remind && position.awaitsConfirmation.length > 0)
    return [{ kind: 'chase_terms', due }]
  if (abilities.release) return [{ kind: 'release', due }]
  const isAgreed = status === 'agreed' || status === 'agreed_with_reservations'
  // Nothing of an agreed text waits for anybody, and still it cannot be released: too few stand behind it.
  const isLeft = isAgreed && position.awaitsConfirmation.length === 0
  if (isLeft && abilities.reopenDraft) return [{ kind: 'reissue', due }]
  if (status === 'not_agreed' && abilities.reopenDraft) return [{ kind: 'reopen', due }]
  if (abilities.startCoordination) return [{ kind: 'start_coordination', due }]
  if (status === 'in_coordination' && abilities.editDraft) return [{ kind: 'draft', due }]
  if (status === 'released' && position.suspendedBy.length > 0 && holdsThePen && abilities.reopenDraft)
    return [{ kind: 'reissue', due }]
  if (status === 'released' && who.isDelegate)
    return [{ kind: position.suspendedBy.length > 0 ? 'suspended' : 'read', due }]
  return []
}

function isPast({ meeting, openRound }: PositionSummary, now: string): boolean {
  return (
    openRound === null &&
    meeting !== null &&
    meeting.status !== 'postponed' &&
    Date.parse(meeting.endsAt) < Date.parse(now)
  )
}
