import { DatabaseSync } from 'node:sqlite'
import { StorageError } from './storage-error.ts'

/**
 * Makes sure that one process alone works on a database file: two would each believe to know what the drafts hold.
 * Throws `in_use` where another has it. The lock is the operating system's and ends with the process, however it ends.
 */
export function lockSqlite(path: string): { release(): void } {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new StorageError('in_use', `Another process works on this database: ${path}`, { cause })
  }
  return { release: () => lock.close() }
}
