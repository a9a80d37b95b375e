import type { CountryCode } from './country.ts'
import type { Approvers, InvitationKind } from './invitation.ts'
import type { MeetingTerms } from './meeting.ts'
import type { HeldRoles, Role } from './people.ts'
import type { Voucher } from './permissions.ts'
import type { ReservationEffects } from './reservation-effects.ts'

/** What happens to people, their passkeys and their way in, and to meetings: facts for the event log that concern no position. */
export type AccountEvent =
  | {
      readonly type: 'invitation.made'
      readonly invitationId: string
      readonly kind: InvitationKind
      /** For whom somebody is to lead, null for nobody; events of before it was told have none. */
      readonly leadsFor: CountryCode | null
      /** It counts once one of these has approved it, null where nobody has to; missing in those of before any but leads had to be approved. */
      readonly awaitsLeadOf: Approvers | null
      /** In those of before that: it counts once a lead of the country has approved it. */
      readonly awaitsLead?: true
      /** As what, and for which country, somebody is let in; missing in those of before it was told, and where nobody new is. */
      readonly offers?: { readonly country: CountryCode | null; readonly roles: readonly Role[] }
    }
  /** By a lead, who is the event's person. */
  | {
      readonly type: 'invitation.approved'
      readonly invitationId: string
      /** As for the one that was made. */
      readonly leadsFor: CountryCode | null
      /** As one of whom they approved it; in those of before it was told, as a lead of that country. */
      readonly leadOf: Approvers
      readonly askedBy: string | null
    }
  /** What somebody is, and may, is another from now on. Those of before it was told in whole have names of roles. */
  | {
      readonly type: 'roles.changed'
      readonly accountId: string
      readonly invitationId: string
      readonly before: HeldRoles
      readonly after: HeldRoles
      /** Where they lead from now on and did not before; null for nowhere. */
      readonly leadsFor: CountryCode | null
      /** Where they led and do not from now on. */
      readonly ledFor: CountryCode | null
    }
  | { readonly type: 'invitation.withdrawn'; readonly invitationId: string }
  | {
      readonly type: 'invitation.used'
      readonly invitationId: string
      /** As for the one that was made. */
      readonly leadsFor: CountryCode | null
    }
  /** From then on it signs for its person; `keyHash` is the SHA-256 of its public key (COSE), so that no other can stand in for it. */
  | { readonly type: 'passkey.added'; readonly passkeyId: string; readonly keyHash: string }
  /** The key of a passkey whose registration did not name it, as those of before there were signatures; with its first decision. */
  | { readonly type: 'passkey.noted'; readonly passkeyId: string; readonly keyHash: string }
  | { readonly type: 'passkey.removed'; readonly passkeyId: string }
  | { readonly type: 'passkey.refused'; readonly passkeyId: string; readonly reason: 'counter_went_back' }
  | { readonly type: 'session.begun'; readonly passkeyId: string }
  /** A meeting that the secretariat has set up, and what was said of it anew; the words are not in the log. */
  | { readonly type: 'meeting.set_up'; readonly meetingId: string; readonly forumId: string }
  | {
      readonly type: 'meeting.changed'
      readonly meetingId: string
      readonly before: MeetingTerms
      readonly after: MeetingTerms
    }
  /** What reservations do in rounds of a forum that are opened from then on; its names are not in the log. */
  | {
      readonly type: 'forum.changed'
      readonly forumId: string
      readonly before: ReservationEffects
      readonly after: ReservationEffects
    }
  | {
      readonly type: 'agenda.changed'
      readonly meetingId: string
      readonly itemId: string
      readonly dossierId: string | null
    }
  /** The account of a person; whoever did it is the event's person. */
  | { readonly type: 'account.disabled'; readonly accountId: string; readonly reason: string }
  | { readonly type: 'account.enabled'; readonly accountId: string; readonly reason: string }
  | {
      readonly type: 'recovery.asked'
      readonly recoveryId: string
      readonly accountId: string
      readonly reason: string
    }
  | {
      readonly type: 'recovery.confirmed'
      readonly recoveryId: string
      readonly accountId: string
      readonly askedBy: string
      readonly askedAs: Voucher
      readonly confirmedAs: Voucher
      /** As whose lead one of the two vouched, null where neither did; missing in those of before whoever reads for all needed one. */
      readonly leadOf: Approvers | null
    }
  | { readonly type: 'recovery.withdrawn'; readonly recoveryId: string; readonly accountId: string }
  /** Somebody came back: the passkeys and sessions of before are gone. */
  | { readonly type: 'recovery.used'; readonly recoveryId: string; readonly accountId: string }
  /** A lead named a deputy. */
  | {
      readonly type: 'deputy.named'
      readonly deputyshipId: string
      readonly deputyId: string
      readonly validFrom: string
      readonly validTo: string
    }
  /** The lead ended it before its time. */
  | { readonly type: 'deputy.ended'; readonly deputyshipId: string; readonly deputyId: string }
  /** Where somebody's mails go to is another, or nowhere, from now on; the address is not in the log. */
  | {
      readonly type: 'mail_address.changed'
      readonly accountId: string
      readonly change: 'given' | 'changed' | 'removed'
    }
  /** Somebody signed out everywhere. */
  | { readonly type: 'sessions.ended' }
