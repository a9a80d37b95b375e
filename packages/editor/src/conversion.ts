import {
  prosemirrorJSONToYDoc,
  prosemirrorToYXmlFragment,
  yXmlFragmentToProseMirrorRootNode,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { canonicalJson } from './canonical.ts'
import type { DocJson } from './doc-json.ts'
import { editorSchema, fragmentName } from './schema.ts'

export type ParsedDoc =
  | { readonly ok: true; readonly doc: DocJson }
  | { readonly ok: false; readonly code: 'doc_invalid'; readonly detail: string }

/** Checks unknown JSON against the schema; returns the document in its normal form, or `doc_invalid` with where it broke. */
export function parseDoc(json: unknown): ParsedDoc {
  try {
    const node = editorSchema().nodeFromJSON(json)
    node.check()
    if (node.type.name !== 'doc') return { ok: false, code: 'doc_invalid', detail: 'not a whole document' }
    return { ok: true, doc: JSON.parse(canonicalJson(node.toJSON() as DocJson)) as DocJson }
  } catch (error) {
    return { ok: false, code: 'doc_invalid', detail: error instanceof Error ? error.message : 'unreadable' }
  }
}

/** The update that seeds a fresh ydoc with a document. Apply once, on the server: twice doubles the text. */
export function docToUpdate(doc: DocJson): Uint8Array {
  const ydoc = prosemirrorJSONToYDoc(editorSchema(), doc, fragmentName)
  const update = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return update
}

/**
 * Reads a stored ydoc as a document in its normal form. Works on a clone made from the bytes: y-tiptap deletes what it
 * cannot parse from the ydoc it reads. Throws when the clone holds no valid document.
 */
export function updateToDoc(update: Uint8Array): DocJson {
  const clone = new Y.Doc()
  let isTouched = false
  try {
    Y.applyUpdate(clone, update)
    // y-tiptap deletes what it cannot parse; a text that lost something on the way is not the text that was written.
    clone.on('update', () => {
      isTouched = true
    })
    const root = yXmlFragmentToProseMirrorRootNode(clone.getXmlFragment(fragmentName), editorSchema())
    if (isTouched)
      throw new Error('The stored draft is no valid document: it holds what the schema does not know')
    const parsed = parseDoc(root.toJSON())
    if (!parsed.ok) throw new Error(`The stored draft is no valid document: ${parsed.detail}`)
    return parsed.doc
  } finally {
    clone.destroy()
  }
}

/**
 * The update that turns a stored ydoc into a document by changing only what differs: how a text is restored or brought
 * in as a new edit. Works on a clone; append the result to the log.
 */
export function updateTowards(state: Uint8Array, doc: DocJson): Uint8Array {
  const clone = new Y.Doc()
  Y.applyUpdate(clone, state)
  const before = Y.encodeStateVector(clone)
  prosemirrorToYXmlFragment(editorSchema().nodeFromJSON(doc), clone.getXmlFragment(fragmentName))
  const update = Y.encodeStateAsUpdate(clone, before)
  clone.destroy()
  return update
}
