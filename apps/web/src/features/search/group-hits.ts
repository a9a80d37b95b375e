import type { SearchHit } from '@samsyn/protocol'

/** What comes under one heading of the archive. */
export interface HitGroup {
  /** Null for what has none: a text for no meeting. */
  readonly key: string | null
  readonly hits: readonly SearchHit[]
}

/** Splits hits that stand in an order where their heading changes. */
export function groupHits(
  hits: readonly SearchHit[],
  keyOf: (hit: SearchHit) => string | null,
): readonly HitGroup[] {
  const groups: { key: string | null; hits: SearchHit[] }[] = []
  for (const hit of hits) {
    const key = keyOf(hit)
    const last = groups.at(-1)
    if (last && last.key === key) last.hits.push(hit)
    else groups.push({ key, hits: [hit] })
  }
  return groups
}
