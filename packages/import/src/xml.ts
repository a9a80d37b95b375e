import { XmlElement as ParsedElement, parseXml, XmlText } from '@rgrove/parse-xml'
import { Refused } from './refusals.ts'

/** An element under the name that Word usually gives it, whatever prefix the file uses for its namespace. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

const wordprocessing = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]
const relationships = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]

/** The usual prefixes of the namespaces that are read, those of the transitional and the strict form. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ...wordprocessing.map((uri) => [uri, 'w'] as const),
  ...relationships.map((uri) => [uri, 'r'] as const),
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://schemas.openxmlformats.org/drawingml/2006/diagram', 'dgm'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
  ['http://schemas.openxmlformats.org/package/2006/content-types', ''],
  ['http://schemas.openxmlformats.org/officeDocument/2006/custom-properties', ''],
  ['http://purl.oclc.org/ooxml/officeDocument/customProperties', ''],
  ['http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes', 'vt'],
  ['http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes', 'vt'],
])

type Scope = Readonly<Record<string, string>>

/** Reads a part as XML. Refuses what is not well-formed, and what lies deeper in itself than any text. */
export function readXml(bytes: Uint8Array, { depth }: { readonly depth: number }): XmlElement {
  const root = parsed(decoded(bytes))
  if (!root) throw new Refused('damaged')
  return elementOf(root, {}, depth)
}

function parsed(text: string): ParsedElement | null {
  try {
    return parseXml(text).root
  } catch {
    // Not well-formed, or so deep that the parser ran out of stack.
    throw new Refused('damaged')
  }
}

function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Refused('damaged')
  }
}

function elementOf(element: ParsedElement, outer: Scope, depth: number): XmlElement {
  if (depth === 0) throw new Refused('damaged')
  const scope = scopeOf(element, outer)
  return {
    name: nameIn(element.name, scope, true),
    attributes: Object.fromEntries(
      Object.entries(element.attributes).map(([name, value]) => [nameIn(name, scope, false), value]),
    ),
    children: element.children.flatMap((child): readonly (XmlElement | string)[] => {
      if (child instanceof ParsedElement) return [elementOf(child, scope, depth - 1)]
      return child instanceof XmlText ? [child.text] : []
    }),
  }
}

function scopeOf({ attributes }: ParsedElement, outer: Scope): Scope {
  let scope = outer
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    scope = { ...scope, [name.slice('xmlns:'.length)]: attributes[name] ?? '' }
  }
  return scope
}

function nameIn(name: string, scope: Scope, isElement: boolean): string {
  const colon = name.indexOf(':')
  const prefix = colon < 0 ? '' : name.slice(0, colon)
  // An attribute without a prefix is in no namespace.
  if (prefix === '' && !isElement) return name
  const usual = prefixes.get(scope[prefix] ?? '')
  if (usual === undefined) return name.startsWith('xml') ? name : `?${name}`
  const local = name.slice(colon + 1)
  return usual === '' ? local : `${usual}:${local}`
}

/** The elements among the children, of one name where it is given. */
export function childrenOf(element: XmlElement | undefined, name?: string): readonly XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

/** The first child of a name, on the way down a path of names. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((inner, name) => childrenOf(inner, name)[0], element)
}

/** The value that Word gives an element. */
export function wordValue(element: XmlElement | undefined): string | undefined {
  return element?.attributes['w:val']
}

/** The value as a whole number. */
export function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : null
}

/** Whether an element switches something on; null where it is not there. */
export function isOn(element: XmlElement | undefined): boolean | null {
  if (!element) return null
  const value = wordValue(element)
  return value !== '0' && value !== 'false' && value !== 'off'
}

/** All text in an element, whatever it is. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('')
}
