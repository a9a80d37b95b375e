import { z } from 'zod'
import { accountDetail, deputies, grant, recovery } from './account-shapes.ts'
import { about, type Route, read, reason } from './route-parts.ts'
import {
  account,
  country,
  id,
  instant,
  invitation,
  invitationOffer,
  invitationToken,
  language,
  madePasskey,
  ministry,
  ownPasskey,
  passkeyAssertion,
  passkeyCreation,
  passkeyDeed,
  passkeyId,
  passkeyRequest,
  plainName,
  role,
  session,
} from './shapes.ts'

/** What somebody calls themselves, where the invitation does not name them; null where it does. */
const newName = plainName.nullable()
/** Who asks is known by the link alone. */
const invitationCommand = { ...about, method: 'POST', isPublic: true, status: 200 } as const

/** Ends or gives back what a person may do here, with the reason in words. */
const accountTurn = {
  ...about,
  method: 'POST',
  params: z.object({ personId: id }),
  body: z.strictObject({ reason }),
  status: 200,
  response: accountDetail,
} as const
const turnRefusals = ['forbidden', 'not_found', 'account_unchanged', 'reason_required'] as const

const recoveryParams = z.object({ personId: id, recoveryId: id })

const chosenMinistry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('known'), ministryId: id }),
  z.strictObject({ kind: z.literal('new'), name: plainName, nameInEnglish: plainName }),
])
const chosenRoles = z.array(z.strictObject({ role, readsDrafts: z.boolean() })).max(10)

