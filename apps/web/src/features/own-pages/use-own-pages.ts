import type { CountryCode } from '@samsyn/domain'
import type { OwnPages, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

/** A country's own pages of a position. */
export interface Pages {
  readonly positionId: string
  readonly country: CountryCode
}

/** What stands beside the text of a delegation's own pages. */
export function useOwnPages({ positionId, country }: Pages) {
  return useQuery({
    queryKey: queryKeys.ownPages(positionId, country),
    queryFn: ({ signal }) => api('getOwnPages', { params: { positionId, country }, signal }),
  })
}

/** A version of own pages with its text. */
export function usePagesVersion({ positionId, country }: Pages, number: number, { isEnabled = true } = {}) {
  return useQuery({
    queryKey: [...queryKeys.ownPages(positionId, country), 'versions', number],
    queryFn: ({ signal }) => api('getPagesVersion', { params: { positionId, country, number }, signal }),
    enabled: isEnabled,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What can be done beside the text of own pages. */
export type PagesDeed =
  | { readonly kind: 'mandate'; readonly body: RouteBody<'setMandate'> }
  | { readonly kind: 'keep'; readonly body: RouteBody<'keepPagesVersion'> }

/** Does it; the pages as they then are come back and are shown at once. */
export function usePagesDeed(pages: Pages) {
  const client = useQueryClient()
  const queryKey = queryKeys.ownPages(pages.positionId, pages.country)
  return useMutation<OwnPages, ApiError, PagesDeed>({
    mutationFn: ({ kind, body }) => {
      const params = { positionId: pages.positionId, country: pages.country }
      return kind === 'mandate'
        ? api('setMandate', { params, body })
        : api('keepPagesVersion', { params, body })
    },
    onSuccess: (now) => {
      client.setQueryData(queryKey, now)
    },
    onError: () => void client.invalidateQueries({ queryKey }),
  })
}
