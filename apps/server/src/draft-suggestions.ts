import type { Person } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import type { SignedAt } from '@samsyn/export'
import type { Historian, SuggestionNames, SuggestionTrace } from '@samsyn/sync'

/** How the schema writes suggestions, and the signs of what has no words. */
const names: SuggestionNames = {
  formats: { insertion: 'inserted', deletion: 'deleted', formatting: 'formatted' },
  attributes: { suggestedInsertion: 'inserted', suggestedDeletion: 'deleted' },
  signs: { paragraph: '¶', heading: '¶', listItem: '¶', hardBreak: '↵' },
}

/** What the log tells of every suggestion that was ever in a draft; null where too many ask. */
export function suggestionTraces(
  historian: Historian,
  draftId: string,
): Promise<readonly SuggestionTrace[] | null> {
  return historian.ask(draftId, { kind: 'suggestions', root: fragmentName, names })
}

/** Who proposed which suggestion, as files name them. */
export function signatures(
  traces: readonly SuggestionTrace[],
  people: ReadonlyMap<string, Person>,
): ReadonlyMap<string, SignedAt> {
  return new Map(
    traces.flatMap(({ id, proposed: { personId, at } }) => {
      const person = personId === null ? undefined : people.get(personId)
      if (!person) return []
      const author = person.country === null ? person.name : `${person.name} (${person.country})`
      return [[id, { author, at }] as const]
    }),
  )
}
