import { assertNever, type Invitation, type InvitationOffer, type Newcomer, standingOf } from '@samsyn/domain'
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

/** The invitations of somebody new among these, as those see them who look after people. */
export async function invitationViews(
  invitations: readonly Invitation[],
  tables: Tables,
  now: string,
): Promise<readonly InvitationView[]> {
  const people = new Map((await tables.people.all()).map((person) => [person.id, person]))
  const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  const views: InvitationView[] = []
  for (const invitation of invitations) {
    const { id, offer, madeAt, madeBy, expiresAt } = invitation
    if (offer.kind !== 'newcomer') continue
    const by = madeBy === null ? undefined : people.get(madeBy)
    views.push({
      id,
      offer: await newcomerView(offer, tables),
      madeAt,
      madeBy: by ? personCard(by, ministries) : null,
      expiresAt,
      standing: standingOf(invitation, now),
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
