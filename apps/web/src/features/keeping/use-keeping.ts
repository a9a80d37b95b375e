import type { SessionInfo } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keepFresh, wipeIfSignedOut } from './keep-fresh.ts'
import { useEachContact } from './use-each-contact.ts'

/**
 * Keeps what is on this device up to date while the page has contact. `checkedAt` is when the server last said who is signed in, zero
 * before it has, and `error` is why it could not be asked; with each such answer everything is renewed. It waits until the page
 * shows what it was opened for.
 */
export function useKeeping(session: SessionInfo | undefined, checkedAt: number, error: unknown): void {
  const client = useQueryClient()
  const signedIn = checkedAt > 0 && error === null ? session : undefined
  useEachContact(
    signedIn ? checkedAt : null,
    () => {
      if (!signedIn) return
      void keepFresh(signedIn, Date.now()).then(() => client.invalidateQueries({ queryKey: keptKey }))
    },
    0,
  )
  useEffect(() => void wipeIfSignedOut(error), [error])
}

/** What is kept, as the page asks itself. */
export const keptKey = ['kept']
