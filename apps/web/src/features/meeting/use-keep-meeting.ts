import type { RouteBody } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

type Change =
  | { readonly route: 'changeMeeting'; readonly body: RouteBody<'changeMeeting'> }
  | { readonly route: 'addAgendaItem'; readonly body: RouteBody<'addAgendaItem'> }
  | {
      readonly route: 'changeAgendaItem'
      readonly itemId: string
      readonly body: RouteBody<'changeAgendaItem'>
    }

/** Changes a meeting or its agenda; the page then has it as the server does. */
export function useKeepMeeting(meetingId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) => {
      const params = { meetingId }
      if (change.route === 'changeMeeting') return api('changeMeeting', { params, body: change.body })
      if (change.route === 'addAgendaItem') return api('addAgendaItem', { params, body: change.body })
      return api('changeAgendaItem', { params: { ...params, itemId: change.itemId }, body: change.body })
    },
    onSuccess: (meeting) => {
      client.setQueryData(queryKeys.meeting(meetingId), meeting)
      void client.invalidateQueries({ queryKey: queryKeys.dossiers })
    },
    // Done or refused, it may be another than the page shows.
    onSettled: () =>
      Promise.all(
        [queryKeys.meetings, queryKeys.desk].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}
