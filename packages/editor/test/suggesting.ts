import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { type DocJson, editorSchema } from '../src/index.ts'
import type { Suggester } from '../src/suggesting/suggested-nodes.ts'

/** A person whose suggestions are called after them: `me-1`, `me-2` and so on. */
export function suggester(name: string): Suggester {
  let count = 0
  return {
    isOwn: (id) => id.startsWith(`${name}-`),
    newId: () => {
      count += 1
      return `${name}-${count}`
    },
  }
}

/** A state of the editor on a document, with the caret in its first line of text. */
export function stateOf(json: DocJson): EditorState {
  const doc = editorSchema().nodeFromJSON(json)
  return EditorState.create({ doc, selection: TextSelection.near(doc.resolve(placeOf(doc))) })
}

/** The position before the first occurrence of words; without words that of the first line of text. */
export function placeOf(doc: Node, words = ''): number {
  let place = -1
  doc.descendants((node, position) => {
    if (place >= 0) return false
    if (words === '' && node.isTextblock && node.type.name !== 'sectionTitle') place = position + 1
    const offset = words === '' ? -1 : (node.text?.indexOf(words) ?? -1)
    if (offset >= 0) place = position + offset
    return place < 0
  })
  if (place < 0) throw new Error(`No text has the words ${words}`)
  return place
}
