/**
 * A number in an act by its parts: 12 is `[12]`, 12a `[12, 1]`, 12ab `[12, 1, 2]`; below zero stands what goes before the
 * first, `-1`, and what goes before a letter, `3-a` between 3 and 3a.
 */
export type ActNumber = readonly [number, ...number[]]

/** Whether a row of numbers counts by figures or, as points do, by letters. */
export type NumberStyle = 'figures' | 'letters'

/** Reads a number as it stands in an act, `3a` or `(ca)` or `Article 12`; null where it is none of that row. */
export function parseActNumber(text: string, style: NumberStyle): ActNumber | null {
  const first = style === 'figures' ? '\\d{1,4}' : '[a-z]'
  const match = new RegExp(
    `^(?:\\p{L}{2,}\\s+)?\\(?(-?)(${first})(?! ?(?:bis|ter|quater))((?: ?-?[a-z])*)[.)]*$`,
    'iu',
  ).exec(text.trim())
  if (!match) return null
  const [, sign = '', start = '', rest = ''] = match
  const value = style === 'figures' ? Number(start) : letterValue(start)
  const suffix = [...rest.matchAll(/(-?)([a-z])/gi)].map(([, minus, letter = '']) =>
    minus === '-' ? -letterValue(letter) : letterValue(letter),
  )
  return [sign === '-' ? -value : value, ...suffix]
}

/** A number as the Council writes it. */
export function formatActNumber([first, ...suffix]: ActNumber, style: NumberStyle): string {
  const start = style === 'figures' ? String(Math.abs(first)) : letters(Math.abs(first))
  return (
    (first < 0 ? '-' : '') +
    start +
    suffix.map((part) => (part < 0 ? `-${letter(-part)}` : letter(part))).join('')
  )
}

/** Below zero where the first number stands before the other, above where after. */
export function compareActNumbers(one: ActNumber, other: ActNumber): number {
  for (let i = 0; i < Math.max(one.length, other.length); i += 1) {
    const difference = (one[i] ?? Number.NEGATIVE_INFINITY) - (other[i] ?? Number.NEGATIVE_INFINITY)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * As many numbers as asked for, in order, after one number of the base text and before another: 3a and 3b between 3 and 4,
 * 3b between 3a and 4, 3aa between 3a and 3b, -1 before 1, 6a before 7 where nothing stands before it.
 */
export function numbersBetween(
  lower: ActNumber | null,
  upper: ActNumber | null,
  count: number,
): readonly ActNumber[] {
  if (count <= 0) return []
  if (!lower) {
    if (!upper) return row(count, (index) => [index])
    const [first] = upper
    if (upper.length === 1 && first <= 1) {
      const end = Math.min(first, 0)
      return row(count, (index) => [end - count + index - 1])
    }
    return numbersBetween(before(upper), upper, count)
  }
  const isBelow = (number: ActNumber) => !upper || compareActNumbers(number, upper) < 0
  const fitting = (make: (index: number) => ActNumber) => {
    const found = row(count, make).filter((number) =>
      number.every((part) => part <= 26 || number.length === 1),
    )
    return found.filter(isBelow)
  }
  const last = lower.at(-1) ?? 0
  const chains = [
    ...(lower.length > 1 && last > 0 ? [fitting((index) => [...head(lower), last + index])] : []),
    fitting((index) => [...lower, index]),
  ]
  // The first way that has room: one more insertion then leaves the numbers before it as they are.
  const chain = chains.find(({ length }) => length > 0)
  if (chain) {
    const rest = numbersBetween(chain.at(-1) ?? lower, upper, count - chain.length)
    return [...chain, ...rest]
  }
  const floor = Math.min(upper?.[lower.length] ?? 0, 0)
  return row(count, (index) => [...lower, floor - count + index - 1])
}

/** The number that stands before one that nothing in the text stands before. */
function before(number: ActNumber): ActNumber {
  const last = number.at(-1) ?? 0
  if (number.length === 1) return [last - 1]
  const parts = head(number)
  return last > 1 ? [...parts, last - 1] : parts
}

function head([first, ...suffix]: ActNumber): ActNumber {
  return [first, ...suffix.slice(0, -1)]
}

function row(count: number, make: (index: number) => ActNumber): ActNumber[] {
  return Array.from({ length: count }, (_unused, index) => make(index + 1))
}

/** After (z) come (aa), (bb). */
function letters(value: number): string {
  return letter(((value - 1) % 26) + 1).repeat(Math.ceil(value / 26))
}

function letterValue(text: string): number {
  return text.toLowerCase().charCodeAt(0) - 96
}

function letter(value: number): string {
  return String.fromCharCode(96 + value)
}
