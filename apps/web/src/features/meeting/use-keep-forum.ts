import type { MeetingDetail, RouteBody } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

/** Changes a forum; every page that shows it asks anew. `onChanged` is given the forum as it is where somebody else was faster. */
export function useKeepForum(forumId: string, onChanged: (now: MeetingDetail['forum']) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RouteBody<'changeForum'>) => api('changeForum', { params: { forumId }, body }),
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'calendar_changed') return
      const forums = await client.fetchQuery({
        queryKey: queryKeys.forums,
        queryFn: ({ signal }) => api('listForums', { signal }),
        staleTime: 0,
      })
      const now = forums.find(({ id }) => id === forumId)
      if (now) onChanged(now)
    },
    onSettled: () =>
      Promise.all(
        [queryKeys.meetings, queryKeys.desk, queryKeys.forums].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
