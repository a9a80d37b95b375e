import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { io } from 'socket.io-client'

/** For a page of many texts, to which more may come. */
export const anyPosition = Symbol('any position')

/**
 * Asks everything on the page anew when its position changes, and after each return of the connection. Says whether
 * the page would hear of a change now; until the first connection is made or has failed it is taken to be.
 */
export function useLive(concern: string | typeof anyPosition | undefined): boolean {
  const client = useQueryClient()
  const [isLive, setLive] = useState(true)
  useEffect(() => {
    if (!concern) return
    const socket = io({ transports: ['websocket', 'polling'], tryAllTransports: true })
    const refresh = () => void client.invalidateQueries()
    const lose = () => setLive(false)
    // The browser knows of a lost network at once, the socket only when an answer has not come for long.
    const returnToNetwork = () => {
      socket.disconnect().connect()
    }
    socket.on('connect', () => {
      setLive(true)
      refresh()
    })
    socket.on('disconnect', lose)
    socket.on('connect_error', lose)
    socket.on('change', (event: Partial<LiveEvent>) => {
      if (concern === anyPosition || event.id === concern) refresh()
    })
    socket.on('session_ended', refresh)
    window.addEventListener('offline', lose)
    window.addEventListener('online', returnToNetwork)
    return () => {
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', returnToNetwork)
      socket.off().disconnect()
    }
  }, [client, concern])
  return isLive
}
