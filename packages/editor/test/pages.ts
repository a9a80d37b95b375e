import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { type DocJson, docToUpdate, editorSchema, fragmentName, updateToDoc } from '../src/index.ts'

/** A page that holds a draft and edits it as the collaboration extension does, without a view. */
export interface Page {
  readonly ydoc: Y.Doc
  edit(wanted: DocJson): void
  /** What this page shows; like a browser's, its reading deletes what the schema cannot hold. */
  show(): string
  read(): DocJson
}

/** Pages that have all seen the same text. */
export function openPages(seed: DocJson): readonly [Page, Page] {
  const update = docToUpdate(seed)
  return [openPage(update), openPage(update)]
}

function openPage(update: Uint8Array): Page {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  const fragment = ydoc.getXmlFragment(fragmentName)
  return {
    ydoc,
    edit(wanted) {
      const { meta } = initProseMirrorDoc(fragment, editorSchema())
      ydoc.transact(() => updateYFragment(ydoc, fragment, editorSchema().nodeFromJSON(wanted), meta))
    },
    show: () => initProseMirrorDoc(fragment, editorSchema()).doc.textContent,
    read: () => updateToDoc(Y.encodeStateAsUpdate(ydoc)),
  }
}

/** Brings two pages together, whatever each did meanwhile. */
export function meet([one, other]: readonly [Page, Page]): void {
  Y.applyUpdate(one.ydoc, Y.encodeStateAsUpdate(other.ydoc))
  Y.applyUpdate(other.ydoc, Y.encodeStateAsUpdate(one.ydoc))
}
