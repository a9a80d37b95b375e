import { randomUUID } from 'node:crypto'
import {
  type CountryCode,
  canManage,
  invite,
  leadsForIn,
  offerTo,
  ok,
  type Person,
  refuse,
  seesAccount,
} from '@samsyn/domain'
import type { RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { hashOf, newSecret } from '../auth/secrets.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { invitationLink } from '../set-up.ts'
import { waitingRecoveries } from '../views/account-detail.ts'
import { invitationViews } from '../views/accounts.ts'
import { personCard } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type AccountRoutes = 'getAccounts' | 'makeInvitation' | 'withdrawInvitation'

/** Looking after people: who is here, who is invited. */
export function accountHandlers({
  storage,
  relyingParty,
  clock,
}: HandlerContext): Pick<Handlers, AccountRoutes> {
  const mayInvite = (person: Person) => canManage(person, 'people.invite', clock.now())
  return {
    getAccounts: async ({ session: { person } }) => {
      const now = clock.now()
      const isAll = canManage(person, 'people.read', now)
      const { tables } = storage
      const seen = (await tables.people.all()).filter((each) => seesAccount(person, each, now))
      if (seen.length === 0) return refuse({ code: 'forbidden' })
      const ministries = await tables.ministries.all()
      const byId = new Map(ministries.map((ministry) => [ministry.id, ministry]))
      const passkeys = await tables.passkeys.counts()
      const people = seen.map((each) => ({
        person: personCard(each, byId),
        isDisabled: each.isDisabled,
        passkeys: passkeys.get(each.id) ?? 0,
      }))
      const invitations = isAll ? await invitationViews(await tables.invitations.all(), tables, now) : []
      const recoveries = await waitingRecoveries(seen, tables, { person, now })
      return ok({
        people,
        invitations: [...invitations],
        recoveries: [...recoveries],
        ministries: isAll ? [...ministries] : [],
        mayInvite: mayInvite(person),
      })
    },
    makeInvitation: async ({ body, session: { person } }) => {
      if (!mayInvite(person)) return refuse({ code: 'forbidden' })
      const token = newSecret()
      const made = await storage.transaction(async (tables): Promise<Outcome<string>> => {
        const now = clock.now()
        const { name, country, roles } = body
        const offer = offerTo({ name, country, ministryId: null, roles })
        if (!offer.ok) return offer
        // The last that can be refused, as it may write.
        const ministry = await ministryFor(body, tables)
        if (!ministry.ok) return ministry
        const offered = { ...offer.value, ministryId: ministry.value }
        const invitation = invite(offered, { id: randomUUID(), madeBy: person.id, now })
        await tables.invitations.insert(invitation, hashOf(token))
        const { id: invitationId } = invitation
        await tables.events.append([
          accountEvent(
            { type: 'invitation.made', invitationId, kind: offered.kind, ...leadsForIn(offered) },
            { person, now },
          ),
        ])
        return ok(invitationId)
      })
      if (!made.ok) return made
      const stored = await storage.tables.invitations.byId(made.value)
      const [invitation] = await invitationViews(stored ? [stored] : [], storage.tables, clock.now())
      if (!invitation) throw new Error('An invitation that was just made is not there')
      return ok({ invitation, link: invitationLink(relyingParty().origin, token) })
    },
    withdrawInvitation: async ({ params: { invitationId }, session: { person } }) => {
      if (!mayInvite(person)) return refuse({ code: 'forbidden' })
      return storage.transaction(async (tables): Promise<Outcome<null>> => {
        const now = clock.now()
        const invitation = await tables.invitations.byId(invitationId)
        if (invitation?.offer.kind !== 'newcomer') return refuse({ code: 'not_found' })
        const life = { status: 'withdrawn', at: now, personId: person.id } as const
        if (!(await tables.invitations.end(invitationId, life))) return refuse({ code: 'invitation_over' })
        await tables.events.append([
          accountEvent({ type: 'invitation.withdrawn', invitationId }, { person, now }),
        ])
        return ok(null)
      })
    },
  }
}

/** The ministry that somebody is invited to: one of their country, kept from now on where it is new. */
async function ministryFor(
  { country, ministry }: Pick<RouteBody<'makeInvitation'>, 'country' | 'ministry'>,
  tables: Tables,
): Promise<Outcome<string | null>> {
  if (ministry.kind === 'none') return ok(null)
  if (country === null) return refuse({ code: 'invalid_request', field: 'ministry' })
  if (ministry.kind === 'new') return ok(await addMinistry(country, ministry, tables))
  const known = await tables.ministries.byId(ministry.ministryId)
  return known?.country === country
    ? ok(known.id)
    : refuse({ code: 'not_found', field: 'ministry.ministryId' })
}

async function addMinistry(
  country: CountryCode,
  { name, nameInEnglish }: { readonly name: string; readonly nameInEnglish: string },
  tables: Tables,
): Promise<string> {
  const id = randomUUID()
  await tables.ministries.insert({ id, country, name, nameInEnglish })
  return id
}
