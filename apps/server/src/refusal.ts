import type { Result } from '@samsyn/domain'
import type { ErrorCode } from '@samsyn/protocol'
import { StorageError } from '@samsyn/storage'

/** A no that goes to the caller: its code, and where in the request the fault lies if it lies there. */
export interface ApiRefusal {
  readonly code: ErrorCode
  readonly field?: string
}

/** What a handler gives: the answer's body, or why not. */
export type Outcome<Value> = Result<Value, ApiRefusal>

/** Whether own pages could not be opened: their key is not there, or what is stored of them is not what was sealed. */
export function isSealFault(error: unknown): boolean {
  return error instanceof StorageError && (error.code === 'key_missing' || error.code === 'seal_broken')
}
