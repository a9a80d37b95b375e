import type { Result } from '@samsyn/domain'
import type { ErrorCode } from '@samsyn/protocol'

/** A no that goes to the caller: its code, and where in the request the fault lies if it lies there. */
export interface ApiRefusal {
  readonly code: ErrorCode
  readonly field?: string
}

/** What a handler gives: the answer's body, or why not. */
export type Outcome<Value> = Result<Value, ApiRefusal>
