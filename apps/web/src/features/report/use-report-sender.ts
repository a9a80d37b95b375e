import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Sends a person's waiting reports for as long as the page is open; what does it is loaded once the page is there. */
export function useReportSender(personId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!personId) return
    let isOver = false
    let stop = () => {
      isOver = true
    }
    import('./start-sending.ts').then(
      ({ startSending }) => {
        if (!isOver) stop = startSending(client, personId)
      },
      // Without a connection nothing could be sent either; the next page tries again.
      () => undefined,
    )
    return () => stop()
  }, [client, personId])
}
