import { assertNever } from '@samsyn/domain'
import type { Authorship } from './authorship.ts'
import type { Contribution } from './contributions.ts'
import type { History } from './history.ts'
import type { Removals } from './removals.ts'
import type { SuggestionNames } from './suggestion-carriers.ts'
import type { SuggestionTrace } from './suggestion-traces.ts'
import type { WordingNames, WordingsPast } from './wordings-past.ts'
import type { WorkSession } from './work-sessions.ts'

/** What can be asked of the history of a draft, with the name of its root. */
export type HistoryQuestion =
  | { readonly kind: 'authorship'; readonly root: string }
  | { readonly kind: 'sessions'; readonly root: string; readonly splitAt: string | null }
  | { readonly kind: 'removals'; readonly root: string; readonly place: number }
  | {
      readonly kind: 'contributions'
      readonly root: string
      readonly after: number
      readonly through: number
    }
  | { readonly kind: 'suggestions'; readonly root: string; readonly names: SuggestionNames }
  | { readonly kind: 'wordings'; readonly root: string; readonly names: WordingNames }

export type HistoryAnswer<Question extends HistoryQuestion> = {
  readonly authorship: Authorship
  readonly sessions: readonly WorkSession[]
  readonly removals: Removals
  readonly contributions: readonly Contribution[]
  readonly suggestions: readonly SuggestionTrace[]
  readonly wordings: WordingsPast
}[Question['kind']]

/** Answers a question. */
export function answerOf(history: History, question: HistoryQuestion): HistoryAnswer<HistoryQuestion> {
  switch (question.kind) {
    case 'authorship':
      return history.authorship(question.root)
    case 'sessions':
      return history.workSessions(question.root, question)
    case 'removals':
      return history.removals(question.root, question.place)
    case 'contributions':
      return history.contributions(question.root, question)
    case 'suggestions':
      return history.suggestions(question.root, question.names)
    case 'wordings':
      return history.wordings(question.root, question.names)
    default:
      return assertNever(question)
  }
}
