/** An expected no is a value: either the value asked for, or why not. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Failure }

/** Wraps a value as a success. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })

/** Wraps a refusal. */
export const refuse = <Failure>(refusal: Failure): { readonly ok: false; readonly refusal: Failure } => ({
  ok: false,
  refusal,
})

/** Ends every switch over a union: an unhandled arm does not compile, and throws should it get here all the same. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
