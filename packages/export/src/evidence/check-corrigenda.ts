import { type ChainedEvent, type Corrigendum, corrigendumFormat, type Release } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'

/** What is wrong with a corrigendum. */
export type CorrigendumFault =
  /** Its words are not those of its hash, or are about another text. */
  | 'corrigendum_changed'
  /** No event tells that it was proposed, or that it ended, as it is stored. */
  | 'corrigendum_untold'
  /** It was issued before its deadline, by a person or out of order, or ended where it could not. */
  | 'corrigendum_misplaced'
  /** The events tell of it, and it is not there. */
  | 'corrigendum_missing'

type Told = Pick<ChainedEvent, 'sequence' | 'personId' | 'at' | 'event'>
type CorrigendumEvent = Extract<Told['event'], { readonly corrigendumHash: string }>

/** Checks the corrigenda of a final text against their hashes and against what the events tell of them. */
export function checkCorrigenda(
  release: Pick<Release, 'id' | 'reference' | 'version'> & Partial<Pick<Release, 'corrigenda'>>,
  events: readonly Told[],
): readonly { readonly corrigendumId: string; readonly kind: CorrigendumFault }[] {
  // Packages of before there were corrigenda have none.
  const corrigenda = release.corrigenda ?? []
  const told = events.filter(isOfCorrigendum).filter(({ event }) => event.releaseId === release.id)
  const issued = told.filter(({ event }) => event.type === 'corrigendum.issued')
  const found = corrigenda.flatMap((corrigendum) => {
    const own = told.filter(({ event }) => event.corrigendumId === corrigendum.id)
    const kinds: readonly CorrigendumFault[] = [
      ...(isUnchanged(corrigendum, release) ? [] : (['corrigendum_changed'] as const)),
      ...(isTold(corrigendum, release, own) ? [] : (['corrigendum_untold'] as const)),
      ...(isInPlace(corrigendum, own, issued) ? [] : (['corrigendum_misplaced'] as const)),
    ]
    return kinds.map((kind) => ({ corrigendumId: corrigendum.id, kind }))
  })
  const gone = new Set(told.map(({ event }) => event.corrigendumId))
  for (const { id } of corrigenda) gone.delete(id)
  return [
    ...found,
    ...[...gone].map((corrigendumId) => ({ corrigendumId, kind: 'corrigendum_missing' as const })),
  ]
}

function isOfCorrigendum(one: Told): one is Told & { readonly event: CorrigendumEvent } {
  return 'corrigendumHash' in one.event
}

function isUnchanged(
  { id, text, contentHash }: Corrigendum,
  { id: releaseId, reference, version }: Pick<Release, 'id' | 'reference' | 'version'>,
): boolean {
  return (
    text.format === corrigendumFormat &&
    text.corrigendumId === id &&
    text.release.id === releaseId &&
    text.release.reference === reference &&
    text.version.number === version.number &&
    text.version.contentHash === version.contentHash &&
    textHash(canonicalText(text)) === contentHash
  )
}

/** Whether one event tells of its beginning, and one of its end if it has ended, each with both hashes. */
function isTold(
  { contentHash, deadline, proposedBy, proposedAt, ending }: Corrigendum,
  { version }: Pick<Release, 'version'>,
  own: readonly (Told & { readonly event: CorrigendumEvent })[],
): boolean {
  const isHashed = own.every(
    ({ event }) => event.contentHash === version.contentHash && event.corrigendumHash === contentHash,
  )
  const proposed = own.filter(({ event }) => event.type === 'corrigendum.proposed')
  const ends = own.filter(({ event }) => event.type !== 'corrigendum.proposed')
  const isBegun =
    proposed.length === 1 &&
    proposed.every(
      ({ event, personId, at }) =>
        'deadline' in event && event.deadline === deadline && personId === proposedBy && at === proposedAt,
    )
  if (!isHashed || !isBegun || ends.length !== (ending === null ? 0 : 1)) return false
  return ending === null || ends.every((end) => end.at === ending.at && isEndOf(end, ending))
}

function isEndOf(
  { event, personId }: Told & { readonly event: CorrigendumEvent },
  ending: NonNullable<Corrigendum['ending']>,
): boolean {
  switch (event.type) {
    case 'corrigendum.issued':
      return ending.kind === 'issued' && ending.number === event.number && personId === null
    case 'corrigendum.lapsed':
      return ending.kind === 'lapsed' && ending.why === event.why && personId === null
    case 'corrigendum.withdrawn':
      return ending.kind === 'withdrawn' && ending.personId === personId
    case 'corrigendum.objected':
      return (
        ending.kind === 'objected' &&
        ending.objectionId === event.objectionId &&
        ending.country === event.country &&
        ending.deputyFor === event.deputyFor &&
        ending.statementHash === event.statementHash &&
        ending.personId === personId
      )
    default:
      return false
  }
}

/** Whether it ended when it could: issued at its deadline with the next number, objected to and withdrawn before. */
function isInPlace(
  { id, deadline, ending }: Corrigendum,
  own: readonly (Told & { readonly event: CorrigendumEvent })[],
  issued: readonly (Told & { readonly event: CorrigendumEvent })[],
): boolean {
  const [begun, end] = own.toSorted((one, other) => one.sequence - other.sequence)
  if (begun && end && begun.event.type !== 'corrigendum.proposed') return false
  if (ending === null || ending.kind === 'lapsed') return true
  const isOver = Date.parse(ending.at) >= Date.parse(deadline)
  if (ending.kind !== 'issued') return !isOver
  const inOrder = issued.toSorted((one, other) => one.sequence - other.sequence)
  return isOver && inOrder.findIndex(({ event }) => event.corrigendumId === id) === ending.number - 1
}
