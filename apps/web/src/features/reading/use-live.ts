import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useContext, useEffect, useEffectEvent, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { DrawnContext } from './drawn-context.ts'
import { concernsKept, later, patienceFor } from './live-concern.ts'
import { sessionQuery } from './reading-api.ts'

/**
 * Whether the page shows what the server says: it would hear of a change now; what it shows was not asked for since it opened,
 * woke up or found the server again; or it has no connection.
 */
export type Contact = 'live' | 'unchecked' | 'lost'

/** How long an answer may take before what is shown counts as not checked, in milliseconds. */
const answerWithin = 3_000
/** How long a connection may take, in milliseconds. */
const connectWithin = 6_000
/** What was asked for this long ago is asked for anew when a page opens, in milliseconds. */
export const freshFor = 30_000

/**
 * Asks everything on the page anew when one of its positions changes (where it `isOpen` to more texts also when a final text comes
 * or ends anywhere), when what its reader may do changes, when it is looked at again, and after each return of the connection.
 * `checkedAt` is when the server gave out what is shown. Until the first connection is made or has failed it is taken to be.
 */
export function useLive(
  positionIds: readonly string[] | undefined,
  { checkedAt, isOpen = false }: { readonly checkedAt: number; readonly isOpen?: boolean },
): Contact {
  const client = useQueryClient()
  const drawn = useContext(DrawnContext)
  const [isConnected, setConnected] = useState(true)
  // What came with the page has the time of the server's clock, which may be behind.
  const [neededSince, setNeededSince] = useState(() =>
    Math.min(
      drawn ? Date.parse(drawn.at) : Number.POSITIVE_INFINITY,
      Math.max(performance.timeOrigin, Date.now() - freshFor),
    ),
  )
  const patienceOf = useEffectEvent((event: Partial<LiveEvent>) =>
    patienceFor(event, { positionIds: positionIds ?? [], isOpen }),
  )
  const isListening = isOpen || positionIds !== undefined
  useEffect(() => {
    if (!isListening) return
    let isLeft = false
    let socket: Socket | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let dueAt = Number.POSITIVE_INFINITY
    const refresh = () => {
      clearTimeout(timer)
      dueAt = Number.POSITIVE_INFINITY
      void client.invalidateQueries()
    }
    const refreshWithin = (patience: number) => {
      const at = performance.now() + patience
      if (at >= dueAt) return
      clearTimeout(timer)
      dueAt = at
      timer = setTimeout(refresh, patience)
    }
    let isLost = false
    const lose = () => {
      isLost = true
      setConnected(false)
    }
    let waking: ReturnType<typeof setTimeout> | undefined
    const wake = () => {
      if (document.visibilityState !== 'visible') return
      const wokeAt = Date.now()
      refresh()
      clearTimeout(waking)
      waking = setTimeout(() => setNeededSince(wokeAt), answerWithin)
    }
    const listen = async () => {
      // After the text: what it needs to stay fresh is not what it waits for.
      const { io } = await import('socket.io-client')
      if (isLeft) return
      socket = io({
        transports: ['websocket', 'polling'],
        tryAllTransports: true,
        timeout: connectWithin,
      })
      socket.on('connect', () => {
        setConnected(true)
        if (isLost) setNeededSince(Date.now())
        isLost = false
        refresh()
      })
      socket.on('disconnect', lose)
      socket.on('connect_error', () => {
        lose()
        // Whether there is no network, or nobody signed in any more, only a question tells.
        void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      })
      socket.on('change', (event: Partial<LiveEvent>) => {
        const patience = patienceOf(event)
        if (patience !== null) refreshWithin(patience)
        // With the answer everything that is kept is renewed (useKeeping).
        else if (concernsKept(event)) void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      })
      socket.on('meetings', () => refreshWithin(later))
      socket.on('session_ended', refresh)
      socket.on('rights', refresh)
    }
    const begin = () => void listen().catch(lose)
    // The browser knows of a lost network at once, the socket only when an answer has not come for long.
    const returnToNetwork = () => {
      if (socket) socket.disconnect().connect()
      else begin()
    }
    begin()
    window.addEventListener('offline', lose)
    window.addEventListener('online', returnToNetwork)
    document.addEventListener('visibilitychange', wake)
    return () => {
      isLeft = true
      clearTimeout(timer)
      clearTimeout(waking)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', returnToNetwork)
      socket?.off().disconnect()
    }
  }, [client, isListening])
  if (!isConnected) return 'lost'
  return checkedAt >= neededSince ? 'live' : 'unchecked'
}
