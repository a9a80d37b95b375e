import type { FormattingName, SectionKind } from '@samsyn/editor'
import { styleNames } from './word-names.ts'
import { childOf, childrenOf, isOn, numberOf, wordValue, type XmlElement } from './xml.ts'

/** What a run's properties, or a style, say of the looks that Samsyn knows; absent where they say nothing. */
export type Look = Readonly<Partial<Record<FormattingName | 'hidden' | 'raised', boolean>>>

/** The styles of a file. */
export interface Styles {
  /** The name of a style, in lower case: Word keeps it whatever language it speaks. */
  nameOf(id: string | undefined): string
  /** The level of a heading style, from 1; null for any other. */
  headingLevel(id: string | undefined): number | null
  /** The numbering that a paragraph style brings along. */
  numbering(id: string | undefined): XmlElement | undefined
  /** The look that a character style gives. */
  look(id: string | undefined): Look
  /** The language of the text where nothing else is said. */
  readonly language: string | null
}

interface Style {
  readonly name: string
  readonly basedOn: string | undefined
  readonly element: XmlElement
}

/** Reads the styles. */
export function readStyles(part: XmlElement | null): Styles {
  const styles = new Map<string, Style>()
  for (const element of childrenOf(part ?? undefined, 'w:style')) {
    const id = element.attributes['w:styleId']
    if (id === undefined) continue
    const name = (wordValue(childOf(element, 'w:name')) ?? id).toLowerCase()
    styles.set(id, { name, basedOn: wordValue(childOf(element, 'w:basedOn')), element })
  }
  /** The style and those that it is based on, itself first. */
  const chain = (id: string | undefined): readonly Style[] => {
    const found: Style[] = []
    for (let at = id; at !== undefined && found.length < 20; ) {
      const style = styles.get(at)
      if (!style) break
      found.push(style)
      at = style.basedOn
    }
    return found
  }
  const language = childOf(part ?? undefined, 'w:docDefaults', 'w:rPrDefault', 'w:rPr', 'w:lang')
  return {
    nameOf: (id) => (id === undefined ? '' : (styles.get(id)?.name ?? id.toLowerCase())),
    headingLevel(id) {
      for (const { name, element } of chain(id)) {
        const [, level] = /^heading (\d)$/.exec(name) ?? []
        if (level !== undefined) return Number(level)
        const outline = numberOf(wordValue(childOf(element, 'w:pPr', 'w:outlineLvl')))
        if (outline !== null) return outline < 9 ? outline + 1 : null
      }
      return null
    },
    numbering(id) {
      for (const { element } of chain(id)) {
        const numbering = childOf(element, 'w:pPr', 'w:numPr')
        if (numbering) return numbering
      }
      return undefined
    },
    look: (id) =>
      Object.assign(
        {},
        ...chain(id)
          .map(({ element }) => lookOf(childOf(element, 'w:rPr')))
          .reverse(),
      ) as Look,
    language: primary(wordValue(language)),
  }
}

/** What properties of a run say themselves. */
export function lookOf(properties: XmlElement | undefined): Look {
  const said: [string, boolean | null][] = [
    ['bold', isOn(childOf(properties, 'w:b'))],
    ['italic', isOn(childOf(properties, 'w:i'))],
    ['underline', isUnderlined(childOf(properties, 'w:u'))],
    ['strike', isOn(childOf(properties, 'w:strike')) ?? isOn(childOf(properties, 'w:dstrike'))],
    ['hidden', isOn(childOf(properties, 'w:vanish'))],
    ['raised', isRaised(properties)],
  ]
  return Object.fromEntries(said.filter(([, value]) => value !== null)) as Look
}

/** The first part of a language tag. */
export function primary(tag: string | undefined): string | null {
  return tag?.split('-')[0]?.toLowerCase() ?? null
}

const sectionStyles = new Map<string, SectionKind>(
  // The keys of the record are the kinds.
  Object.entries(styleNames.section).map(([kind, name]) => [name.toLowerCase(), kind as SectionKind]),
)

/** The kind of section that a style of this name begins. */
export function sectionKindOf(styleName: string): SectionKind | null {
  return sectionStyles.get(styleName) ?? null
}

function isUnderlined(element: XmlElement | undefined): boolean | null {
  return element ? wordValue(element) !== 'none' : null
}

/** Whether words are raised, lowered or highlighted. */
function isRaised(properties: XmlElement | undefined): boolean | null {
  const place = wordValue(childOf(properties, 'w:vertAlign'))
  const highlight = wordValue(childOf(properties, 'w:highlight'))
  if (place === undefined && highlight === undefined) return null
  return place === 'superscript' || place === 'subscript' || (highlight !== undefined && highlight !== 'none')
}
