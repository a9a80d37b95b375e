import { can, ok, type Position, type PositionEvent, refuse } from '@samsyn/domain'
import { loadDirectory } from '../directory.ts'
import { suggestionTraces } from '../draft-suggestions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { isProven, recordedVerdict, recordVerdicts, type VerdictClaim } from '../suggestion-verdicts.ts'
import { settledView, suggestionView } from '../views/suggestions.ts'
import type { HandlerContext } from './context.ts'
import { readingOf } from './draft-past.ts'

interface Recorded {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** Settled suggestions in one answer. */
const settledAtATime = 500

/** Who suggested what in a draft, and what was decided of it: from the log, whatever the text or a page says. */
export function suggestionHandlers(
  context: HandlerContext,
): Pick<Handlers, 'listSuggestions' | 'recordVerdict'> {
  const { storage, historian, commands, clock } = context
  return {
    listSuggestions: async ({ params, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      if (!reading.ok) return reading
      const { couldRead } = reading.value
      const traces = await suggestionTraces(historian, params.positionId)
      if (!traces) return refuse({ code: 'busy' })
      const { people } = await loadDirectory(storage.tables)
      const events = await storage.tables.events.byPosition(params.positionId)
      const settled = traces
        .filter(({ gone }) => gone && couldRead(gone.at))
        .flatMap((trace) => settledView(trace, recordedVerdict(trace, events), people) ?? [])
        .sort((one, other) => (one.decidedAt < other.decidedAt ? 1 : -1))
      return ok({
        pending: traces.filter(({ gone }) => !gone).map((trace) => suggestionView(trace, people)),
        settled: settled.slice(0, settledAtATime),
      })
    },

    recordVerdict: async ({ params: { positionId }, body, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const now = clock.now()
      if (!can(person, 'draft.edit', reading.value.position, now)) return refuse({ code: 'forbidden' })
      const traces = await suggestionTraces(historian, positionId)
      if (!traces) return refuse({ code: 'busy' })
      const { verdict, suggestionIds, reason } = body
      const claim: VerdictClaim = {
        person,
        suggestionIds: new Set(suggestionIds),
        verdict,
        reason: reason?.trim() || null,
      }
      const proven = traces.filter((trace) => claim.suggestionIds.has(trace.id) && isProven(trace, claim))
      if (proven.length === 0) return refuse({ code: 'suggestion_not_settled' })
      const done = await storage.transaction(async (tables): Promise<Outcome<Recorded>> => {
        const position = await tables.positions.byId(positionId)
        // Asked again: the log took its time.
        if (!position || !can(person, 'draft.edit', position, now)) return refuse({ code: 'forbidden' })
        const where = { position, now }
        return ok({ position, events: await recordVerdicts(tables, traces, claim, where) })
      })
      if (!done.ok) return done
      if (done.value.events.length > 0) commands.announce({ ...done.value, effects: [] })
      return ok({ recorded: proven.map(({ id }) => id) })
    },
  }
}
