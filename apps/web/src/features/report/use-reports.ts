import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hasReports, onReportsChanged, openReportStore } from './report-store.ts'
import { sendReports } from './send-reports.ts'

/** How long a report waits for the next try, in milliseconds; a network that comes back is tried at once. */
const nextTry = 5_000

const reportsKey = ['reports-on-device'] as const

/** What is kept of a person's reports on this device, for one final text. */
export function useReports(personId: string, releaseId: string) {
  return useQuery({
    queryKey: [...reportsKey, personId, releaseId],
    queryFn: async () => {
      if (!(await hasReports(personId))) return { last: null, draft: null }
      const store = await openReportStore(personId)
      const outgoing = (await store.outgoing()).filter((report) => report.releaseId === releaseId)
      return { last: outgoing.at(-1) ?? null, draft: await store.draft(releaseId) }
    },
    networkMode: 'always',
    retry: false,
    staleTime: 0,
  })
}

/** Sends a person's waiting reports for as long as the page is open: now, when something is given, and when the network is back. */
export function useReportSender(personId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!personId) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const send = () => {
      clearTimeout(timer)
      sendReports(personId).then(
        (left) => {
          if (left > 0 && !isOver) timer = setTimeout(send, nextTry)
        },
        // This browser keeps nothing: nothing waits in it.
        () => undefined,
      )
    }
    const refresh = () => void client.invalidateQueries({ queryKey: reportsKey })
    const stopListening = onReportsChanged(refresh)
    const given = () => send()
    addEventListener('online', send)
    addEventListener(givenEvent, given)
    send()
    return () => {
      isOver = true
      clearTimeout(timer)
      stopListening()
      removeEventListener('online', send)
      removeEventListener(givenEvent, given)
    }
  }, [client, personId])
}

const givenEvent = 'samsyn-report-given'

/** Tells the page that a report was given to be sent. */
export function tellGiven(): void {
  dispatchEvent(new Event(givenEvent))
}
