import type { DossierDetail } from '@samsyn/protocol'

type Item = DossierDetail['history'][number]
type OnDossier = Item['positions'][number]

/** A position that was at the table, and what became of it there. */
export interface Outcome {
  readonly position: OnDossier
  readonly meeting: Item['meeting']
  readonly atTheTable: NonNullable<OnDossier['atTheTable']>
}

/** What became of the positions on a dossier in meetings that began before an instant, or in any for null, the last one first. */
export function outcomesOf({ history }: DossierDetail, before: string | null): readonly Outcome[] {
  return history
    .filter(
      ({ meeting }) =>
        meeting === null || before === null || Date.parse(meeting.startsAt) < Date.parse(before),
    )
    .toReversed()
    .flatMap(({ meeting, positions }) =>
      positions.flatMap((position) =>
        position.atTheTable ? [{ position, meeting, atTheTable: position.atTheTable }] : [],
      ),
    )
}
