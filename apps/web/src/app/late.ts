import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { restOfPage } from './opening.ts'

/** How long after a part of the app could not be loaded it is tried again, in milliseconds. */
const againAfter = [1_000, 2_000, 4_000]

let isMissing = false
const listeners = new Set<() => void>()

/** Says that a part of the app will not come to this page any more: browsers keep for its life that a file failed. */
export function tellMissing(): void {
  isMissing = true
  for (const listener of listeners) listener()
}

/** Whether a part of the app could not be loaded, so that the page has to be loaded again. */
export function useIsPartMissing(): boolean {
  return useSyncExternalStore(subscribe, () => isMissing)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Loads a part of the app that a page does without at first; null, and the page says so, where it cannot be had. */
export async function loadLate<Part>(load: () => Promise<Part>): Promise<Part | null> {
  for (const wait of [...againAfter, null]) {
    try {
      return await load()
    } catch {
      if (wait !== null) await new Promise((done) => setTimeout(done, wait))
    }
  }
  tellMissing()
  return null
}

/** A part of the app that comes when a page has opened its text; null until then. */
export function useLate<Part>(load: () => Promise<Part>): Part | null {
  const [part, setPart] = useState<Part | null>(null)
  const loadOnce = useEffectEvent(() => loadLate(load))
  useEffect(() => {
    let isOver = false
    void restOfPage()
      .then(loadOnce)
      .then((loaded) => {
        if (!isOver) setPart(loaded)
      })
    return () => {
      isOver = true
    }
  }, [])
  return part
}
