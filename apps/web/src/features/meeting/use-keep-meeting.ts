import type { MeetingDetail, RouteBody } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, api } from '../../app/api.ts'
import { queryKeys, useMeeting } from '../../app/queries.ts'

type Change =
  | { readonly route: 'changeMeeting'; readonly body: RouteBody<'changeMeeting'> }
  | { readonly route: 'addAgendaItem'; readonly body: RouteBody<'addAgendaItem'> }
  | {
      readonly route: 'changeAgendaItem'
      readonly itemId: string
      readonly body: RouteBody<'changeAgendaItem'>
    }

/**
 * Changes a meeting or its agenda; the page then has it as the server does. `onChanged` is given the meeting as it is where somebody
 * else was faster.
 */
export function useKeepMeeting(meetingId: string, onChanged: (now: MeetingDetail) => void) {
  const client = useQueryClient()
  const meeting = useMeeting(meetingId)
  return useMutation({
    mutationFn: (change: Change) => {
      const params = { meetingId }
      if (change.route === 'changeMeeting') return api('changeMeeting', { params, body: change.body })
      if (change.route === 'addAgendaItem') return api('addAgendaItem', { params, body: change.body })
      return api('changeAgendaItem', { params: { ...params, itemId: change.itemId }, body: change.body })
    },
    onSuccess: (changed) => {
      client.setQueryData(queryKeys.meeting(meetingId), changed)
      void client.invalidateQueries({ queryKey: queryKeys.dossiers })
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'calendar_changed') return
      const { data } = await meeting.refetch()
      if (data) onChanged(data)
    },
    // Done or refused, it may be another than the page shows.
    onSettled: () =>
      Promise.all(
        [queryKeys.meetings, queryKeys.desk].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}
