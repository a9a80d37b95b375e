import * as Y from 'yjs'
import { fragmentName } from './schema.ts'

/** A Yjs id: the server knows which person writes under a client id. */
export interface SetBy {
  readonly client: number
  readonly clock: number
}

/** An attribute of an element as it is now, and the id that set it. */
export interface AttributeSetter extends SetBy {
  readonly element: Y.XmlElement
  readonly name: string
  readonly value: unknown
}

/** A format over characters of a line as it is now, and the ids that opened and closed it. */
export interface FormatSetter extends SetBy {
  readonly line: Y.XmlText
  /** As y-tiptap writes it: the name of a mark, with `--` and a hash behind it where the mark may overlap itself. */
  readonly name: string
  readonly value: unknown
  /** Places in the line, as `Y.XmlText` counts them. */
  readonly from: number
  readonly to: number
  /** Null where the format runs to the end of the line without an end of its own. */
  readonly closedBy: SetBy | null
}

export interface Setters {
  readonly attributes: readonly AttributeSetter[]
  readonly formats: readonly FormatSetter[]
}

/**
 * Who set what in a draft: for every attribute of an element and every format of a line the Yjs id that gave it its
 * present value. Reads a live ydoc without changing it. An id says who set the value last, which is also said of those
 * who moved a block or split it: the two halves are written anew.
 */
export function setters(ydoc: Y.Doc): Setters {
  const attributes: AttributeSetter[] = []
  const formats: FormatSetter[] = []
  const walk = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) formats.push(...formatsOf(child))
      else if (child instanceof Y.XmlElement) {
        attributes.push(...attributesOf(child))
        walk(child)
      }
    }
  }
  walk(ydoc.getXmlFragment(fragmentName))
  return { attributes, formats }
}

function* attributesOf(element: Y.XmlElement): Generator<AttributeSetter> {
  for (const [name, item] of element._map) {
    if (!item.deleted) yield { element, name, value: item.content.getContent().at(-1), ...item.lastId }
  }
}

interface OpenFormat extends SetBy {
  readonly value: unknown
  readonly from: number
}

function formatsOf(line: Y.XmlText): FormatSetter[] {
  const all: FormatSetter[] = []
  const open = new Map<string, OpenFormat>()
  let place = 0
  const close = (name: string, closedBy: SetBy | null) => {
    const format = open.get(name)
    open.delete(name)
    if (format && format.from < place) all.push({ line, name, ...format, to: place, closedBy })
  }
  for (let item = line._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) {
      const { key, value } = item.content
      const { client, clock } = item.id
      close(key, { client, clock })
      if (value !== null) open.set(key, { client, clock, value, from: place })
    } else if (item.countable) place += item.length
  }
  for (const name of [...open.keys()]) close(name, null)
  return all.sort((one, other) => one.from - other.from)
}
