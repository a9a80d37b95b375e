import type { DraftSuggestion, SettledSuggestion } from '@samsyn/protocol'
import type { SuggestionTrace } from '@samsyn/sync'
import { type Directory, existing } from '../directory.ts'
import type { RecordedVerdict } from '../suggestion-verdicts.ts'
import { writerOf } from './draft-history.ts'

type People = Directory['people']

/** A suggestion that is still in the text, as it crosses the wire. */
export function suggestionView(
  { id, proposed, otherAuthors }: SuggestionTrace,
  people: People,
): DraftSuggestion {
  return {
    id,
    proposer: writer(proposed.personId, people),
    at: proposed.at,
    otherAuthors: otherAuthors.flatMap((personId) => writer(personId, people) ?? []),
  }
}

/**
 * A suggestion that is gone, as it crosses the wire; null while it is there, and where whoever proposed it took it back
 * without a word.
 */
export function settledView(
  trace: SuggestionTrace,
  recorded: RecordedVerdict | null,
  people: People,
): SettledSuggestion | null {
  const { gone, proposed, outcome, words } = trace
  if (!gone || (!recorded && gone.personId === proposed.personId)) return null
  return {
    ...suggestionView(trace, people),
    ...words,
    decider: writer(gone.personId, people),
    decidedAt: gone.at,
    verdict: recorded?.verdict ?? outcome,
    reason: recorded?.reason ?? null,
  }
}

function writer(personId: string | null, people: People) {
  return personId === null ? null : writerOf(existing(people, personId))
}
