import type { SuggestionVerdict } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import type { ConnectionStates } from '../drafting/connection/connection-states.ts'

/** What was decided here, to be told to the server once it has the text. */
export interface Verdict {
  readonly suggestionIds: readonly string[]
  readonly verdict: SuggestionVerdict
  readonly reason: string | null
}

/** A server that was busy is asked again after so long. */
const retryAfter = 4_000
const mostAtOnce = 1_000

/**
 * Tells the server what was decided and why, when the edit that did it is on its disk: it takes nobody's word, but looks
 * in its log. Gives the error of a reason that could not be kept.
 */
export function useVerdicts(positionId: string, states: ConnectionStates) {
  const client = useQueryClient()
  const [waiting, setWaiting] = useState<readonly Verdict[]>([])
  const [error, setError] = useState<Error | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [next] = waiting
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is another one
  useEffect(() => {
    if (!next) return
    let isOver = false
    let isTold = false
    let retry: ReturnType<typeof setTimeout> | undefined
    const tell = async () => {
      try {
        for (let from = 0; from < next.suggestionIds.length; from += mostAtOnce) {
          const suggestionIds = next.suggestionIds.slice(from, from + mostAtOnce)
          await api('recordVerdict', {
            params: { positionId },
            body: { ...next, suggestionIds: [...suggestionIds] },
          })
        }
      } catch (fault) {
        const isLasting = fault instanceof ApiError && !['busy', 'unavailable'].includes(fault.code)
        if (!isLasting) {
          if (!isOver) retry = setTimeout(() => setAttempt((count) => count + 1), retryAfter)
          return
        }
        // Taken back meanwhile, or done by somebody else: without a reason nothing is lost.
        if (next.reason !== null && !isOver) setError(fault)
      }
      if (isOver) return
      setWaiting((all) => all.filter((each) => each !== next))
      void client.invalidateQueries({ queryKey: queryKeys.suggestions(positionId) })
    }
    const tellWhenSaved = () => {
      if (isTold || states.now.status !== 'saved') return
      isTold = true
      void tell()
    }
    const stop = states.subscribe(tellWhenSaved)
    tellWhenSaved()
    return () => {
      isOver = true
      stop()
      clearTimeout(retry)
    }
  }, [next, states, attempt, client, positionId])
  return {
    add: (verdict: Verdict) => {
      setError(null)
      setWaiting((all) => [...all, verdict])
    },
    error,
  }
}
