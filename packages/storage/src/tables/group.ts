/** Splits the rows of a join where the key changes; the rows have to come ordered by it. */
export function groupConsecutive<Row>(
  rows: readonly Row[],
  key: (row: Row) => unknown,
): readonly (readonly [Row, ...Row[]])[] {
  const groups: [Row, ...Row[]][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && key(last[0]) === key(row)) last.push(row)
    else groups.push([row])
  }
  return groups
}
