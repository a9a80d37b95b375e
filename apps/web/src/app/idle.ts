/** Does something once the page has drawn what it is busy with, or after so many milliseconds; returns what calls it off. */
export function whenIdle(work: () => void, within: number): () => void {
  // Safari has no idle time to give.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, within)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: within })
  return () => cancelIdleCallback(handle)
}
