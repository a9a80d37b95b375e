import type { RouteBody } from '@samsyn/protocol'
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
  if (invitation.standing === 'awaited') {
    const lead = await server.signIn(`lead-${body.country?.toLowerCase()}`)
    await lead.call('approveInvitation', { params: { invitationId: invitation.id } })
  }
  return link
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
