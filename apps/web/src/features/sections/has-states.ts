import type { PositionDetail } from '@samsyn/protocol'

/** Whether the sections of a draft have states: nobody agrees with anybody before it is shared. */
export function hasSectionStates({ status }: Pick<PositionDetail, 'status'>): boolean {
  return status !== 'draft'
}
