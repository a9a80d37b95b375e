import type { Storage, Tables } from '@samsyn/storage'
import { verifyDatabase } from '../../src/verify/verify-database.ts'

/**
 * Which purges of a position the check finds unconfirmed, by the place of their events, were these as one writes them who means harm:
 * naming nobody, and no ask.
 */
export async function purgesFoundAsAlone(storage: Storage, positionId: string): Promise<readonly number[]> {
  const read = <Value>(work: (tables: Tables) => Promise<Value>) =>
    storage.transaction((tables) => {
      const byPosition = async (id: string) =>
        (await tables.events.byPosition(id)).map((one) =>
          one.event.type === 'spill.purged'
            ? { ...one, event: { ...one.event, signers: [], askId: null } }
            : one,
        )
      return work({ ...tables, events: { ...tables.events, byPosition } })
    })
  const { faults } = await verifyDatabase({ ...storage, read })
  return faults.flatMap((fault) =>
    fault.kind === 'purge_unconfirmed' && fault.positionId === positionId ? [fault.purge] : [],
  )
}
