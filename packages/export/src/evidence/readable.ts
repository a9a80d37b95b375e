import { canonicalText } from '@samsyn/editor'

/** JSON that people read, its keys in one order. */
export function readable(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalText(value)), null, 2)}\n`
}
