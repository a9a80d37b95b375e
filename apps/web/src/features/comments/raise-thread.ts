import type { RouteBody, Thread } from '@samsyn/protocol'
import { ApiError, api } from '../../app/api.ts'

/** Words that were typed just before may not be on the server's disk yet; it is asked so often, so many milliseconds apart. */
const attempts = 8
const apart = 500

/** Begins a thread; the server looks whether the words that it is about stand in the text. */
export async function raiseThread(positionId: string, body: RouteBody<'raiseThread'>): Promise<Thread> {
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
