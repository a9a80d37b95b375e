import type { Language } from './language.ts'
import type { Person } from './people.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** What an invitation is for. */
export type InvitationOffer = { readonly kind: 'first_administrator' }

export type InvitationKind = InvitationOffer['kind']

export type InvitationLife =
  | { readonly status: 'open' }
  | { readonly status: 'used'; readonly at: string; readonly personId: string }
  /** Null for what the server itself withdrew. */
  | { readonly status: 'withdrawn'; readonly at: string; readonly personId: string | null }

/** A way into the workspace for one person, once. Its secret is in its link and nowhere else. Instants in UTC. */
export interface Invitation {
  readonly id: string
  readonly offer: InvitationOffer
  readonly madeAt: string
  /** Null for the server itself. */
  readonly madeBy: string | null
  /** The first instant at which it no longer counts. */
  readonly expiresAt: string
  readonly life: InvitationLife
}

const hour = 60 * 60 * 1000

/** How long an invitation counts, in milliseconds. */
export const invitationLasts = { first_administrator: 24 * hour } as const satisfies Readonly<
  Record<InvitationKind, number>
>

/** A new invitation. */
export function invite(
  offer: InvitationOffer,
  { id, madeBy, now }: { readonly id: string; readonly madeBy: string | null; readonly now: string },
): Invitation {
  const expiresAt = new Date(Date.parse(now) + invitationLasts[offer.kind]).toISOString()
  return { id, offer, madeAt: now, madeBy, expiresAt, life: { status: 'open' } }
}

/** Whether an invitation lets somebody in at this instant; otherwise `invitation_over`, whatever the reason. */
export function honour(invitation: Invitation, now: string): Result<Invitation, Refusal> {
  const isOpen = invitation.life.status === 'open' && Date.parse(now) < Date.parse(invitation.expiresAt)
  return isOpen ? ok(invitation) : refuse({ code: 'invitation_over' })
}

/** The first administrator of a workspace: an administrator as such reads no content (invariant 16). */
export function firstAdministrator({
  id,
  name,
  language,
  now,
}: {
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly now: string
}): Person {
  return {
    id,
    name,
    country: null,
    ministryId: null,
    language,
    isDisabled: false,
    grants: [
      {
        role: 'administrator',
        country: null,
        scope: { kind: 'everything' },
        readsDrafts: false,
        validFrom: now,
        validTo: null,
      },
    ],
  }
}
