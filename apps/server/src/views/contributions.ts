import type { DelegationContribution } from '@samsyn/domain'
import type { Contribution } from '@samsyn/protocol'
import { type Directory, existing } from '../directory.ts'
import { writerOf } from './draft-history.ts'

/** What a delegation contributed, as it crosses the wire. */
export function contributionView(
  { personIds, ...contribution }: DelegationContribution,
  { people }: Directory,
): Contribution {
  return { ...contribution, people: personIds.map((id) => writerOf(existing(people, id))) }
}
