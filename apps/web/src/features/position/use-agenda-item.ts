import type { MeetingDetail } from '@samsyn/protocol'
import { useQueries } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryKeys, useMeetings } from '../../app/queries.ts'

type Found =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'missing' }
  | {
      readonly state: 'found'
      readonly meeting: MeetingDetail
      readonly item: MeetingDetail['agenda'][number]
    }

/** The agenda item of an id and its meeting, looked up among the meetings one may see. */
export function useAgendaItem(agendaItemId: string | null): Found {
  const meetings = useMeetings()
  const details = useQueries({
    queries: (agendaItemId === null ? [] : (meetings.data ?? [])).map(({ id: meetingId }) => ({
      queryKey: queryKeys.meeting(meetingId),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        api('getMeeting', { params: { meetingId }, signal }),
    })),
  })
  if (agendaItemId === null) return { state: 'missing' }
  for (const { data: meeting } of details) {
    const item = meeting?.agenda.find(({ id }) => id === agendaItemId)
    if (meeting && item) return { state: 'found', meeting, item }
  }
  const error = meetings.error ?? details.find((detail) => detail.error)?.error
  if (error) return { state: 'failed', error }
  if (meetings.isPending || details.some(({ isPending }) => isPending)) return { state: 'loading' }
  return { state: 'missing' }
}
