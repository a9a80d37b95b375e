import { capacityFor, type Person, type Position, type PositionEvent } from '@samsyn/domain'
import type { SuggestionVerdict } from '@samsyn/protocol'
import type { StoredEvent, Tables } from '@samsyn/storage'
import type { SuggestionTrace } from '@samsyn/sync'

/** A verdict that is in the event log. */
export type RecordedVerdict = Extract<PositionEvent, { readonly type: 'suggestion.decided' }>

/** What a person says of suggestions that they have just taken out of a draft. */
export interface VerdictClaim {
  readonly person: Person
  readonly suggestionIds: ReadonlySet<string>
  readonly verdict: SuggestionVerdict
  readonly reason: string | null
}

/** The verdict that was recorded of a suggestion which is gone, with its reason if one was given later. */
export function recordedVerdict(
  { id, gone }: SuggestionTrace,
  events: readonly StoredEvent[],
): RecordedVerdict | null {
  const own = events.flatMap(({ event }) =>
    event.type === 'suggestion.decided' && event.suggestionId === id && event.decidedAt === gone?.at
      ? [event]
      : [],
  )
  return own.find(({ reason }) => reason !== null) ?? own[0] ?? null
}

/** Whether the log bears a person out: they took the last of the suggestion out, and nothing of it tells the opposite. */
export function isProven({ gone, outcome }: SuggestionTrace, { person, verdict }: VerdictClaim): boolean {
  return gone?.personId === person.id && (outcome ?? verdict) === verdict
}

/**
 * Appends to the event log what is claimed and proven, and besides what the draft's log tells of by itself: so nothing that
 * was decided is missed because a page was closed. Nothing is recorded twice, but a reason may follow. Null claims nothing.
 */
export async function recordVerdicts(
  tables: Tables,
  traces: readonly SuggestionTrace[],
  claim: VerdictClaim | null,
  { position, now }: { readonly position: Position; readonly now: string },
): Promise<readonly PositionEvent[]> {
  const { id: positionId, revision } = position
  const before = await tables.events.byPosition(positionId)
  const people = new Map((await tables.people.all()).map((person) => [person.id, person]))
  const entries = traces.flatMap((trace) => {
    const { id, gone, outcome, proposed, words } = trace
    if (!gone) return []
    const proven = claim?.suggestionIds.has(id) && isProven(trace, claim) ? claim : null
    const reason = proven?.reason ?? null
    const known = recordedVerdict(trace, before)
    if (known && (reason === null || known.reason !== null)) return []
    // What somebody takes back of their own is no decision, unless they say so.
    const told = gone.personId === proposed.personId ? null : outcome
    const verdict = proven?.verdict ?? told
    if (verdict === null) return []
    const event: RecordedVerdict = {
      type: 'suggestion.decided',
      suggestionId: id,
      verdict,
      decidedAt: gone.at,
      proposerId: proposed.personId,
      proposedAt: proposed.at,
      ...words,
      reason,
    }
    const person = gone.personId === null ? undefined : people.get(gone.personId)
    // By what they might do when they did it.
    const capacity = person ? capacityFor(person, 'draft.edit', position, gone.at) : null
    const by = { personId: gone.personId, country: person?.country ?? null, capacity }
    return [{ positionId, revision, ...by, at: now, event }]
  })
  await tables.events.append(entries)
  return entries.map(({ event }) => event)
}
