import type { DraftSuggestion, SettledSuggestion, Writer } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'

/** So long after a suggestion nobody knew came up the server is asked who made it, and then again while it does not know. */
const askAfter = 1_500
const askAgainAfter = 15_000

/** What is known of whoever proposed something. */
export interface Proposal {
  /** Null for the server; undefined while nobody knows. */
  readonly proposer: Writer | null | undefined
  /** Null for just now. */
  readonly at: string | null
  readonly otherAuthors: readonly Writer[]
}

export interface Proposers {
  readonly of: (suggestionId: string) => Proposal
  readonly settled: readonly SettledSuggestion[]
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

const unknown: Proposal = { proposer: undefined, at: null, otherAuthors: [] }
const none: readonly SettledSuggestion[] = []

/** Who proposed what: from the server's log, and what this page has just suggested itself. */
export function useProposers(
  positionId: string,
  /** The suggestions in the text. */
  ids: readonly string[],
  { madeHere, isWanted }: { readonly madeHere: ReadonlySet<string>; readonly isWanted: boolean },
): Proposers {
  const client = useQueryClient()
  const person = usePerson()
  const { data, isPending, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: queryKeys.suggestions(positionId),
    queryFn: ({ signal }) => api('listSuggestions', { params: { positionId }, signal }),
    enabled: isWanted || ids.length > 0,
  })
  const known = useMemo(
    () => new Map<string, DraftSuggestion>(data?.pending.map((each) => [each.id, each])),
    [data],
  )
  const strangers = data ? ids.filter((id) => !known.has(id)).join(' ') : ''
  useEffect(() => {
    if (strangers === '') return
    const isNew = Date.now() - dataUpdatedAt > askAfter
    const asking = setTimeout(
      () => void client.invalidateQueries({ queryKey: queryKeys.suggestions(positionId), exact: true }),
      isNew ? askAfter : askAgainAfter,
    )
    return () => clearTimeout(asking)
  }, [strangers, dataUpdatedAt, client, positionId])
  return useMemo(() => {
    const me: Writer = { id: person.id, name: person.name, country: person.country }
    return {
      of: (id) => {
        const told = known.get(id)
        if (told) return told
        return madeHere.has(id) ? { proposer: me, at: null, otherAuthors: [] } : unknown
      },
      settled: data?.settled ?? none,
      isPending,
      error: data ? null : error,
      retry: () => void refetch(),
    }
  }, [known, madeHere, data, isPending, error, refetch, person])
}
