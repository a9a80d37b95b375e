import { assertNever } from '@samsyn/domain'

/** One of the two texts of a comparison: a frozen version, the draft as it stood at an instant, or the draft now. */
export type Side =
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'moment'; readonly at: string }
  | { readonly kind: 'now' }

/** A side as it stands in an address. */
export function sideCode(side: Side): string {
  switch (side.kind) {
    case 'version':
      return `v${side.number}`
    case 'moment':
      return side.at
    case 'now':
      return 'now'
    default:
      return assertNever(side)
  }
}

/** The side that an address names; null for anything else. */
export function readSide(code: string | null): Side | null {
  if (code === null) return null
  if (code === 'now') return { kind: 'now' }
  if (/^v[1-9]\d{0,5}$/.test(code)) return { kind: 'version', number: Number(code.slice(1)) }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(code) || Number.isNaN(Date.parse(code))) {
    return null
  }
  return { kind: 'moment', at: new Date(code).toISOString() }
}

/** Whether two sides are one text by what they are called. */
export function isSameSide(one: Side, other: Side): boolean {
  return sideCode(one) === sideCode(other)
}

/** When the text of a side was what it is; null for now. Undefined for a version that is not there. */
export function instantOfSide(
  side: Side,
  versions: readonly { readonly number: number; readonly frozenAt: string }[],
): string | null | undefined {
  switch (side.kind) {
    case 'version':
      return versions.find(({ number }) => number === side.number)?.frozenAt
    case 'moment':
      return side.at
    case 'now':
      return null
    default:
      return assertNever(side)
  }
}

/** Two sides with the earlier one first; nobody reads a text backwards in time. */
export function inTimeOrder(
  sides: readonly [Side, Side],
  versions: readonly { readonly number: number; readonly frozenAt: string }[],
): readonly [Side, Side] {
  const [one, other] = sides.map((side) => instantOfSide(side, versions))
  // Now comes after everything; of two that are as old as each other the order stays.
  const isReversed = one === null ? other !== null : one !== undefined && other != null && one > other
  return isReversed ? [sides[1], sides[0]] : sides
}

/**
 * What to compare when nothing was asked for: the latest version with the draft, before there is one the draft of a day ago,
 * or the latest two versions.
 */
export function usualSides(
  versions: readonly { readonly number: number }[],
  {
    canReadDraft,
    createdAt,
    now,
  }: { readonly canReadDraft: boolean; readonly createdAt: string; readonly now: number },
): readonly [Side, Side] | null {
  const [latest, previous] = [...versions].sort((one, other) => other.number - one.number)
  if (canReadDraft) {
    const from: Side = latest
      ? { kind: 'version', number: latest.number }
      : momentBeside('earlier', { other: null, createdAt, now })
    return [from, { kind: 'now' }]
  }
  if (!latest || !previous) return null
  return [
    { kind: 'version', number: previous.number },
    { kind: 'version', number: latest.number },
  ]
}

const minute = 60_000
const day = 24 * 60 * minute

/**
 * A moment to go on from for whoever asks for one: a day before the other text where it is to be the earlier one, else
 * yesterday, and never before the draft was begun, after now, or on the wrong side of the other text if that can be.
 */
export function momentBeside(
  which: 'earlier' | 'later',
  {
    other,
    createdAt,
    now,
  }: { readonly other: string | null; readonly createdAt: string; readonly now: number },
): Side {
  const beside = other === null ? now : Date.parse(other)
  const wanted = which === 'earlier' ? Math.min(beside, now) - day : Math.max(now - day, beside + minute)
  const at = Math.min(Math.max(wanted, Date.parse(createdAt)), now)
  return { kind: 'moment', at: new Date(at).toISOString() }
}
