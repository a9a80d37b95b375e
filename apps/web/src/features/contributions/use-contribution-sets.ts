import { assertNever } from '@samsyn/domain'
import type { ContributionSet, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import type { Pages } from '../own-pages/use-own-pages.ts'

/** A contribution that its delegation has not sent. */
export type PreparedSet = Extract<ContributionSet, { readonly state: 'prepared' }>

/** A contribution that all who read the draft know of. */
export type SentSet = Exclude<ContributionSet, PreparedSet>

/** Contributions that were sent, and what the person's own delegation prepares. */
export function useContributionSets(positionId: string) {
  return useQuery({
    queryKey: queryKeys.contributionSets(positionId),
    queryFn: ({ signal }) => api('listContributions', { params: { positionId }, signal }),
  })
}

/** What can be done with the contribution of a delegation. */
export type ContributionDeed =
  | { readonly kind: 'add'; readonly body: RouteBody<'addPoint'> }
  | { readonly kind: 'change'; readonly pointId: string; readonly body: RouteBody<'changePoint'> }
  | { readonly kind: 'remove'; readonly pointId: string }
  | { readonly kind: 'send'; readonly set: PreparedSet; readonly seenAsShared: boolean }
  | { readonly kind: 'discard'; readonly set: PreparedSet }
  | { readonly kind: 'withdraw'; readonly set: SentSet }

/** Does it, and asks anew for what it changes. */
export function useContributionDeed({ positionId, country }: Pages) {
  const client = useQueryClient()
  return useMutation<ContributionSet | null, ApiError, ContributionDeed>({
    mutationFn: (deed) => {
      const params = { positionId, country }
      switch (deed.kind) {
        case 'add':
          return api('addPoint', { params, body: deed.body })
        case 'change':
          return api('changePoint', { params: { ...params, pointId: deed.pointId }, body: deed.body })
        case 'remove':
          return api('removePoint', { params: { ...params, pointId: deed.pointId } })
        case 'send':
        case 'discard':
        case 'withdraw':
          return api('turnContribution', {
            params: { positionId, contributionId: deed.set.id },
            body: turnOf(deed),
          })
        default:
          return assertNever(deed)
      }
    },
    onSettled: (_set, _error, { kind }) => {
      const changed: string[][] = [queryKeys.contributionSets(positionId)]
      if (kind === 'send' || kind === 'withdraw') {
        changed.push(queryKeys.proposals(positionId), queryKeys.positionEvents(positionId))
      }
      return Promise.all(changed.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  })
}

function turnOf(
  deed: Extract<ContributionDeed, { readonly kind: 'send' | 'discard' | 'withdraw' }>,
): RouteBody<'turnContribution'> {
  if (deed.kind === 'withdraw') return { kind: deed.kind }
  const pointIds = deed.set.points.map(({ id }) => id)
  return deed.kind === 'discard'
    ? { kind: deed.kind, pointIds }
    : { kind: deed.kind, pointIds, seenAsShared: deed.seenAsShared }
}
