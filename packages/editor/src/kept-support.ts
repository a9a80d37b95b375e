import { type AlternativeJson, type DocJson, type SupporterCountry, supporterCountries } from './doc-json.ts'

/** Whether any wording of a document says that a delegation supports it. */
export function hasSupport(doc: DocJson): boolean {
  return wordingsIn(doc).some((wording) => supportersIn(wording).length > 0)
}

/** Every wording of a document in its order, those in others included. */
export function wordingsIn(doc: DocJson): readonly AlternativeJson[] {
  const found: JsonNode[] = []
  const look = (node: JsonNode) => {
    if (node.type === 'alternative') found.push(node)
    for (const child of node.content ?? []) look(child)
  }
  look(doc)
  // By their type.
  return found as unknown as AlternativeJson[]
}

/** The same document with the support of these delegations alone, by the ids of the wordings. */
export function keepSupport(doc: DocJson, kept: ReadonlyMap<string, readonly SupporterCountry[]>): DocJson {
  const keep = (node: JsonNode): JsonNode => {
    const attrs = Object.entries(node.attrs ?? {})
    const own = kept.get(String(new Map(attrs).get('id'))) ?? []
    const gone: readonly string[] = supportersIn(node).filter((country) => !own.includes(country))
    const content = node.content?.map(keep)
    const isSame = content?.every((child, index) => child === node.content?.[index]) ?? true
    if (isSame && gone.length === 0) return node
    return {
      ...node,
      ...(node.attrs && { attrs: Object.fromEntries(attrs.filter(([name]) => !gone.includes(name))) }),
      ...(content && { content }),
    }
  }
  // Only attributes of wordings went: the document is of the schema as before.
  return keep(doc) as unknown as DocJson
}

/** Any node of a document. */
interface JsonNode {
  readonly type: string
  readonly attrs?: object | undefined
  readonly content?: readonly JsonNode[] | undefined
}

function supportersIn({ type, attrs = {} }: JsonNode): readonly SupporterCountry[] {
  const values = new Map<string, unknown>(Object.entries(attrs))
  return type === 'alternative' ? supporterCountries.filter((country) => values.get(country) === true) : []
}
