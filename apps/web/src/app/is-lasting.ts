import { ApiError } from './api.ts'

const lasting: readonly string[] = ['not_found', 'forbidden', 'spill_locked']

/** What is no longer there for this person must go; what could only not be fetched again stays with what was typed. */
export function isLasting(error: Error): boolean {
  return error instanceof ApiError && lasting.includes(error.code)
}
