import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StorageError } from './storage-error.ts'

/**
 * Makes sure that one process alone works on a database file: two would each believe to know what the drafts hold.
 * Throws `in_use` where another has it, `not_writable` where nothing can be written. The lock is the operating system's
 * and ends with the process, however it ends.
 */
export function lockSqlite(path: string): { release(): void } {
  assertWritable(dirname(path))
  for (const each of [path, `${path}.lock`]) if (existsSync(each)) assertWritable(each)
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new StorageError('in_use', `Another process works on this database: ${path}`, { cause })
  }
  return { release: () => lock.close() }
}

/** SQLite would say no more than that it could not open something. */
function assertWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK)
  } catch (cause) {
    throw new StorageError('not_writable', `The database cannot be written: ${path}`, { cause })
  }
}
