import { markingsIn } from './text-markings.ts'

/**
 * Where in something that is sent words carry a marking of classified information, as a dotted path; null where none do. Every
 * string in it is looked at, whatever it is for: a field that comes later is looked at as well.
 */
export function classifiedField(sent: unknown): string | null {
  return fieldWith(sent, (text) =>
    markingsIn(text.split(/\r\n|[\r\n]/)).some(({ kind }) => kind === 'classified'),
  )
}

/** Where in something that is sent a string has half a surrogate pair, which no canonical text can have; null where none has. */
export function illFormedField(sent: unknown): string | null {
  return fieldWith(sent, (text) => !text.isWellFormed())
}

function fieldWith(sent: unknown, holds: (text: string) => boolean, path = ''): string | null {
  if (typeof sent === 'string') return holds(sent) ? path : null
  if (typeof sent !== 'object' || sent === null) return null
  for (const [key, inner] of Object.entries(sent)) {
    const found = fieldWith(inner, holds, path === '' ? key : `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}
