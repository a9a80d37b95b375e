/** The events of one type, in the order given. */
export function eventsOf<
  One extends { readonly event: { readonly type: string } },
  Type extends One['event']['type'],
>(
  events: readonly One[],
  type: Type,
): readonly (One & { readonly event: Extract<One['event'], { readonly type: Type }> })[] {
  return events.filter(
    (one): one is One & { readonly event: Extract<One['event'], { readonly type: Type }> } =>
      one.event.type === type,
  )
}
