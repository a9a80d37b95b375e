import { type Archive, openArchive } from './archive.ts'
import type { WordBounds } from './bounds.ts'
import { ownWordsIn } from './own-words.ts'
import { Refused } from './refusals.ts'
import { originProperty } from './word-names.ts'
import { childrenOf, readXml, textIn, type XmlElement } from './xml.ts'

/** The parts of a Word file that are read; null where it has none of a kind. */
export interface WordParts {
  readonly document: XmlElement
  readonly styles: XmlElement | null
  readonly numbering: XmlElement | null
  readonly footnotes: XmlElement | null
  readonly endnotes: XmlElement | null
  readonly comments: XmlElement | null
  readonly commentsExtended: XmlElement | null
  /** Where the links of the text lead, by the ids of their relationships. */
  readonly links: ReadonlyMap<string, string>
  /** The same for the links in footnotes. */
  readonly noteLinks: ReadonlyMap<string, string>
  /** What stands at the head and foot of the pages. */
  readonly pages: readonly XmlElement[]
  /** What the file says of itself: its title, keywords, labels. */
  readonly properties: readonly string[]
  /** Whether Samsyn wrote the file: then empty lines are lines. */
  readonly isOwn: boolean
  /** Whether Samsyn wrote a line beside the text; null where the file does not say. */
  readonly ownWords: ((line: string) => boolean) | null
}

interface Relationship {
  readonly id: string
  /** What stands behind the last slash of its type. */
  readonly type: string
  readonly target: string
  readonly isExternal: boolean
}

/** A text of the present kind, or a template of one. */
const textTypes = /wordprocessingml\.(document|template)\.main\+xml$/
const macroTypes = /macroEnabled|vbaProject|ms-word\.vbaData/i
const macroParts = /(^|\/)(vbaProject\.bin|vbaData\.xml)$/i

/** Opens a Word file and reads the parts that its text is in. */
export async function openParts(bytes: Uint8Array, bounds: WordBounds): Promise<WordParts> {
  const archive = await openArchive(bytes, bounds)
  const read = async (name: string) => {
    const part = await archive.read(name)
    return part && readXml(part, bounds)
  }
  const types = await read('[Content_Types].xml')
  if (!types) throw new Refused('not_word')
  const typeOf = contentTypes(types)
  refuseMacros(archive, types)

  const roots = relationshipsOf(await read('_rels/.rels'), '')
  const main = roots.find(({ type }) => type === 'officeDocument')
  if (!main || !textTypes.test(typeOf(main.target))) throw new Refused('not_word')
  const document = await read(main.target)
  if (document?.name !== 'w:document') throw new Refused('damaged')

  const related = relationshipsOf(await read(relationshipsName(main.target)), main.target)
  const part = async (type: string) => {
    const target = related.find((each) => each.type === type && !each.isExternal)?.target
    return target === undefined ? null : await read(target)
  }
  const notes = related.find(({ type }) => type === 'footnotes')?.target
  const about = async (kind: string) => {
    const target = roots.find(({ type }) => type === kind)?.target
    return target === undefined ? null : await read(target)
  }
  const custom = await about('custom-properties')
  const core = await about('core-properties')
  const pages: XmlElement[] = []
  for (const { type, target } of related) {
    const page = type === 'header' || type === 'footer' ? await read(target) : null
    if (page) pages.push(page)
  }
  return {
    document,
    styles: await part('styles'),
    numbering: await part('numbering'),
    footnotes: await part('footnotes'),
    endnotes: await part('endnotes'),
    comments: await part('comments'),
    commentsExtended: await part('commentsExtended'),
    links: linksOf(related),
    noteLinks:
      notes === undefined ? new Map() : linksOf(relationshipsOf(await read(relationshipsName(notes)), notes)),
    pages,
    properties: [core, custom].flatMap((part) => childrenOf(part ?? undefined).map(textIn)),
    ownWords: ownWordsIn(custom),
    isOwn: childrenOf(custom ?? undefined, 'property').some(
      ({ attributes }) => attributes.name === originProperty,
    ),
  }
}

function refuseMacros(archive: Archive, types: XmlElement): void {
  const named = childrenOf(types).some(({ attributes }) => macroTypes.test(attributes.ContentType ?? ''))
  if (named || archive.names.some((name) => macroParts.test(name))) throw new Refused('has_macros')
}

function contentTypes(types: XmlElement): (name: string) => string {
  const overrides = new Map(
    childrenOf(types, 'Override').map(({ attributes }) => [
      attributes.PartName?.toLowerCase(),
      attributes.ContentType,
    ]),
  )
  const defaults = new Map(
    childrenOf(types, 'Default').map(({ attributes }) => [
      attributes.Extension?.toLowerCase(),
      attributes.ContentType,
    ]),
  )
  return (name) =>
    overrides.get(`/${name.toLowerCase()}`) ?? defaults.get(name.split('.').at(-1)?.toLowerCase()) ?? ''
}

function relationshipsOf(part: XmlElement | null, of: string): readonly Relationship[] {
  const folder = of.split('/').slice(0, -1)
  return childrenOf(part ?? undefined, 'Relationship').map(({ attributes }) => {
    const isExternal = attributes.TargetMode === 'External'
    const target = attributes.Target ?? ''
    return {
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').split('/').at(-1) ?? '',
      target: isExternal ? target : partName(target, folder),
      isExternal,
    }
  })
}

/** The name of a part that another points to. */
function partName(target: string, folder: readonly string[]): string {
  const path = target.startsWith('/') ? [] : [...folder]
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

function relationshipsName(part: string): string {
  const steps = part.split('/')
  return [...steps.slice(0, -1), '_rels', `${steps.at(-1)}.rels`].join('/')
}

function linksOf(related: readonly Relationship[]): ReadonlyMap<string, string> {
  return new Map(
    related.flatMap(({ id, type, target }) => (type === 'hyperlink' ? [[id, target] as const] : [])),
  )
}
