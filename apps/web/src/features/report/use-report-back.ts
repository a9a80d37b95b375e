import type { RouteBody, RouteResponse } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

/** Everything that was reported of a position; asked anew whenever the position changes. */
export function useReportBack(positionId: string, { isEnabled = true } = {}) {
  return useQuery({
    queryKey: queryKeys.reports(positionId),
    queryFn: ({ signal }) => api('getReportBack', { params: { positionId }, signal }),
    enabled: isEnabled,
  })
}

/** What a meeting came to across its items. */
export function useMeetingReport(meetingId: string) {
  return useQuery({
    queryKey: queryKeys.meetingReport(meetingId),
    queryFn: ({ signal }) => api('getMeetingReport', { params: { meetingId }, signal }),
  })
}

type ReportCommand = 'consolidateReports' | 'noteReport'

/** Consolidates or notes; the answer is shown at once. */
export function useReportCommand<Name extends ReportCommand>(name: Name, positionId: string) {
  const refresh = useRefresh(positionId)
  const client = useQueryClient()
  return useMutation<RouteResponse<ReportCommand>, ApiError, RouteBody<Name>>({
    mutationFn: (body) => {
      // A generic name loses the tie between a route and its body; the signature above keeps it for callers.
      const call = api as (name: string, request: unknown) => Promise<RouteResponse<ReportCommand>>
      return call(name, { params: { positionId }, body })
    },
    onSuccess: (back) => {
      client.setQueryData(queryKeys.reports(positionId), back)
      return refresh()
    },
    onError: refresh,
  })
}

/** Goes on with a follow-up. */
export function useFollowUpTurn(positionId: string, followUpId: string) {
  const refresh = useRefresh(positionId)
  return useMutation<RouteResponse<'turnFollowUp'>, ApiError, RouteBody<'turnFollowUp'>>({
    mutationFn: (body) => api('turnFollowUp', { params: { positionId, followUpId }, body }),
    onSettled: refresh,
  })
}

function useRefresh(positionId: string): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      [queryKeys.position(positionId), queryKeys.desk, queryKeys.meetings].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  }
}
