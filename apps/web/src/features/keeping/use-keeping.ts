import type { SessionInfo } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keepFresh, wipeIfSignedOut } from './keep-fresh.ts'

/** How long what the page shows goes first, in milliseconds, where the browser doesn't say when it is idle. */
const patience = 1_000

/**
 * Keeps what is on this device up to date while the page has contact. `checkedAt` is when the server said who is signed in, zero
 * before it has, and `error` is why it could not be asked; after each return of the connection it begins anew. It waits until the
 * page shows what it was opened for.
 */
export function useKeeping(session: SessionInfo | undefined, checkedAt: number, error: unknown): void {
  const client = useQueryClient()
  const signedIn = checkedAt > 0 && error === null ? session : undefined
  useEffect(() => {
    if (!signedIn) return
    const work = () => {
      void keepFresh(signedIn, Date.now()).then(() => client.invalidateQueries({ queryKey: keptSizesKey }))
    }
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(work, patience)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(work, { timeout: patience })
    return () => cancelIdleCallback(handle)
  }, [client, signedIn])
  useEffect(() => void wipeIfSignedOut(error), [error])
}

/** What is kept, as the page asks itself. */
export const keptSizesKey = ['kept-sizes']
