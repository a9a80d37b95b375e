import {
  assertNever,
  type Invitation,
  type InvitationOffer,
  type Newcomer,
  type Person,
  standingOf,
} from '@samsyn/domain'
import type {
  AccountDetail,
  Invitation as InvitationView,
  InvitationOffer as OfferView,
} from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { personCard } from './people.ts'

type NewcomerView = Extract<OfferView, { readonly kind: 'newcomer' }>

/** A person's account with what was done to it. */
export async function accountDetailView(person: Person, tables: Tables): Promise<AccountDetail> {
  const people = new Map((await tables.people.all()).map((each) => [each.id, each]))
  const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  const turns = await tables.accountTurns.byAccount(person.id)
  return {
    person: personCard(person, ministries),
    isDisabled: person.isDisabled,
    passkeys: (await tables.passkeys.byPerson(person.id)).length,
    turns: turns.flatMap(({ kind, at, by, reason }) => {
      const doer = people.get(by)
      return doer ? [{ kind, at, by: personCard(doer, ministries), reason }] : []
    }),
  }
}

/** What an invitation is for, with the ministry by its names. */
export async function offerView(offer: InvitationOffer, tables: Tables): Promise<OfferView> {
  switch (offer.kind) {
    case 'first_administrator':
      return { kind: offer.kind }
    case 'newcomer':
      return newcomerView(offer, tables)
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
