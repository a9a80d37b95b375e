import {
  type Asking,
  type Contribution,
  type ContributionTurnKind,
  contributionState,
  mayPrepare,
  type Proposal,
  sending,
  turnContribution,
} from '@samsyn/domain'
import type { ContributionSet, Writer } from '@samsyn/protocol'
import { type Directory, existing } from '../directory.ts'

/**
 * A contribution as somebody sees it who may read it, with the points it holds; null for one that was discarded. The points are told
 * while it is prepared, when nobody but its delegation reads it.
 */
export function contributionSet(
  contribution: Contribution,
  points: readonly Proposal[],
  asking: Asking,
  { people }: Pick<Directory, 'people'>,
): ContributionSet | null {
  const { id, country, turns } = contribution
  const writer = (personId: string): Writer => ({
    id: personId,
    name: existing(people, personId).name,
    country,
  })
  const mayTurn = (kind: ContributionTurnKind) =>
    // A lead is let look at an empty one and told why it does not go.
    turnContribution(contribution, kind, { ...asking, holds: points.length || 1 }).ok
  const may = {
    prepare: mayPrepare(contribution, asking).ok,
    send: mayTurn('send'),
    withdraw: mayTurn('withdraw'),
  }
  const state = contributionState(contribution)
  if (state === 'discarded') return null
  if (state === 'prepared') {
    return {
      id,
      state,
      country,
      points: points.map((point) => ({
        id: point.id,
        writer: writer(point.personId),
        at: point.at,
        anchor: point.anchor,
        kind: point.kind,
        text: point.text,
        explanation: point.explanation,
      })),
      may,
    }
  }
  const sent = sending(contribution)
  if (!sent) throw new Error('Sent by nobody')
  const withdrawal = turns.find(({ kind }) => kind === 'withdraw')
  return {
    id,
    state,
    country,
    sender: writer(sent.personId),
    sentAt: sent.at,
    withdrawal: withdrawal ? { writer: writer(withdrawal.personId), at: withdrawal.at } : null,
    may,
  }
}
