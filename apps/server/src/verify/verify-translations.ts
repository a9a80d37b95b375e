import type { Release } from '@samsyn/domain'
import { checkTranslation, eventsOf } from '@samsyn/export'
import type { StoredPositionEvent, Tables } from '@samsyn/storage'
import type { Fault } from './report.ts'

/** Checks every working translation against its hash, its final text and the event that tells of it. A purge takes both (ADR 30). */
export async function verifyTranslations(
  { translations }: Pick<Tables, 'translations'>,
  positionId: string,
  {
    releases,
    events,
  }: { readonly releases: readonly Release[]; readonly events: readonly StoredPositionEvent[] },
): Promise<{ readonly faults: readonly Fault[]; readonly count: number }> {
  const faults: Fault[] = []
  const list = await translations.byPosition(positionId)
  const told = eventsOf(events, 'translation.issued')
  for (const { id, releaseId } of list) {
    const translation = await translations.byId(id)
    const release = releases.find((each) => each.id === releaseId)
    const fault =
      translation && release ? checkTranslation(translation, release, told) : ('translation_changed' as const)
    if (fault) faults.push({ kind: fault, positionId, translationId: id })
  }
  for (const { event } of told) {
    const { translationId } = event
    if (!list.some(({ id }) => id === translationId))
      faults.push({ kind: 'translation_missing', positionId, translationId })
  }
  return { faults, count: list.length }
}
