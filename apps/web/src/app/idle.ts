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

/** As `whenIdle`, but not before so many milliseconds have passed, and then within as many once more. */
export function whenIdleAfter(work: () => void, wait: number): () => void {
  let leave: (() => void) | null = null
  const timer = setTimeout(() => {
    leave = whenIdle(work, wait)
  }, wait)
  return () => {
    clearTimeout(timer)
    leave?.()
  }
}
