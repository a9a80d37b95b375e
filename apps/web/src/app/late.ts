import { useEffect, useEffectEvent, useState } from 'react'
import { restOfPage } from './opening.ts'

/** How long after a part of the app could not be loaded it is tried again, in milliseconds. */
const againAfter = 3_000

/** Loads a part of the app that a page does without at first; a network that fails is tried again until it has come. */
export async function loadLate<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((done) => setTimeout(done, againAfter))
    }
  }
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
