import { setTimeout as pause } from 'node:timers/promises'

const sqliteBusy = 5

/**
 * Writes to the database of a server of this process, past it. SQLite's own waiting would keep the server, on the same
 * thread, from ending the transaction that is waited for.
 */
export async function whenFree<Result>(write: () => Result): Promise<Result> {
  for (;;) {
    try {
      return write()
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error
    }
    await pause(5)
  }
}
