import {
  approve,
  assertNever,
  canManage,
  type Invitation,
  type InvitationOffer,
  leads,
  leadsForIn,
  type Newcomer,
  type Person,
  standingOf,
} from '@samsyn/domain'
import type { Invitation as InvitationView, InvitationOffer as OfferView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { personCard } from './people.ts'

type NewcomerView = Extract<OfferView, { readonly kind: 'newcomer' }>

/** What an invitation is for, with the ministry by its names. */
export async function offerView(offer: InvitationOffer, tables: Tables): Promise<OfferView> {
  switch (offer.kind) {
    case 'first_administrator':
      return { kind: offer.kind }
    case 'newcomer':
    case 'roles':
      return newcomerView(offer, tables)
    case 'recovery': {
      const person = await tables.people.byId(offer.accountId)
      if (!person) throw new Error('An invitation brings back somebody who is not there')
      const ministries = await tables.ministries.all()
      return {
        kind: offer.kind,
        person: personCard(person, new Map(ministries.map((each) => [each.id, each]))),
      }
    }
    default:
      return assertNever(offer)
  }
}

/** Who looks, and when. */
interface Asking {
  readonly person: Person
  readonly now: string
}

/** Whether an invitation that lets somebody lead is a concern of this person, who leads for the same country, while it can be used. */
export function isForLead(invitation: Invitation, { person, now }: Asking): boolean {
  const isUsable = ['awaited', 'open'].includes(standingOf(invitation, now))
  return leads(person, leadsForIn(invitation.offer), now) && isUsable
}

/** Whether a person may know of an invitation, and take it back. */
export function maySee(invitation: Invitation, asking: Asking): boolean {
  return canManage(asking.person, 'people.invite', asking.now) || isForLead(invitation, asking)
}

/** Those of these invitations that bring somebody, or other roles, as this person sees them. */
export async function invitationViews(
  invitations: readonly Invitation[],
  tables: Tables,
  asking: Asking,
): Promise<readonly InvitationView[]> {
  const people = new Map((await tables.people.all()).map((person) => [person.id, person]))
  const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  const views: InvitationView[] = []
  for (const invitation of invitations) {
    const { id, offer, madeAt, madeBy, expiresAt, approval } = invitation
    if (offer.kind !== 'newcomer' && offer.kind !== 'roles') continue
    const { person, now } = asking
    const standing = standingOf(invitation, now)
    const isOpen = standing === 'open' || standing === 'awaited'
    const approver = approval.status === 'given' ? people.get(approval.personId) : undefined
    const by = madeBy === null ? undefined : people.get(madeBy)
    views.push({
      id,
      offer: await newcomerView(offer, tables),
      madeAt,
      madeBy: by ? personCard(by, ministries) : null,
      expiresAt,
      accountId: offer.kind === 'roles' ? offer.accountId : null,
      standing,
      approved:
        approval.status === 'given' && approver
          ? { at: approval.at, by: personCard(approver, ministries) }
          : null,
      may: {
        approve: approve(invitation, { by: person, now }).ok,
        withdraw: isOpen && maySee(invitation, asking),
      },
    })
  }
  return views
}

async function newcomerView(
  { name, country, ministryId, roles }: Newcomer,
  tables: Tables,
): Promise<NewcomerView> {
  const ministry = ministryId === null ? null : await tables.ministries.byId(ministryId)
  return { kind: 'newcomer', name, country, ministry, roles: roles.map((each) => ({ ...each })) }
}
