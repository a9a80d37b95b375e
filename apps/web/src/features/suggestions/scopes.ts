/** Several suggestions that are decided on in one step. */
export interface Scope {
  readonly key: string
  readonly label: string
  readonly ids: readonly string[]
}

/**
 * The choices that hold something, all of them first, and the one that was chosen: it stays chosen when nothing is left in
 * it, so that the next press of a button falls on nothing and never on more than what was chosen.
 */
export function offeredScopes(
  scopes: readonly [Scope, ...Scope[]],
  chosen: Omit<Scope, 'ids'>,
): { readonly offered: readonly Scope[]; readonly scope: Scope } {
  const scope = scopes.find(({ key }) => key === chosen.key) ?? { ...chosen, ids: [] }
  const [all, ...others] = scopes
  const offered = [all, ...others.filter(({ ids, key }) => ids.length > 0 || key === scope.key)]
  return { offered: offered.some(({ key }) => key === scope.key) ? offered : [...offered, scope], scope }
}
