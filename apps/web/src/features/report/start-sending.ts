import type { QueryClient } from '@tanstack/react-query'
import { onReportsChanged } from './report-store.ts'
import { sendReports } from './send-reports.ts'
import { givenEvent, reportsKey } from './use-reports.ts'

/** How long a report waits for the next try, in milliseconds; a network that comes back is tried at once. */
const nextTry = 5_000

/** Sends a person's waiting reports until the returned function is called: now, when something is given, and when the network is back. */
export function startSending(client: QueryClient, personId: string): () => void {
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
  const stopListening = onReportsChanged(() => void client.invalidateQueries({ queryKey: reportsKey }))
  addEventListener('online', send)
  addEventListener(givenEvent, send)
  send()
  return () => {
    isOver = true
    clearTimeout(timer)
    stopListening()
    removeEventListener('online', send)
    removeEventListener(givenEvent, send)
  }
}
