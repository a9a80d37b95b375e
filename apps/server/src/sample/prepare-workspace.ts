import type { Storage } from '@samsyn/storage'
import type { Clock } from '../clock.ts'
import { loadSample } from './load-sample.ts'
import { sampleWorkspace } from './sample-workspace.ts'

/** Founds the workspace of an empty database, with the sample content if wanted; leaves every other database alone. */
export async function prepareWorkspace(
  storage: Storage,
  { clock, isSampleWanted }: { readonly clock: Clock; readonly isSampleWanted: boolean },
): Promise<void> {
  if (await storage.tables.workspace.get()) return
  const now = clock.now()
  await storage.transaction(async (tables) => {
    await tables.workspace.create({ name: 'Samsyn', isSample: isSampleWanted, createdAt: now })
    if (isSampleWanted) await loadSample(tables, sampleWorkspace({ now }))
  })
}
