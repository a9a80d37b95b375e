import type {
  QueryObserverLoadingErrorResult,
  QueryObserverRefetchErrorResult,
  UseQueryResult,
} from '@tanstack/react-query'
import { isLasting } from './is-lasting.ts'

/**
 * Whether there is nothing to show: nothing has come, or it is no longer there for this person. What could only not be fetched again
 * stays, with what was typed into it.
 */
export function hasFailed<T>(
  query: UseQueryResult<T>,
): query is QueryObserverLoadingErrorResult<T> | QueryObserverRefetchErrorResult<T> {
  return query.isError && (query.data === undefined || isLasting(query.error))
}
