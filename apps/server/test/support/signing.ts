import type { CountryCode } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import type { RouteBody, RouteResponse } from '@samsyn/protocol'
import { accept, linkFor, tokenOf } from './accounts.ts'
import type { Authenticator, Liberties } from './authenticator.ts'
import type { Client, TestServer } from './test-server.ts'

/** Somebody who decides for a country, with a passkey of their own. */
export interface SigningLead {
  readonly client: Client
  readonly authenticator: Authenticator
  readonly personId: string
}

/** Has an administrator invite a lead, whom the country's own approves, and who comes in with a passkey. */
export async function inviteLead(
  server: TestServer,
  administrator: Client,
  country: CountryCode,
): Promise<SigningLead> {
  const link = await linkFor(server, administrator, {
    name: `Lead of ${country}`,
    country,
    ministry: { kind: 'new', name: `Ministry of ${country}`, nameInEnglish: `Ministry of ${country}` },
    roles: [{ role: 'lead', readsDrafts: false }],
  })
  const { client, authenticator } = await accept(server, tokenOf(link), { name: null })
  return { client, authenticator, personId: (await client.call('getSession')).person.id }
}

/** Has a position of the sample signed by those who have not decided yet, and released. */
export async function releaseSigned(
  server: TestServer,
): Promise<{ readonly releaseId: string; readonly leads: readonly SigningLead[] }> {
  const administrator = await server.signIn('administrator')
  const leads: SigningLead[] = []
  for (const country of ['FI', 'IS', 'SE'] as const) {
    const lead = await inviteLead(server, administrator, country)
    await decideSigned(lead, positionToSign)
    leads.push(lead)
  }
  const secretariat = await server.signIn('secretariat')
  const params = { positionId: positionToSign }
  const { revision } = await secretariat.call('getPosition', { params })
  const { releaseInForce } = await secretariat.call('issueRelease', { params, body: { revision } })
  return { releaseId: releaseInForce ?? '', leads }
}

/** A position of the sample with an open round on its second version; Denmark and Norway have agreed, unsigned. */
export const positionToSign = 'yearly-overview'

type Prepared = Pick<RouteResponse<'prepareDecision'>, 'signing'> & { readonly statement: unknown }

/** What is decided on: the open round of a position. */
export async function openRoundOf(client: Client, positionId: string) {
  const { round } = await client.call('getPosition', { params: { positionId } })
  if (!round) throw new Error('No round is open')
  const { number: versionNumber, contentHash } = round.version
  return { roundId: round.id, versionNumber, contentHash }
}

/** Has the server prepare the statement of an answer in the open round. */
export async function prepare(
  client: Client,
  positionId: string,
  value: RouteBody<'giveDecision'>['value'] = { kind: 'agree' },
): Promise<RouteResponse<'prepareDecision'>> {
  const body = { ...(await openRoundOf(client, positionId)), value }
  return client.call('prepareDecision', { params: { positionId }, body })
}

/** Signs a statement as a page does: over the hash that it takes itself. */
export function signed(
  { statement, signing }: Prepared,
  authenticator: Authenticator,
  liberties: Liberties = {},
): RouteBody<'signDecision'> {
  const text = canonicalText(statement)
  const challenge = Buffer.from(textHash(text), 'hex').toString('base64url')
  return { statement: text, assertion: authenticator.sign({ ...signing, challenge }, liberties) }
}

/** Decides in the open round with a signature, as a page does. */
export async function decideSigned(
  { client, authenticator }: SigningLead,
  positionId: string,
  value?: RouteBody<'giveDecision'>['value'],
): Promise<RouteResponse<'signDecision'>> {
  const prepared = await prepare(client, positionId, value)
  return client.call('signDecision', { params: { positionId }, body: signed(prepared, authenticator) })
}

/** Lifts a reservation or withdraws support with a signature, as a page does. */
export async function actSigned(
  { client, authenticator }: SigningLead,
  positionId: string,
  act: RouteBody<'doAct'>['act'],
): Promise<RouteResponse<'signAct'>> {
  const prepared = await client.call('prepareAct', { params: { positionId }, body: { act } })
  return client.call('signAct', { params: { positionId }, body: signed(prepared, authenticator) })
}
