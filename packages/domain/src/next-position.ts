import type { Effect, Transition } from './command.ts'
import type { PositionEvent } from './events.ts'
import type { ClosedRound, Position, PositionLife } from './position.ts'
import type { Refusal, RefusalCode } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** The same position in another state. */
export function withLife(position: Position, life: PositionLife): Position {
  return { ...position, life }
}

/** What an accepted command makes of a position: one revision further, with its events. */
export function next(
  position: Position,
  events: readonly PositionEvent[],
  more: { effects?: readonly Effect[]; closedRound?: ClosedRound | null } = {},
): Result<Transition, Refusal> {
  return ok({
    position: { ...position, revision: position.revision + 1 },
    events,
    effects: more.effects ?? [],
    closedRound: more.closedRound ?? null,
  })
}

/** An expected no by its code alone. */
export function no(code: RefusalCode): Result<never, Refusal> {
  return refuse({ code })
}
