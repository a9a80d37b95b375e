import {
  type DocJson,
  docToUpdate,
  pagesSectionKinds,
  parseDoc,
  type SupporterCountry,
  suggestionIdFromFile,
  supporterCountries,
} from '@samsyn/editor'
import type { Loss, WordThread } from '@samsyn/import'
import type { ReadText } from './read-in-worker.ts'

/** A Word file's text as it can be brought into a draft. */
export interface Prepared {
  readonly title: string | null
  readonly doc: DocJson
  readonly threads: readonly WordThread[]
  readonly losses: readonly Loss[]
  /** Whom the file names for its changes, each once. */
  readonly authors: readonly string[]
}

/** What a server takes at once, with room for what goes with it. */
const mostBytes = 900_000

/**
 * Makes a file's text ready for a draft: a joint text has joint sections, a suggestion carries the name that the file
 * gives, and nobody brings in another delegation's support. Null where it is longer than can be brought in at once.
 */
export function prepareImport(
  { title, doc, suggestions, threads, losses }: ReadText,
  own: SupporterCountry | null,
): Prepared | null {
  const ids = new Map([...suggestions].map(([id, named]) => [id, suggestionIdFromFile(id, named)]))
  const support: SupporterCountry[] = []
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
        if (isCountry(key) && value === true && key !== own) {
          support.push(key)
          return []
        }
        if (key === 'kind' && isOwnPages(value)) return [[key, 'position']]
        return [
          [key, typeof value === 'string' && idKeys.has(key) ? (ids.get(value) ?? value) : visit(value)],
        ]
      }),
    )
  }
  const parsed = parseDoc(visit(doc))
  if (!parsed.ok) throw new Error(`The reader made no document of the schema: ${parsed.detail}`)
  if (docToUpdate(parsed.doc).length > mostBytes) return null
  return {
    title,
    doc: parsed.doc,
    threads,
    losses:
      support.length === 0 ? losses : [...losses, { kind: 'support', count: support.length, words: [] }],
    authors: [...new Set([...suggestions.values()].map(({ author }) => author))].filter(
      (name) => name !== '',
    ),
  }
}

/** Where the id of a suggestion stands. */
const idKeys = new Set(['id', 'suggestedInsertion', 'suggestedDeletion'])

function isCountry(key: string): key is SupporterCountry {
  return supporterCountries.some((country) => country === key)
}

/** Whether a kind of section belongs to a delegation's own pages, and not to a joint text. */
function isOwnPages(value: unknown): boolean {
  return pagesSectionKinds.some((kind) => kind === value)
}
