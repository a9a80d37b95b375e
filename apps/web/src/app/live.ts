import {
  liveEvent,
  liveEventName,
  livePath,
  meetingsEventName,
  notifiedEventName,
  pagesEvent,
  pagesEventName,
  proposalsEvent,
  proposalsEventName,
  rightsEventName,
  sessionEndedEventName,
  type ThreadEvent,
  threadEvent,
  threadEventName,
} from '@samsyn/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { io } from 'socket.io-client'
import { concernsKept } from '../features/reading/live-concern.ts'
import { forgetTexts, queryKeys } from './queries.ts'

/** After these no text of the position may be kept. */
const forgetting: ReadonlySet<string> = new Set([
  'spill.reported',
  'pages_spill.reported',
  'spill.purged',
  'pages_spill.purged',
])

/** What a page missed while it opened is asked for this much later, in milliseconds: it is not to open later for that. */
const catchUpAfter = 1_000

/**
 * Keeps what the page shows up to date: each `change` makes the queries that may show that position be asked anew,
 * and so does a reconnection, since events may have been missed. Returns the function that ends it.
 */
export function startLive(
  client: QueryClient,
  {
    onSessionEnded,
    onMentioned,
    onFinalTexts,
  }: {
    readonly onSessionEnded: () => void
    readonly onMentioned: (where: ThreadEvent) => void
    /** What is kept of final texts may be so no longer. */
    readonly onFinalTexts: () => void
  },
): () => void {
  const socket = io({
    path: livePath,
    // A browser names its origin in a WebSocket's handshake but not in a GET of the long polling.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  })
  let stoodAt = 0
  /** Nobody told what happened after the first answers and before this line stood. */
  const catchUp = () => {
    for (const queryKey of [queryKeys.positions, queryKeys.meetings, queryKeys.releases])
      void client.invalidateQueries({ queryKey })
    // On every page, or much to ask for: what came when the line stood already is not asked for twice.
    for (const queryKey of [queryKeys.desk, queryKeys.notifications, queryKeys.search, queryKeys.dossiers])
      void client.invalidateQueries({
        queryKey,
        predicate: ({ state: { dataUpdatedAt } }) => dataUpdatedAt > 0 && dataUpdatedAt < stoodAt,
      })
  }
  let wasConnected = false
  let catchingUp: ReturnType<typeof setTimeout> | undefined
  socket.on('connect', () => {
    if (wasConnected) void client.invalidateQueries()
    else {
      stoodAt = Date.now()
      catchingUp = setTimeout(catchUp, catchUpAfter)
    }
    wasConnected = true
  })
  socket.on(liveEventName, (message: unknown) => {
    const event = liveEvent.safeParse(message)
    if (!event.success) return
    const { type, id } = event.data
    if (forgetting.has(type)) forgetTexts(client, id)
    if (concernsKept(event.data)) onFinalTexts()
    for (const queryKey of [
      queryKeys.position(id),
      queryKeys.desk,
      queryKeys.meetings,
      queryKeys.releases,
      queryKeys.search,
      queryKeys.dossiers,
    ]) {
      void client.invalidateQueries({ queryKey })
    }
  })
  socket.on(threadEventName, (message: unknown) => {
    const event = threadEvent.safeParse(message)
    if (!event.success) return
    void client.invalidateQueries({ queryKey: queryKeys.threads(event.data.positionId) })
    void client.invalidateQueries({ queryKey: queryKeys.desk })
    if (event.data.isMention) onMentioned(event.data)
  })
  socket.on(pagesEventName, (message: unknown) => {
    const event = pagesEvent.safeParse(message)
    if (!event.success) return
    const { positionId, country } = event.data
    void client.invalidateQueries({ queryKey: queryKeys.ownPages(positionId, country) })
    void client.invalidateQueries({ queryKey: queryKeys.contributionSets(positionId) })
    void client.invalidateQueries({ queryKey: queryKeys.desk })
  })
  socket.on(proposalsEventName, (message: unknown) => {
    const event = proposalsEvent.safeParse(message)
    if (!event.success) return
    const { positionId } = event.data
    void client.invalidateQueries({ queryKey: queryKeys.proposals(positionId) })
    void client.invalidateQueries({ queryKey: queryKeys.contributionSets(positionId) })
    void client.invalidateQueries({ queryKey: queryKeys.positionEvents(positionId) })
    void client.invalidateQueries({ queryKey: queryKeys.desk })
  })
  socket.on(meetingsEventName, () => {
    const { meetings, desk, dossiers, forums, positions, search } = queryKeys
    for (const queryKey of [meetings, desk, dossiers, forums, positions, search])
      void client.invalidateQueries({ queryKey })
  })
  socket.on(notifiedEventName, () => {
    void client.invalidateQueries({ queryKey: queryKeys.notifications })
  })
  socket.on(rightsEventName, () => {
    // What is on no page now and may be read no more is not to be seen for a moment when one goes back to it.
    client.removeQueries({ type: 'inactive' })
    void client.invalidateQueries()
    onFinalTexts()
  })
  socket.on(sessionEndedEventName, onSessionEnded)
  return () => {
    clearTimeout(catchingUp)
    socket.disconnect()
  }
}
