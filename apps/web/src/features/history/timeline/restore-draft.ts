import { type DocJson, editorSchema, type Passage, type Restored, restore } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { asOneStep } from '../../drafting/editor/one-step.ts'

/** Gives the draft an earlier text again, or a passage of it (null for the whole), as an edit of one's own that one undo takes back. */
export function restoreDraft(
  editor: Editor,
  connection: DraftConnection,
  { doc, passage }: { readonly doc: DocJson; readonly passage: Passage | null },
): Restored {
  const { type: fragment } = ySyncPluginKey.getState(editor.state) as { readonly type: Y.XmlFragment }
  const earlier = editorSchema().nodeFromJSON(doc)
  const busy = elementsWithCarets(connection)
  let restored: Restored = { changed: 0, left: 0, kept: 0 }
  asOneStep(editor, () => {
    restored = restore(
      { fragment, now: editor.state.doc, earlier },
      { passage, isBusy: (element) => busy.has(element), rights: editor.storage.brackets.rights },
    )
  })
  return restored
}

/** Everything in the draft that the caret of somebody else stands in. */
function elementsWithCarets({ ydoc, provider: { awareness } }: DraftConnection): ReadonlySet<unknown> {
  const found = new Set<unknown>()
  for (const [client, { cursor }] of awareness.getStates()) {
    if (client === ydoc.clientID || !cursor) continue
    for (const end of [cursor.anchor, cursor.head]) {
      const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(end), ydoc)
      for (let type = place?.type ?? null; type; type = type.parent) found.add(type)
    }
  }
  return found
}
