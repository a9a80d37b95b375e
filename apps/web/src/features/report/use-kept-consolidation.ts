import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { usePerson } from '../../app/session-context.ts'
import type { ConsolidationDraft } from './report-draft.ts'
import { hasReports, openReportStore } from './report-store.ts'

/** What somebody half typed on this device when they put the reports of a position together; null for nothing, undefined while it is looked for. */
export function useBegunConsolidation(positionId: string): ConsolidationDraft | null | undefined {
  const { id: personId } = usePerson()
  const begun = useQuery({
    queryKey: ['consolidation-on-device', personId, positionId],
    queryFn: async () =>
      (await hasReports(personId)) ? (await openReportStore(personId)).consolidation(positionId) : null,
    networkMode: 'always',
    retry: false,
    // What is typed from now on is in the form.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  // A browser that keeps nothing has kept nothing.
  return begun.isError ? null : begun.data
}

/** Keeps it on this device as it is typed, until it is dropped. */
export function useKeptConsolidation(
  positionId: string,
  draft: ConsolidationDraft,
  { isKept }: { readonly isKept: boolean },
): { readonly keeping: 'nothing' | 'kept' | 'failed'; drop(): Promise<void> } {
  const { id: personId } = usePerson()
  const [first] = useState(draft)
  const isDropped = useRef(false)
  const [keeping, setKeeping] = useState<'nothing' | 'kept' | 'failed'>(isKept ? 'kept' : 'nothing')
  useEffect(() => {
    // What nobody has touched yet is on the server.
    if (draft === first || isDropped.current) return
    openReportStore(personId)
      .then((store) => (isDropped.current ? undefined : store.keepConsolidation(positionId, draft)))
      .then(
        () => setKeeping('kept'),
        () => setKeeping('failed'),
      )
  }, [draft, first, personId, positionId])
  return {
    keeping,
    drop: async () => {
      isDropped.current = true
      if (await hasReports(personId)) await (await openReportStore(personId)).dropConsolidation(positionId)
    },
  }
}
