import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { io } from 'socket.io-client'

/** Asks everything on the page anew when its position changes, and after each return of the connection. */
export function useLive(positionId: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!positionId) return
    const socket = io({ transports: ['websocket', 'polling'], tryAllTransports: true })
    const refresh = () => void client.invalidateQueries()
    socket.on('connect', refresh)
    socket.on('change', (event: Partial<LiveEvent>) => {
      if (event.id === positionId) refresh()
    })
    socket.on('session_ended', refresh)
    return () => {
      socket.disconnect()
    }
  }, [client, positionId])
}
