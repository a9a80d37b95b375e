import {
  prosemirrorJSONToYDoc,
  prosemirrorToYXmlFragment,
  yXmlFragmentToProseMirrorRootNode,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { canonicalJson } from './canonical.ts'
import type { DocJson } from './doc-json.ts'
import { editorSchema, fragmentName } from './schema.ts'
import { type StrictForm, strictForm } from './strict-form.ts'

export type ParsedDoc =
  | { readonly ok: true; readonly doc: DocJson }
  | { readonly ok: false; readonly code: 'doc_invalid'; readonly detail: string }

/** Checks unknown JSON against the schema; returns the document in its normal form, or `doc_invalid` with where it broke. */
export function parseDoc(json: unknown): ParsedDoc {
  const read = readDoc(json)
  if (!read.ok) return read
  const [problem] = read.problems
  return problem === undefined
    ? { ok: true, doc: read.doc }
    : { ok: false, code: 'doc_invalid', detail: problem }
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
 * cannot parse from the ydoc it reads. What edits at the same moment left empty or doubled is put right without
 * touching a character. Throws when the clone holds no document, or something that the schema does not know.
 */
export function updateToDoc(update: Uint8Array): DocJson {
  const clone = new Y.Doc()
  let isTouched = false
  try {
    Y.applyUpdate(clone, update)
    const fragment = clone.getXmlFragment(fragmentName)
    fillCells(fragment)
    // y-tiptap deletes what it cannot parse; a text that lost something on the way is not the text that was written.
    clone.on('update', () => {
      isTouched = true
    })
    const root = yXmlFragmentToProseMirrorRootNode(fragment, editorSchema())
    if (isTouched)
      throw new Error('The stored draft is no valid document: it holds what the schema does not know')
    const read = readDoc(root.toJSON())
    if (!read.ok) throw new Error(`The stored draft is no valid document: ${read.detail}`)
    return read.doc
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

type ReadDoc = ({ readonly ok: true } & StrictForm) | Extract<ParsedDoc, { ok: false }>

function readDoc(json: unknown): ReadDoc {
  try {
    const node = editorSchema().nodeFromJSON(json)
    node.check()
    if (node.type.name !== 'doc') return { ok: false, code: 'doc_invalid', detail: 'not a whole document' }
    // Of the schema by the check just made.
    const { doc, problems } = strictForm(node.toJSON() as DocJson)
    return { ok: true, doc: JSON.parse(canonicalJson(doc)) as DocJson, problems }
  } catch (error) {
    return { ok: false, code: 'doc_invalid', detail: error instanceof Error ? error.message : 'unreadable' }
  }
}

/** A cell needs a block in the schema too (new cells get theirs from it), but edits at the same moment can empty one. */
function fillCells(fragment: Y.XmlFragment): void {
  for (const element of fragment.createTreeWalker((type) => type instanceof Y.XmlElement)) {
    if (!(element instanceof Y.XmlElement) || element.length > 0) continue
    if (element.nodeName !== 'tableCell' && element.nodeName !== 'tableHeader') continue
    element.insert(0, [new Y.XmlElement('paragraph')])
  }
}
