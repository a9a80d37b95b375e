/** Ends a mapping: a node or mark that is not handled does not compile, and throws should one come all the same. */
export function unmapped(node: never): never {
  throw new Error(`No mapping for ${JSON.stringify(node)}`)
}
