import type { LiveEvent } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { sessionQuery } from './reading-api.ts'

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
    let isLeft = false
    let socket: Socket | null = null
    const refresh = () => void client.invalidateQueries()
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
        if (concern === anyPosition || event.id === concern) refresh()
      })
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
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', returnToNetwork)
      socket?.off().disconnect()
    }
  }, [client, concern])
  return isLive
}
