import { useQuery } from '@tanstack/react-query'
import { reading } from '../reading/reading-api.ts'
import { hasReports, openReportStore } from './report-store.ts'

/** What is asked about the reports on this device. */
export const reportsKey = ['reports-on-device'] as const

/** What is kept of a person's reports on this device, for one final text. */
export function useReports(personId: string, releaseId: string) {
  return useQuery({
    queryKey: [...reportsKey, personId, releaseId],
    queryFn: async () => {
      if (!(await hasReports(personId))) return { last: null, draft: null, hasAside: false }
      const store = await openReportStore(personId)
      const outgoing = (await store.outgoing()).filter((report) => report.releaseId === releaseId)
      return {
        last: outgoing.at(-1) ?? null,
        draft: await store.draft(releaseId),
        hasAside: await store.hasAside(releaseId),
      }
    },
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  })
}

/** What the server has of a position's reports; asked anew when what is on the device changes. Nothing while it cannot be asked. */
export function useToldReports(positionId: string) {
  const { data, isError } = useQuery({
    queryKey: [...reportsKey, 'told', positionId],
    queryFn: () => reading.reports(positionId),
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  })
  return isError ? undefined : data
}

/** What a page says when a report was given to be sent. */
export const givenEvent = 'samsyn-report-given'
