import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { io } from 'socket.io-client'

/**
 * Asks everything on the page anew when its position changes, and after each return of the connection. Says whether
 * the page would hear of a change now; until the first connection is made or has failed it is taken to be.
 */
export function useLive(positionId: string | undefined): boolean {
  const client = useQueryClient()
  const [isLive, setLive] = useState(true)
  useEffect(() => {
    if (!positionId) return
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
      if (event.id === positionId) refresh()
    })
    socket.on('session_ended', refresh)
    window.addEventListener('offline', lose)
    window.addEventListener('online', returnToNetwork)
    return () => {
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', returnToNetwork)
      socket.off().disconnect()
    }
  }, [client, positionId])
  return isLive
}
