import type { RecordNotesView, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'

/** What one's own country notes of a position. Nothing announces a change, so that it is asked for whenever it is shown. */
export function useRecordNotes(positionId: string) {
  return useQuery({
    queryKey: queryKeys.recordNotes(positionId),
    queryFn: ({ signal }) => api('getRecordNotes', { params: { positionId }, signal }),
  })
}

/** Changes it; `onChanged` is given what stands there where somebody else was faster. */
export function useKeepRecordNotes(positionId: string, onChanged: (now: RecordNotesView) => void) {
  const client = useQueryClient()
  const notes = useRecordNotes(positionId)
  return useMutation({
    mutationFn: (body: RouteBody<'keepRecordNotes'>) =>
      api('keepRecordNotes', { params: { positionId }, body }),
    onSuccess: (changed) => {
      client.setQueryData(queryKeys.recordNotes(positionId), changed)
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.code !== 'revision_conflict') return
      const { data } = await notes.refetch()
      if (data) onChanged(data)
    },
  })
}
