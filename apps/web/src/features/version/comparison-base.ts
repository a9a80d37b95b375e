/** Which earlier version to compare with: the one asked for if there is such a one, else the usual one. */
export function comparisonBase(
  asked: string | null,
  earlier: readonly number[],
  answered: number | null,
): number | null {
  if (asked === null || earlier.length === 0) return null
  const number = Number(asked)
  return earlier.includes(number) ? number : usualBase(earlier, answered)
}

/** What is new to a reader: since the version that their country answered to, else since the latest one. Of one earlier version at least. */
export function usualBase(earlier: readonly number[], answered: number | null): number {
  return answered !== null && earlier.includes(answered) ? answered : Math.max(...earlier)
}
