import { wipeKept } from '../features/keeping/kept-store.ts'
import { wipeDrafts } from './device-storage.ts'

/** Leaves nothing of anybody's on this device: its session was ended. */
export async function wipeDevice(): Promise<void> {
  await Promise.all([wipeDrafts(), wipeKept()])
}

/** Leaves a person nothing of what others began or kept on this device. */
export async function wipeOthers(personId: string): Promise<void> {
  await Promise.all([wipeDrafts(personId), wipeKept({ exceptOf: personId })])
}
