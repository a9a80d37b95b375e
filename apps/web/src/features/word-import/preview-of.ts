import type { DocJson, SectionJson } from '@samsyn/editor'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { asPassage, type ImportPlace, sectionAtCaret } from './import-place.ts'

/** A file's text as it will stand at its place: with sections of its own, or under the title of the section it goes into. */
export function previewOf(doc: DocJson, place: ImportPlace, state: EditorState): DocJson {
  const into = sectionFor(place, state)
  if (!into) return doc
  const { type, attrs, content } = into.toJSON() as SectionJson
  return { type: 'doc', content: [{ type, attrs, content: [content[0], ...asPassage(doc)] }] }
}

function sectionFor(place: ImportPlace, state: EditorState): Node | null {
  switch (place.kind) {
    case 'caret':
      return sectionAtCaret(state)
    case 'in':
      return state.doc.children.find(({ attrs }) => attrs.id === place.sectionId) ?? null
    default:
      return null
  }
}
