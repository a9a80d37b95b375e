import * as Y from 'yjs'
import type { Attribution } from './attribution.ts'

/** A section by its id, with the title it has now, or had when it went. */
export interface SectionName {
  readonly id: string
  readonly title: string
}

/**
 * The name of each outermost element of a root, in the order of the text, those that are gone included. Where several had
 * one id, as after a move, all go by the name of the one that is there, or was last.
 */
export function sectionNames(
  ydoc: Y.Doc,
  root: string,
  attribution: Attribution,
): ReadonlyMap<Y.XmlElement, SectionName> {
  const names = new Map<Y.XmlElement, SectionName>()
  const best = new Map<string, { readonly name: SectionName; readonly goneAt: number }>()
  for (let item = ydoc.get(root)._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentType) || !(item.content.type instanceof Y.XmlElement)) continue
    const section = item.content.type
    const goneAt = removedBy(item, attribution)
    const name = { id: idOf(section), title: titleOf(section, goneAt, attribution) }
    names.set(section, name)
    const known = best.get(name.id)
    if (!known || known.goneAt < goneAt) best.set(name.id, { name, goneAt })
  }
  for (const [section, name] of names) names.set(section, best.get(name.id)?.name ?? name)
  return names
}

/** The entry that removed an item; for one that is there, later than all. */
function removedBy(item: Y.Item, attribution: Attribution): number {
  return attribution.removal(item.id.client, item.id.clock)?.entry ?? Number.POSITIVE_INFINITY
}

/** The attribute, also of an element that is gone and has lost it with all else. */
function idOf(section: Y.XmlElement): string {
  const [value] = section._map.get('id')?.content.getContent() ?? []
  return typeof value === 'string' ? value : ''
}

/** The words of the first element inside that went no earlier than the section itself. */
function titleOf(section: Y.XmlElement, goneAt: number, attribution: Attribution): string {
  for (let item = section._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentType && removedBy(item, attribution) >= goneAt) {
      return wordsOf(item.content.type as Y.AbstractType<unknown>, goneAt, attribution)
    }
  }
  return ''
}

function wordsOf(type: Y.AbstractType<unknown>, goneAt: number, attribution: Attribution): string {
  let words = ''
  for (let item = type._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentType && removedBy(item, attribution) >= goneAt) {
      words += wordsOf(item.content.type as Y.AbstractType<unknown>, goneAt, attribution)
    } else if (item.content instanceof Y.ContentString) {
      const { client, clock } = item.id
      for (const run of attribution.runs(client, clock, item.length)) {
        if ((run.removed?.entry ?? Number.POSITIVE_INFINITY) < goneAt) continue
        words += item.content.str.slice(run.clock - clock, run.clock - clock + run.length)
      }
    }
  }
  return words
}
