import type { BlockJson, DocJson, InlineJson } from '@samsyn/editor'
import type { Node } from '@tiptap/pm/model'

const known = new WeakMap<Node, unknown>()

/** A document of the editor as JSON; what did not change since the last time is the same object again. */
export function docJsonOf(doc: Node): DocJson {
  // Of the schema, since the editor holds nothing else.
  return jsonOf(doc) as DocJson
}

/** What stands in one of the editor's lines; the same object for the same node. */
export function lineJsonOf(line: Node): readonly InlineJson[] {
  const { content = [] } = jsonOf(line) as { readonly content?: readonly InlineJson[] }
  return content
}

/** A block of the editor as JSON; the same object for the same node, also among the contents of others. */
export function blockJsonOf(block: Node): BlockJson {
  // Of the schema.
  return jsonOf(block) as BlockJson
}

function jsonOf(node: Node): unknown {
  const before = known.get(node)
  if (before !== undefined) return before
  const json: Record<string, unknown> = node.isTextblock ? node.toJSON() : shallow(node)
  known.set(node, json)
  return json
}

function shallow(node: Node): Record<string, unknown> {
  const json: Record<string, unknown> = node.copy().toJSON()
  if (node.childCount > 0) json.content = node.children.map(jsonOf)
  return json
}
