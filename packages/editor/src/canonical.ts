import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { type DocJson, type MarkName, markNames } from './doc-json.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Attributes that mean the same whether written or left out. */
const defaults: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  orderedList: { start: 1 },
  tableCell: { colspan: 1, rowspan: 1 },
  tableHeader: { colspan: 1, rowspan: 1 },
}

/**
 * A document in its normal form: keys sorted, defaults left out, marks in the order of the schema, text of one
 * formatting in one piece. Documents that say the same have the same normal form.
 */
export function normalForm(doc: DocJson): DocJson {
  // A document is JSON by its type, and stays a document; the casts only forget and remember which.
  return normalise(doc as unknown as Json) as unknown as DocJson
}

/**
 * The canonical JSON (RFC 8785) of a document: the same text gives the same characters, whatever the order of its keys
 * or marks, whether defaults are written out, and whatever its editing history. Throws on half a surrogate pair. Light: needs no editor.
 */
export function canonicalJson(doc: DocJson): string {
  return canonicalize(normalForm(doc)) ?? ''
}

/** The canonical JSON (RFC 8785) of any value; throws where it has none. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Only JSON values have a canonical form')
  return text
}

/** The SHA-256 of the UTF-8 bytes of a text, in lower-case hexadecimal. */
export function textHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** The content hash of a document: SHA-256 of the UTF-8 bytes of its canonical JSON, in lower-case hexadecimal. */
export function contentHash(doc: DocJson): string {
  return textHash(canonicalJson(doc))
}

function normalise(value: Json): Json {
  if (Array.isArray(value)) return value.map(normalise)
  if (value === null || typeof value !== 'object') return value
  const node = value as { readonly [key: string]: Json | undefined }
  const normal: Record<string, Json> = {}
  for (const [key, part] of sortedEntries(node)) {
    if (part === undefined) continue
    if (key === 'attrs') {
      const attributes = withoutDefaults(part, String(node.type))
      if (attributes) normal[key] = attributes
    } else if (key === 'marks') {
      const marks = normalise(part)
      if (Array.isArray(marks) && marks.length > 0) normal[key] = [...marks].sort(byRank)
    } else if (key === 'content' && Array.isArray(part)) {
      if (part.length > 0) normal[key] = joinText(part.map(normalise))
    } else {
      normal[key] = normalise(part)
    }
  }
  return normal
}

/** Joins neighbouring pieces of text with the same marks, as ProseMirror does in the editor. */
function joinText(children: readonly Json[]): Json[] {
  const joined: Json[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (isText(last) && isText(child) && JSON.stringify(last.marks) === JSON.stringify(child.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + child.text }
    } else {
      joined.push(child)
    }
  }
  return joined
}

function isText(node: Json | undefined): node is { readonly text: string; readonly marks?: Json } {
  return typeof node === 'object' && node !== null && 'text' in node && typeof node.text === 'string'
}

function withoutDefaults(attributes: Json, type: string): Json | null {
  if (attributes === null || typeof attributes !== 'object') return null
  const kept = sortedEntries(attributes as { readonly [key: string]: Json | undefined }).filter(
    ([key, value]) => value !== null && value !== undefined && value !== defaults[type]?.[key],
  )
  return kept.length === 0 ? null : (Object.fromEntries(kept) as Json)
}

function sortedEntries<T>(values: { readonly [key: string]: T }): [string, T][] {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
}

function byRank(one: Json, other: Json): number {
  return rankOf(one) - rankOf(other) || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
}

function rankOf(mark: Json): number {
  return markNames.indexOf((mark as { readonly type?: MarkName } | null)?.type ?? 'link')
}
