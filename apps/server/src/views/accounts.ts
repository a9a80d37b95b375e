import {
  approve,
  approversOf,
  asItStands,
  assertNever,
  canManage,
  concernsLead,
  gainsOf,
  type Invitation,
  type InvitationOffer,
  type Newcomer,
  type Person,
  type RolesOffer,
  standingOf,
} from '@samsyn/domain'
import type { Invitation as InvitationView, InvitationOffer as OfferView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { personCard } from './people.ts'

type NewcomerView = Extract<OfferView, { readonly kind: 'newcomer' }>

/** What an invitation is for, with the ministry by its names. */
export async function offerView(
  offer: Exclude<InvitationOffer, RolesOffer>,
  tables: Tables,
): Promise<OfferView> {
  switch (offer.kind) {
    case 'first_administrator':
      return { kind: offer.kind }
    case 'newcomer':
      return { kind: offer.kind, ...(await newcomerView(offer, tables)) }
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

/** Whether an invitation waits for this person, or can be taken back by them, as a lead. */
export function isForLead(invitation: Invitation, { person: by, now }: Asking): boolean {
  return (
    ['awaited', 'open'].includes(standingOf(invitation, now)) && concernsLead(invitation.offer, { by, now })
  )
}

/** Whether a person may know of an invitation, also when it is over, and take it back before. */
export function maySee(invitation: Invitation, asking: Asking): boolean {
  const { person: by, now } = asking
  return canManage(by, 'people.invite', now) || concernsLead(invitation.offer, { by, now })
}

/** Those of these invitations that bring somebody, or other roles, as this person sees them. */
export async function invitationViews(
  invitations: readonly Invitation[],
  tables: Tables,
  asking: Asking,
): Promise<readonly InvitationView[]> {
  const everybody = await tables.people.all()
  const people = new Map(everybody.map((person) => [person.id, person]))
  const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  const views: InvitationView[] = []
  for (const invitation of invitations) {
    const { id, offer, madeAt, madeBy, expiresAt, approval } = invitation
    if (offer.kind !== 'newcomer' && offer.kind !== 'roles') continue
    const { person, now } = asking
    const around = { people: everybody, now }
    const standing = standingOf(asItStands(invitation, around), now)
    const leadOf = standing === 'awaited' ? approversOf(invitation, around) : null
    const isOpen = standing === 'open' || standing === 'awaited'
    const approver = approval.status === 'given' ? people.get(approval.personId) : undefined
    const by = madeBy === null ? undefined : people.get(madeBy)
    views.push({
      id,
      offer: {
        ...(offer.kind === 'roles' ? { kind: offer.kind, accountId: offer.accountId } : { kind: offer.kind }),
        ...(await newcomerView(offer, tables)),
      },
      madeAt,
      madeBy: by ? personCard(by, ministries) : null,
      expiresAt,
      standing,
      awaits: leadOf === null ? null : { leadOf, roles: [...gainsOf(offer)] },
      approved:
        approval.status === 'given' && approver
          ? { at: approval.at, by: personCard(approver, ministries) }
          : null,
      may: {
        approve: approve(invitation, { by: person, ...around }).ok,
        withdraw: isOpen && maySee(invitation, asking),
      },
    })
  }
  return views
}

async function newcomerView(
  { name, country, ministryId, roles }: Newcomer,
  tables: Tables,
): Promise<Omit<NewcomerView, 'kind'>> {
  const ministry = ministryId === null ? null : await tables.ministries.byId(ministryId)
  return { name, country, ministry, roles: roles.map((each) => ({ ...each })) }
}
