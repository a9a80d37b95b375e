/** Which earlier version to compare with: the one asked for if there is such a one, else the latest of them. */
export function comparisonBase(asked: string | null, earlier: readonly number[]): number | null {
  if (asked === null || earlier.length === 0) return null
  const number = Number(asked)
  return earlier.includes(number) ? number : Math.max(...earlier)
}
