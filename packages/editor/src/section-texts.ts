import { contentHash } from './canonical.ts'
import type { DocJson, SectionJson } from './doc-json.ts'
import { isUnsettled, openPoints } from './open-points.ts'
import { sectionTitle } from './reading.ts'

/** What there is to know of a section before anybody agrees to it. */
export interface SectionText {
  readonly id: string
  readonly title: string
  /** Of all that it says, its title included; worked out when it is asked for. */
  readonly hash: string
  /** Whether a bracket stands in it, or half of one. */
  readonly isBracketed: boolean
  /** Whether a suggestion waits in it. */
  readonly isSuggestedIn: boolean
}

/** The sections of a text in its order. */
export function sectionTexts(doc: DocJson): readonly SectionText[] {
  return doc.content.map((section) => {
    const known = texts.get(section)
    if (known) return known
    const text = textOf(section)
    texts.set(section, text)
    return text
  })
}

/** A section that did not change is the same object, and is not read again. */
const texts = new WeakMap<SectionJson, SectionText>()

function textOf(section: SectionJson): SectionText {
  const alone: DocJson = { type: 'doc', content: [section] }
  const unsettled = openPoints(alone).filter(isUnsettled)
  let hash: string | null = null
  return {
    id: section.attrs.id,
    title: sectionTitle(section),
    isBracketed: unsettled.some(({ kind }) => kind !== 'suggestion'),
    isSuggestedIn: unsettled.some(({ kind }) => kind === 'suggestion'),
    get hash() {
      hash ??= contentHash(alone)
      return hash
    },
  }
}
