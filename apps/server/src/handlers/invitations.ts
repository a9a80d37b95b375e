import { randomUUID } from 'node:crypto'
import {
  type AccountEvent,
  approversOf,
  asItStands,
  assertNever,
  canManage,
  firstAdministrator,
  honour,
  type Invitation,
  isOneOf,
  type Language,
  leadsForIn,
  newcomer,
  ok,
  type Person,
  refuse,
  vouchesAs,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { challengeIn, creationOptions, passkeyAdded, verifyMade } from '../auth/passkeys.ts'
import { hashOf } from '../auth/secrets.ts'
import type { Begun } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import { comeBack } from '../recoveries.ts'
import type { Outcome } from '../refusal.ts'
import { hasAdministrator } from '../set-up.ts'
import { offerView } from '../views/accounts.ts'
import { sessionInfo } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type InvitationRoutes = 'readInvitation' | 'startPasskeyByInvitation' | 'acceptInvitation'

/** Who has come in, and the sessions of before that have ended with it. */
interface Joined extends Begun {
  readonly ended: readonly string[]
  /** Where the mails of who came back went to; null for nowhere, and for who is new. */
  readonly oldAddress: string | null
}

/** The way in by an invitation, for whoever holds its link. */
export function invitationHandlers({
  storage,
  sessions,
  challenges,
  relyingParty,
  clock,
  logger,
  endSockets,
  tellOldAddress,
}: HandlerContext): Pick<Handlers, InvitationRoutes> {
  return {
    readInvitation: async ({ body }) => {
      const found = await invitationOf(body.token, storage.tables, clock.now())
      if (!found.ok) return found
      const { offer, expiresAt } = found.value
      // Nobody has a link to other roles.
      if (offer.kind === 'roles') return refuse({ code: 'invitation_over' })
      return ok({ offer: await offerView(offer, storage.tables), expiresAt })
    },
    startPasskeyByInvitation: async ({ body }) => {
      const found = await invitationOf(body.token, storage.tables, clock.now())
      if (!found.ok) return found
      const who = { id: randomUUID(), language: 'en', now: clock.now() } as const
      const comer = await comerBy(found.value, body.name, { who, tables: storage.tables })
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
      const joined = await storage.transaction(async (tables): Promise<Outcome<Joined>> => {
        const now = clock.now()
        const found = await invitationOf(body.token, tables, now)
        if (!found.ok) return found
        const { id: invitationId } = found.value
        if (invitationId !== purpose.invitationId) return refuse({ code: 'challenge_over' })
        if (await tables.passkeys.byId(made.value.id)) return refuse({ code: 'passkey_refused' })
        const { offer } = found.value
        const who = { id: purpose.personId, language: body.language, now }
        const comer = await comerBy(found.value, body.name, { who, tables })
        if (!comer.ok) return comer
        const person = comer.value
        const back = offer.kind === 'recovery' ? await comeBack(person, offer, { tables, now }) : null
        if (!back) await tables.people.insert(person)
        await tables.passkeys.insert({
          ...made.value,
          personId: person.id,
          name: body.passkeyName,
          addedAt: now,
          lastUsedAt: now,
        })
        await tables.invitations.end(invitationId, { status: 'used', at: now, personId: person.id })
        const passkeyId = made.value.id
        const events: readonly AccountEvent[] = [
          { type: 'invitation.used', invitationId, leadsFor: leadsForIn(offer) },
          ...(back?.events ?? []),
          passkeyAdded(made.value),
          { type: 'session.begun', passkeyId },
        ]
        await tables.events.append(events.map((event) => accountEvent(event, { person, now })))
        const begun = await sessions.start(person, { passkeyId, tables })
        return ok({ ...begun, ended: back?.ended ?? [], oldAddress: back?.oldAddress ?? null })
      })
      if (!joined.ok) return joined
      const { session, setCookie: cookie, ended, oldAddress } = joined.value
      for (const sessionId of ended) await endSockets(sessionId)
      if (oldAddress !== null) await tellOldAddress(oldAddress, session.person)
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
  const people = await tables.people.allAlone()
  if (!(await isStoodFor(invitation, tables, { people, now }))) return refuse({ code: 'invitation_over' })
  return honour(asItStands(invitation, { people, now }), now)
}

/** Whether those who made and approved an invitation may do so still: nobody is let in by somebody who was disabled or lost that role. */
async function isStoodFor(
  invitation: Invitation,
  tables: Tables,
  { people, now }: { readonly people: readonly Person[]; readonly now: string },
): Promise<boolean> {
  const { madeBy, offer, approval } = invitation
  if (madeBy === null) return true
  const byId = (id: string | undefined) => people.find((person) => person.id === id)
  const maker = byId(madeBy)
  if (!maker) return false
  if (offer.kind !== 'recovery') return canManage(maker, 'people.invite', now) && isApproverStill()
  const recovery = await tables.recoveries.byId(offer.recoveryId)
  const account = byId(offer.accountId)
  return (
    account !== undefined &&
    [maker, byId(recovery?.askedBy)].every(
      (voucher) => voucher && vouchesAs(voucher, account, now).length > 0,
    )
  )

  /** Whoever approved it is still one of those whose approval counts. */
  function isApproverStill(): boolean {
    if (approval.status !== 'given') return true
    const approver = byId(approval.personId)
    const approvers = approversOf(invitation, { people, now })
    return approver !== undefined && approvers !== null && isOneOf(approvers, approver, now)
  }
}

/** The person that an invitation brings in, or back. One that names nobody asks for a name. */
async function comerBy(
  { offer }: Invitation,
  name: string | null,
  {
    who,
    tables,
  }: {
    readonly who: { readonly id: string; readonly language: Language; readonly now: string }
    readonly tables: Tables
  },
): Promise<Outcome<Person>> {
  switch (offer.kind) {
    case 'first_administrator':
      return name === null
        ? refuse({ code: 'invalid_request', field: 'name' })
        : ok(firstAdministrator({ ...who, name }))
    case 'newcomer':
      return ok(newcomer(offer, who))
    case 'roles':
      return refuse({ code: 'invitation_over' })
    case 'recovery': {
      const person = await tables.people.byId(offer.accountId)
      return person && !person.isDisabled ? ok(person) : refuse({ code: 'invitation_over' })
    }
    default:
      return assertNever(offer)
  }
}
