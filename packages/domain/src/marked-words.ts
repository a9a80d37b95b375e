import { markingsIn } from './text-markings.ts'

/**
 * Where in something that is sent words carry a marking of classified information, as a dotted path; null where none do. Every
 * string in it is looked at, whatever it is for: a field that comes later is looked at as well.
 */
export function classifiedField(sent: unknown, path = ''): string | null {
  if (typeof sent === 'string') {
    const isClassified = markingsIn(sent.split(/\r\n|[\r\n]/)).some(({ kind }) => kind === 'classified')
    return isClassified ? path : null
  }
  if (typeof sent !== 'object' || sent === null) return null
  for (const [key, inner] of Object.entries(sent)) {
    const found = classifiedField(inner, path === '' ? key : `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}
