import { randomUUID } from 'node:crypto'
import {
  assertNever,
  firstAdministrator,
  honour,
  type Invitation,
  type Language,
  newcomer,
  ok,
  type Person,
  refuse,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { challengeIn, creationOptions, passkeyAdded, verifyMade } from '../auth/passkeys.ts'
import { hashOf } from '../auth/secrets.ts'
import type { Begun } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { hasAdministrator } from '../set-up.ts'
import { offerView } from '../views/accounts.ts'
import { sessionInfo } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type InvitationRoutes = 'readInvitation' | 'startPasskeyByInvitation' | 'acceptInvitation'

/** The way in by an invitation, for whoever holds its link. */
export function invitationHandlers({
  storage,
  sessions,
  challenges,
  relyingParty,
  clock,
  logger,
}: HandlerContext): Pick<Handlers, InvitationRoutes> {
  return {
    readInvitation: async ({ body }) => {
      const found = await invitationOf(body.token, storage.tables, clock.now())
      if (!found.ok) return found
      const { offer, expiresAt } = found.value
      return ok({ offer: await offerView(offer, storage.tables), expiresAt })
    },
    startPasskeyByInvitation: async ({ body }) => {
      const found = await invitationOf(body.token, storage.tables, clock.now())
      if (!found.ok) return found
      const comer = comerBy(found.value, body.name, { id: randomUUID(), language: 'en', now: clock.now() })
      if (!comer.ok) return comer
      const person = comer.value
      const challenge = challenges.give({
        kind: 'accept',
        invitationId: found.value.id,
        personId: person.id,
      })
      return ok(creationOptions(challenge, { party: relyingParty(), person, known: [] }))
    },
    acceptInvitation: async ({ body, setCookie }) => {
      const challenge = challengeIn(body.passkey.clientDataJSON)
      const purpose = challenge === null ? null : challenges.take(challenge)
      if (challenge === null || purpose?.kind !== 'accept') return refuse({ code: 'challenge_over' })
      const made = await verifyMade(body.passkey, { challenge, party: relyingParty(), logger })
      if (!made.ok) return made
      const joined = await storage.transaction(async (tables): Promise<Outcome<Begun>> => {
        const now = clock.now()
        const found = await invitationOf(body.token, tables, now)
        if (!found.ok) return found
        const { id: invitationId } = found.value
        if (invitationId !== purpose.invitationId) return refuse({ code: 'challenge_over' })
        if (await tables.passkeys.byId(made.value.id)) return refuse({ code: 'passkey_refused' })
        const comer = comerBy(found.value, body.name, { id: purpose.personId, language: body.language, now })
        if (!comer.ok) return comer
        const person = comer.value
        await tables.people.insert(person)
        await tables.passkeys.insert({
          ...made.value,
          personId: person.id,
          name: body.passkeyName,
          addedAt: now,
          lastUsedAt: now,
        })
        await tables.invitations.end(invitationId, { status: 'used', at: now, personId: person.id })
        const passkeyId = made.value.id
        await tables.events.append(
          (
            [
              { type: 'invitation.used', invitationId },
              passkeyAdded(made.value),
              { type: 'session.begun', passkeyId },
            ] as const
          ).map((event) => accountEvent(event, { person, now })),
        )
        return ok(await sessions.start(person, { passkeyId, tables }))
      })
      if (!joined.ok) return joined
      const { session, setCookie: cookie } = joined.value
      setCookie(cookie)
      return ok(await sessionInfo(session, storage.tables))
    },
  }
}

/** The invitation of a link that still lets somebody in; otherwise `invitation_over`. */
async function invitationOf(token: string, tables: Tables, now: string): Promise<Outcome<Invitation>> {
  const invitation = await tables.invitations.byTokenHash(hashOf(token))
  if (!invitation) return refuse({ code: 'invitation_over' })
  if (invitation.offer.kind === 'first_administrator' && (await hasAdministrator(tables, now)))
    return refuse({ code: 'invitation_over' })
  return honour(invitation, now)
}

/** The person that an invitation brings in. One that names nobody asks for a name. */
function comerBy(
  { offer }: Invitation,
  name: string | null,
  who: { readonly id: string; readonly language: Language; readonly now: string },
): Outcome<Person> {
  switch (offer.kind) {
    case 'first_administrator':
      return name === null
        ? refuse({ code: 'invalid_request', field: 'name' })
        : ok(firstAdministrator({ ...who, name }))
    case 'newcomer':
      return ok(newcomer(offer, who))
    default:
      return assertNever(offer)
  }
}
