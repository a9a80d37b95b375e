import { useEffect, useSyncExternalStore } from 'react'
import { loadLate } from '../../app/late.ts'

type Beside = typeof import('./beside.ts')

let beside: Beside | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Loads what stands beside a text, once for all texts of this page. */
function loadBeside(): Promise<void> {
  loading ??= loadLate(() => import('./beside.ts')).then((loaded) => {
    beside = loaded
    for (const listener of listeners) listener()
  })
  return loading
}

/** What stands beside a text, null until it is loaded; `isNeeded` where it does not wait for a text. */
export function useBeside({ isNeeded }: { readonly isNeeded: boolean } = { isNeeded: false }): Beside | null {
  useEffect(() => {
    if (isNeeded) void loadBeside()
  }, [isNeeded])
  return useSyncExternalStore(subscribe, () => beside)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
