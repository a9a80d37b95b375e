import type { DocJson, SectionKind } from '@samsyn/editor'

/** A file's text with the kinds that somebody put right, by the ids of its sections. */
export function withKinds(doc: DocJson, kinds: ReadonlyMap<string, SectionKind>): DocJson {
  return {
    ...doc,
    content: doc.content.map((section) => ({
      ...section,
      attrs: { ...section.attrs, kind: kinds.get(section.attrs.id) ?? section.attrs.kind },
    })),
  }
}
