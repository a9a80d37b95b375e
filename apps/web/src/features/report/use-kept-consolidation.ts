import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { type ConsolidationDraft, toldOf } from './report-draft.ts'
import { hasReports, openReportStore } from './report-store.ts'

/** What somebody half typed on this device when they put the reports of a position together; null for nothing, undefined while it is looked for. */
export function useBegunConsolidation(positionId: string): ConsolidationDraft | null | undefined {
  const { id: personId } = usePerson()
  const begun = useQuery({
    queryKey: keyOf(personId, positionId),
    queryFn: async () =>
      (await hasReports(personId)) ? (await openReportStore(personId)).consolidation(positionId) : null,
    networkMode: 'always',
    retry: false,
    // What is typed from now on is in the form; what comes in its place looks for it anew.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    gcTime: 0,
  })
  // A browser that keeps nothing has kept nothing.
  return begun.isError ? null : begun.data
}

/** Takes what was half typed of a position's reports off this device. */
export function useDropConsolidation(positionId: string): () => Promise<void> {
  const { id: personId } = usePerson()
  const client = useQueryClient()
  return async () => {
    try {
      if (await hasReports(personId)) await (await openReportStore(personId)).dropConsolidation(positionId)
    } finally {
      client.setQueryData(keyOf(personId, positionId), null)
    }
  }
}

/** Keeps it on this device as it is typed, until it is dropped. */
export function useKeptConsolidation(
  positionId: string,
  draft: ConsolidationDraft,
  { isKept, isChathamHouse }: { readonly isKept: boolean; readonly isChathamHouse: boolean },
): { readonly keeping: 'nothing' | 'kept' | 'failed'; drop(): Promise<void> } {
  const { id: personId } = usePerson()
  const [first] = useState(draft)
  const isDropped = useRef(false)
  const dropKept = useDropConsolidation(positionId)
  const [keeping, setKeeping] = useState<'nothing' | 'kept' | 'failed'>(isKept ? 'kept' : 'nothing')
  useEffect(() => {
    // What nobody has touched yet is on the server.
    if ((draft === first && !isKept) || isDropped.current) return
    openReportStore(personId)
      .then((store) =>
        isDropped.current ? undefined : store.keepConsolidation(positionId, toldOf(draft, isChathamHouse)),
      )
      .then(
        () => setKeeping('kept'),
        () => setKeeping('failed'),
      )
  }, [draft, first, isKept, isChathamHouse, personId, positionId])
  return {
    keeping,
    drop: () => {
      isDropped.current = true
      return dropKept()
    },
  }
}

const keyOf = (personId: string, positionId: string) => ['consolidation-on-device', personId, positionId]
