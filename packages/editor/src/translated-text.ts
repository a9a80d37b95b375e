import type { DocJson } from './doc-json.ts'
import { type OpenMatter, openPoints } from './open-points.ts'

/** A translation under the ids of the sections of its text, in their order, so that a place in one is found in the other. */
export function inSectionsOf(text: DocJson, translated: DocJson): DocJson {
  return {
    ...translated,
    content: translated.content.map((section, index) => {
      const id = text.content[index]?.attrs.id ?? section.attrs.id
      return { ...section, attrs: { ...section.attrs, id } }
    }),
  }
}

/** Whether a translation has something open that its text has not: tracked changes, or brackets where that has none. */
export function opensMore(text: DocJson, translated: DocJson): boolean {
  const kinds = (doc: DocJson) => openPoints(doc).map(({ kind }) => kind)
  const own = kinds(translated)
  return own.includes('suggestion') || (own.some(isBracket) && !kinds(text).some(isBracket))
}

function isBracket(kind: OpenMatter['kind']): boolean {
  return kind === 'bracket' || kind === 'unbalanced_bracket' || kind === 'alternatives'
}
