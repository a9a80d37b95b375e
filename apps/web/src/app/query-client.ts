import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'
import { queryKeys } from './queries.ts'
import { isSignedOutCode } from './signed-out.ts'

const worthRetrying: readonly string[] = ['network', 'unavailable', 'busy']

/** What the server said is kept until it says otherwise (live updates) or the page is looked at again. */
export function buildQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // Nobody may read it now, nor what was fetched before.
        if (error instanceof ApiError && error.code === 'spill_locked' && query.state.data !== undefined) {
          query.setState({ ...query.state, data: undefined })
        }
        const isSignedOut = error instanceof ApiError && isSignedOutCode(error.code)
        // The guard of the signed-in pages looks at the session alone.
        if (isSignedOut && query.queryKey[0] !== queryKeys.session[0]) {
          void client.invalidateQueries({ queryKey: queryKeys.session })
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A paused query would look like an endless load; a refused connection has a sentence.
        networkMode: 'always',
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && worthRetrying.includes(error.code),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}
