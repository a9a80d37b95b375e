import type { Position } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { HandlerContext } from './context.ts'

/** When a position's draft was shared with every party; null while it is not. */
export function sharedSince({ storage }: HandlerContext, positionId: string): Promise<string | null> {
  return sharedSinceIn(storage.tables, positionId)
}

/** The same from the tables of a transaction. */
export async function sharedSinceIn({ events }: Tables, positionId: string): Promise<string | null> {
  const told = await events.byPosition(positionId)
  return told.find(({ event }) => event.type === 'coordination.started')?.at ?? null
}

/** Whether what is said beside a draft reaches those whom its sender was told of: a draft that was shared meanwhile has more readers. */
export function isReachedAsSeen(
  { life }: Pick<Position, 'life'>,
  { seenAsShared }: { readonly seenAsShared?: boolean | undefined },
): boolean {
  return seenAsShared === undefined || seenAsShared === (life.status !== 'draft')
}
