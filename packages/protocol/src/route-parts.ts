import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import { id, positionDetail } from './shapes.ts'

/** One door of the API. Server, web and OpenAPI document are all derived from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Express notation, under `/api`. */
  readonly path: string
  readonly summary: string
  readonly params: z.ZodObject | null
  readonly query: z.ZodObject | null
  readonly body: z.ZodType | null
  /** Null for an answer without a body (204). */
  readonly response: z.ZodType | null
  readonly status: 200 | 201 | 204
  /** Whether it can be asked without being signed in. */
  readonly isPublic: boolean
  /** Refusals of its own, beside `unauthenticated`, `origin_refused`, `invalid_request`, `too_large` and `internal`. */
  readonly refusals: readonly ErrorCode[]
}

/** The revision of the position that a change was made on. */
export const revision = z.int().positive()
/** What somebody must say in words. */
export const reason = z.string().max(2000)
export const positionParams = z.object({ positionId: id })
export const versionParams = z.object({ positionId: id, number: z.coerce.number().int().positive() })
export const about = { params: null, query: null, body: null, isPublic: false, refusals: [] } as const
export const read = { ...about, method: 'GET', status: 200 } as const
/** A change of one position, which answers with its new state. */
export const command = {
  ...about,
  method: 'POST',
  status: 200,
  params: positionParams,
  response: positionDetail,
} as const
/** What every change of a position that names its revision may be refused with. */
export const commandRefusals = ['not_found', 'forbidden', 'state_conflict', 'revision_conflict'] as const
