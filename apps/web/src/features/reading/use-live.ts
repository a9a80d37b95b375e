import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { concernsKept, later, patienceFor } from './live-concern.ts'
import { sessionQuery } from './reading-api.ts'

/**
 * Asks everything on the page anew when one of its positions changes (where it `isOpen` to more texts also when a final text comes
 * or ends anywhere), and after each return of the connection. Says whether the page would hear of a change now; until the first
 * connection is made or has failed it is taken to be.
 */
export function useLive(
  positionIds: readonly string[] | undefined,
  { isOpen = false }: { readonly isOpen?: boolean } = {},
): boolean {
  const client = useQueryClient()
  const [isLive, setLive] = useState(true)
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
    const lose = () => setLive(false)
    const listen = async () => {
      // After the text: what it needs to stay fresh is not what it waits for.
      const { io } = await import('socket.io-client')
      if (isLeft) return
      socket = io({ transports: ['websocket', 'polling'], tryAllTransports: true })
      socket.on('connect', () => {
        setLive(true)
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
    return () => {
      isLeft = true
      clearTimeout(timer)
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', returnToNetwork)
      socket?.off().disconnect()
    }
  }, [client, isListening])
  return isLive
}
