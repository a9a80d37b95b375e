import { type CountryCode, countryCodes } from '@samsyn/domain'
import type { Extension } from '@tiptap/core'
import { copyMark } from '../pasting/copy-mark.ts'

const mark = copyMark('own-pages')

/** Marks what leaves a country's own pages. */
export function markCopies(country: CountryCode): Extension {
  return mark.extension(country)
}

/** Whose own pages something comes from that is pasted or dropped; null where nothing speaks for any. */
export function ownPagesOf(data: Pick<DataTransfer, 'getData'>): CountryCode | null {
  const origin = mark.originOf(data)
  return countryCodes.find((code) => code === origin) ?? null
}
