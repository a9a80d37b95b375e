import type { HandlerContext } from './context.ts'

/** When a position's draft was shared with every party; null while it is not. */
export async function sharedSince({ storage }: HandlerContext, positionId: string): Promise<string | null> {
  const events = await storage.tables.events.byPosition(positionId)
  return events.find(({ event }) => event.type === 'coordination.started')?.at ?? null
}
