import type { RouteBody, Thread } from '@samsyn/protocol'
import { ApiError, api } from '../../app/api.ts'
import { type ConnectionStates, untilSaved } from '../drafting/connection/connection-states.ts'

/** How long the words that were typed just before may take to reach the server, in milliseconds. */
const patience = 60_000

/** The server may look at the text a little later than it has it; it is asked so often, so many milliseconds apart. */
const attempts = 8
const apart = 500

/** Resolves when the server has what was typed just before, or does not have it after a minute. */
export function untilTyped(states: ConnectionStates): Promise<void> {
  return untilSaved(states, patience)
}

/** Begins a thread on words that the server has by now: it looks whether they stand in the text. Rejects, and says nothing any more, when the signal aborts. */
export async function raiseThread(
  positionId: string,
  body: RouteBody<'raiseThread'>,
  signal?: AbortSignal,
): Promise<Thread> {
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    try {
      return await api('raiseThread', { params: { positionId }, body, ...(signal ? { signal } : {}) })
    } catch (error) {
      const isEarly = error instanceof ApiError && error.code === 'words_not_there'
      if (!isEarly || attempt === attempts) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, apart))
  }
}
