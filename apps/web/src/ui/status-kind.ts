import type { PositionStatus } from '@samsyn/domain'

/** How a state looks: what can change, what is locked, what is being signed, what is final, what is over. */
export type StatusKind = 'draft' | 'frozen' | 'signing' | 'agreed' | 'refused' | 'final' | 'over'

/** The look of each state; a draft must never be taken for a final text (DESIGN §2). */
export const statusKinds: Readonly<Record<PositionStatus, StatusKind>> = {
  draft: 'draft',
  in_coordination: 'draft',
  frozen: 'frozen',
  in_sign_off: 'signing',
  agreed: 'agreed',
  agreed_with_reservations: 'agreed',
  not_agreed: 'refused',
  released: 'final',
  used: 'final',
  reported: 'final',
  closed: 'final',
  withdrawn: 'over',
  superseded: 'over',
}
