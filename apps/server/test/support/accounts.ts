import type { Approvers } from '@samsyn/domain'
import type { Invitation, RouteBody } from '@samsyn/protocol'
import { accountEvent } from '../../src/account-log.ts'
import { type Authenticator, createAuthenticator, type Liberties } from './authenticator.ts'
import { type Client, clientWith, type TestServer } from './test-server.ts'

/** The secret in a link. */
export const tokenOf = (link: string | null): string => link?.split('#')[1] ?? ''

/** Has an administrator invite somebody, whom a lead of the sample approves where that is asked for; gives the link. */
export async function linkFor(
  server: TestServer,
  administrator: Client,
  body: RouteBody<'makeInvitation'>,
): Promise<string> {
  const { link, invitation } = await administrator.call('makeInvitation', { body })
  await approveBySample(server, invitation)
  return link
}

/** Has an administrator give somebody who is in other roles, which a lead of the sample approves where that is asked for. */
export async function giveRoles(
  server: TestServer,
  administrator: Client,
  { personId, roles }: { readonly personId: string; readonly roles: RouteBody<'changeRoles'>['roles'] },
): Promise<void> {
  const body = { roles, ministry: { kind: 'none' as const }, ends: [] }
  if (!(await administrator.call('changeRoles', { params: { personId }, body })).isAwaited) return
  const { invitations } = await administrator.call('getAccounts')
  for (const invitation of invitations) await approveBySample(server, invitation)
}

async function approveBySample(server: TestServer, invitation: Invitation): Promise<void> {
  if (!invitation.awaits) return
  const { leadOf } = invitation.awaits
  const leadId = `lead-${leadOf === 'any' ? 'fi' : leadOf.toLowerCase()}`
  if ((await server.storage.tables.workspace.get())?.isSample)
    await (await server.signIn(leadId)).call('approveInvitation', { params: { invitationId: invitation.id } })
  else await approveStored(server, { invitation, leadId, leadOf })
}

/** What the route does, where a sample was put into a workspace that is none: its leads have no way in there. */
async function approveStored(
  { storage }: TestServer,
  {
    invitation,
    leadId,
    leadOf,
  }: { readonly invitation: Invitation; readonly leadId: string; readonly leadOf: Approvers },
): Promise<void> {
  const lead = await storage.tables.people.byId(leadId)
  const { id: invitationId, madeAt: now, madeBy } = invitation
  if (!lead?.country) throw new Error(`Nobody approves for ${leadId}`)
  await storage.transaction(async (tables) => {
    await tables.invitations.approve(invitationId, { at: now, personId: leadId })
    const leadsFor = invitation.awaits?.roles.includes('lead') ? lead.country : null
    const about = { invitationId, leadsFor, leadOf, askedBy: madeBy?.id ?? null }
    await tables.events.append([
      accountEvent({ type: 'invitation.approved', ...about }, { person: lead, now }),
    ])
  })
}

/** Comes in by a link, with a new passkey. */
export async function accept(
  server: TestServer,
  token: string,
  { name = 'Astrid Berg', liberties = {} }: { name?: string | null; liberties?: Liberties } = {},
): Promise<{ client: Client; authenticator: Authenticator; status: number; code: string | null }> {
  const authenticator = createAuthenticator(server.origin)
  const options = await server.anonymous().call('startPasskeyByInvitation', { body: { token, name } })
  const answer = await server.anonymous().ask('POST', '/api/invitation/acceptance', {
    body: {
      token,
      name,
      language: 'sv',
      passkeyName: 'First passkey',
      passkey: authenticator.make(options, liberties),
    },
  })
  const { status, code, headers } = answer
  return { client: clientWith(server.url, headers), authenticator, status, code }
}

/** Signs in with a passkey. */
export async function signInWith(
  server: TestServer,
  authenticator: Authenticator,
  liberties: Liberties = {},
): Promise<{ client: Client; status: number; code: string | null }> {
  const options = await server.anonymous().call('startPasskeySignIn')
  const { status, code, headers } = await server.anonymous().ask('POST', '/api/passkey/session', {
    body: { assertion: authenticator.sign(options, liberties) },
  })
  return { client: clientWith(server.url, headers), status, code }
}

/** What the event log has of people, oldest first. */
export async function accountEvents(server: TestServer) {
  return [...(await server.storage.tables.events.ofAccounts())].reverse()
}