/** The routes of people, their ways in and their own accounts. */
export const accountRoutes = {
  readInvitation: {
    ...invitationCommand,
    path: '/invitation/reading',
    summary: 'What an invitation is for, to whoever holds its link',
    body: z.strictObject({ token: invitationToken }),
    response: z.object({ offer: invitationOffer, expiresAt: instant }),
    refusals: ['invitation_over', 'approval_awaited'],
  },
  startPasskeyByInvitation: {
    ...invitationCommand,
    path: '/invitation/passkey-options',
    summary: 'What the browser needs to make the passkey of whoever holds the link',
    body: z.strictObject({ token: invitationToken, name: newName }),
    response: passkeyCreation,
    refusals: ['invitation_over', 'approval_awaited'],
  },
  acceptInvitation: {
    ...invitationCommand,
    path: '/invitation/acceptance',
    summary: 'Come in by an invitation, once: the passkey is registered and the person signed in',
    body: z.strictObject({
      token: invitationToken,
      name: newName,
      language,
      passkeyName: plainName,
      passkey: madePasskey,
    }),
    status: 201,
    response: session,
    refusals: ['invitation_over', 'approval_awaited', 'challenge_over', 'passkey_refused'],
  },
  getAccounts: {
    ...read,
    path: '/accounts',
    summary:
      'Everybody in the workspace and who is invited, for those who look after people; for a lead, those of the same country',
    response: z.object({
      people: z.array(account),
      /** Those that wait to be confirmed. */
      recoveries: z.array(recovery),
      mayInvite: z.boolean(),
      /** Newest first. */
      invitations: z.array(invitation),
      ministries: z.array(ministry),
    }),
    refusals: ['forbidden'],
  },
  makeInvitation: {
    ...about,
    method: 'POST',
    path: '/accounts/invitations',
    summary: 'Invite somebody; the answer is the only one with the link',
    body: z.strictObject({
      name: plainName,
      country: country.nullable(),
      ministry: chosenMinistry,
      roles: chosenRoles,
    }),
    status: 201,
    response: z.object({ invitation, link: z.string() }),
    refusals: ['forbidden', 'not_found', 'roles_invalid'],
  },
  withdrawInvitation: {
    ...about,
    method: 'DELETE',
    path: '/accounts/invitations/:invitationId',
    summary:
      'Withdraw an invitation that has not been used, or decline, as a lead, one that waits for approval',
    params: z.object({ invitationId: id }),
    status: 204,
    response: null,
    refusals: ['forbidden', 'not_found', 'invitation_over'],
  },
  approveInvitation: {
    ...about,
    method: 'POST',
    path: '/accounts/invitations/:invitationId/approval',
    summary: 'Approve, as a lead, that somebody is let in, or given a role, for the country or for all',
    params: z.object({ invitationId: id }),
    status: 200,
    response: invitation,
    refusals: [
      'forbidden',
      'not_found',
      'invitation_over',
      'second_person_needed',
      'own_account',
      'account_disabled',
      'account_unchanged',
      'last_administrator',
    ],
  },
  changeRoles: {
    ...about,
    method: 'POST',
    path: '/accounts/:personId/roles',
    summary:
      'Give somebody who is in other roles, at once or, where a lead has to agree, once it is approved',
    params: z.object({ personId: id }),
    /** What they are as a whole, and what of the narrower ends. */
    body: z.strictObject({ ministry: chosenMinistry, roles: chosenRoles, ends: z.array(grant).max(100) }),
    status: 200,
    response: z.object({ account: accountDetail, isAwaited: z.boolean() }),
    refusals: [
      'forbidden',
      'not_found',
      'own_account',
      'account_disabled',
      'account_unchanged',
      'roles_invalid',
      'last_administrator',
    ],
  },
  getAccount: {
    ...read,
    path: '/accounts/:personId',
    summary: 'A person’s account and what became of it, for those who may know of it',
    params: z.object({ personId: id }),
    response: accountDetail,
    refusals: ['forbidden', 'not_found'],
  },
  disableAccount: {
    ...accountTurn,
    path: '/accounts/:personId/disablement',
    summary:
      'Disable an account: its sessions and open sockets end at once, and nobody signs in with its passkeys',
    refusals: [...turnRefusals, 'own_account', 'last_administrator'],
  },
  enableAccount: {
    ...accountTurn,
    path: '/accounts/:personId/enablement',
    summary: 'Enable a disabled account: its person signs in again with the passkeys they had',
    refusals: turnRefusals,
  },
  askRecovery: {
    ...accountTurn,
    path: '/accounts/:personId/recoveries',
    summary:
      'Ask that somebody who lost their passkeys come back by a new link; another person has to confirm it',
    refusals: [
      'forbidden',
      'not_found',
      'own_account',
      'account_disabled',
      'recovery_asked',
      'reason_required',
    ],
  },
  confirmRecovery: {
    ...about,
    method: 'POST',
    path: '/accounts/:personId/recoveries/:recoveryId/confirmation',
    summary:
      'Confirm, as the second person, that somebody shall come back; the answer is the only one with the link',
    params: recoveryParams,
    status: 201,
    response: z.object({ account: accountDetail, link: z.string(), expiresAt: instant }),
    refusals: [
      'forbidden',
      'not_found',
      'own_account',
      'account_disabled',
      'recovery_over',
      'second_person_needed',
    ],
  },
  withdrawRecovery: {
    ...about,
    method: 'DELETE',
    path: '/accounts/:personId/recoveries/:recoveryId',
    summary: 'Withdraw a recovery, or its link while nobody has used it',
    params: recoveryParams,
    status: 200,
    response: accountDetail,
    refusals: ['forbidden', 'not_found', 'own_account', 'recovery_over'],
  },
  listOwnPasskeys: {
    ...read,
    path: '/account/passkeys',
    summary: "The signed-in person's passkeys, oldest first",
    response: z.array(ownPasskey),
  },
  startPasskeyConfirmation: {
    ...about,
    method: 'POST',
    path: '/account/confirmation-options',
    summary:
      'What the browser needs to confirm, with a passkey of one’s own, that one is added or removed, or where one’s mails go',
    body: z.strictObject({ deed: passkeyDeed }),
    status: 200,
    response: passkeyRequest,
    refusals: ['not_found', 'last_passkey'],
  },
  startPasskeyAddition: {
    ...about,
    method: 'POST',
    path: '/account/passkey-options',
    summary: 'What the browser needs to make another passkey, once a passkey has confirmed it',
    body: z.strictObject({ assertion: passkeyAssertion }),
    status: 200,
    response: passkeyCreation,
    refusals: ['challenge_over', 'passkey_refused'],
  },
  addPasskey: {
    ...about,
    method: 'POST',
    path: '/account/passkeys',
    summary: 'Register another passkey',
    body: z.strictObject({ name: plainName, passkey: madePasskey }),
    status: 201,
    response: z.array(ownPasskey),
    refusals: ['challenge_over', 'passkey_refused'],
  },
  removePasskey: {
    ...about,
    method: 'POST',
    path: '/account/passkeys/:passkeyId/removal',
    summary: 'Remove a passkey of one’s own, but the last; the sessions that were begun with it end',
    params: z.object({ passkeyId }),
    body: z.strictObject({ assertion: passkeyAssertion }),
    status: 200,
    response: z.array(ownPasskey),
    refusals: ['not_found', 'last_passkey', 'challenge_over', 'passkey_refused'],
  },
  endAllSessions: {
    ...about,
    method: 'DELETE',
    path: '/account/sessions',
    summary: 'Sign out everywhere: every session of the signed-in person and its open sockets end',
    status: 204,
    response: null,
  },
  getDeputies: {
    ...read,
    path: '/account/deputies',
    summary: 'Who decides in the signed-in person’s stead, and in whose stead they do',
    response: deputies,
  },
  nameDeputy: {
    ...about,
    method: 'POST',
    path: '/account/deputies',
    summary: 'Name, as a lead, somebody of the same country who decides in one’s stead for a while',
    body: z.strictObject({
      deputyId: id,
      /** Null for from now on. */
      from: instant.nullable(),
      to: instant,
    }),
    status: 201,
    response: deputies,
    refusals: ['forbidden', 'not_found', 'deputy_unfit', 'period_invalid', 'deputy_named'],
  },
  endDeputyship: {
    ...about,
    method: 'DELETE',
    path: '/account/deputies/:deputyshipId',
    summary: 'End, as the lead who named them, somebody’s time as a deputy',
    params: z.object({ deputyshipId: id }),
    status: 200,
    response: deputies,
    refusals: ['not_found', 'deputyship_over'],
  },
  startPasskeySignIn: {
    ...about,
    method: 'POST',
    path: '/passkey/sign-in-options',
    summary: 'What the browser needs to sign in with a passkey',
    isPublic: true,
    status: 200,
    response: passkeyRequest,
  },
  startPasskeySession: {
    ...about,
    method: 'POST',
    path: '/passkey/session',
    summary: 'Sign in with a passkey',
    isPublic: true,
    body: z.strictObject({ assertion: passkeyAssertion }),
    status: 201,
    response: session,
    refusals: ['challenge_over', 'passkey_refused'],
  },
} as const satisfies Readonly<Record<string, Route>>
