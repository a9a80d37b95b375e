import type { RouteBody, Thread } from '@samsyn/protocol'
import { ApiError, api } from '../../app/api.ts'
import { type ConnectionStates, untilSaved } from '../drafting/connection/connection-states.ts'

/** How long the words that were typed just before may take to reach the server, in milliseconds. */
const patience = 60_000

/** The server may look at the text a little later than it has it; it is asked so often, so many milliseconds apart. */
const attempts = 8
const apart = 500

/** Begins a thread once the server has what was typed: it looks whether the words that the thread is about stand in the text. */
export async function raiseThread(
  positionId: string,
  body: RouteBody<'raiseThread'>,
  states: ConnectionStates,
): Promise<Thread> {
  if (body.anchor) await untilSaved(states, patience)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await api('raiseThread', { params: { positionId }, body })
    } catch (error) {
      const isEarly = error instanceof ApiError && error.code === 'words_not_there'
      if (!isEarly || attempt === attempts) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, apart))
  }
}
