import { wipeKept } from '../features/keeping/kept-store.ts'
import { wipeDrafts } from './device-storage.ts'

/** Leaves a person nothing of what others began or kept on this device. */
export async function wipeOthers(personId: string): Promise<void> {
  await Promise.all([wipeDrafts(personId), wipeKept({ exceptOf: personId })])
}
