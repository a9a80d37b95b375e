/** Where a finger is, in CSS pixels, and when, in milliseconds. */
export interface Touched {
  readonly x: number
  readonly y: number
  readonly at: number
}

/** A swipe is longer than this, in pixels, twice as far sideways as up or down, and over within the time. */
const shortest = 60
const longestTime = 700
/** What begins at an edge is the browser's own way back. */
const edge = 24

/** Where a finger wanted to go: to the left means to what comes next, as when one turns a page. */
export function swipeBetween(from: Touched, to: Touched, width: number): 'previous' | 'next' | null {
  const [across, along] = [to.x - from.x, Math.abs(to.y - from.y)]
  if (from.x < edge || from.x > width - edge || to.at - from.at > longestTime) return null
  if (Math.abs(across) < shortest || Math.abs(across) < along * 2) return null
  return across < 0 ? 'next' : 'previous'
}
