import { countryCodes, reservationTypes, roundKinds } from '@samsyn/domain'
import { z } from 'zod'
import { command, commandRefusals, read, reason, revision, versionParams } from './route-parts.ts'
import {
  actStatement,
  contentHash,
  country,
  decisionStatement,
  id,
  instant,
  passkeyAssertion,
  passkeyRequest,
  terms,
  versionDetail,
  versionName,
} from './shapes.ts'

/** A decision that is about to be given: on which text, and the answer. */
const decisionToGive = z.strictObject({
  roundId: id,
  versionNumber: z.int().positive(),
  contentHash,
  value: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('agree') }),
    z
      .strictObject({
        kind: z.literal('agree_with_reservation'),
        type: z.enum(reservationTypes),
        text: z.string().trim().max(2000),
        passage: z.string().trim().min(1).max(1000).nullable(),
      })
      .refine(({ type, passage }) => type !== 'general' || passage === null),
    z.strictObject({ kind: z.literal('object'), reason }),
    z.strictObject({
      kind: z.literal('propose_amendment'),
      passage: z.string().trim().min(1).max(1000),
      text: z.string().trim().max(4000),
    }),
    z.strictObject({ kind: z.literal('late_objection'), reason }),
    z.strictObject({ kind: z.literal('withdraw_support'), reason }),
    z.strictObject({ kind: z.literal('not_participating') }),
  ]),
  /** The party formula that was shown: the answer is for that one alone. */
  shownFormula: z.string().max(1000).optional(),
})
const decisionRefusals = [
  'not_found',
  'forbidden',
  'round_not_open',
  'version_stale',
  'not_a_party',
  'state_conflict',
  'deadline_passed',
  'reason_required',
  'words_not_there',
  'words_not_once',
  'formula_changed',
  'secretariat_never_decides',
] as const

/** What a country does when the round is over: to its own answer, or against a corrigendum of the final text. */
const actToDo = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('confirm_terms'),
    roundId: id,
    of: terms,
    /** The party formula that was shown: the confirmation is under that one alone. */
    shownFormula: z.string().max(1000).optional(),
  }),
  z.strictObject({
    kind: z.literal('lift_reservation'),
    /** The decision that entered it. */
    decisionId: id,
    /** The party formula that was shown: before a release the lift is for that one alone. */
    shownFormula: z.string().max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('withdraw_support'), releaseId: id, reason: reason.trim() }),
  z.strictObject({ kind: z.literal('reconfirm_release'), releaseId: id, postponementId: id }),
  z.strictObject({ kind: z.literal('object_to_corrigendum'), corrigendumId: id, reason: reason.trim() }),
])
const actRefusals = [
  'not_found',
  'forbidden',
  'state_conflict',
  'reason_required',
  'round_not_open',
  'version_stale',
  'formula_changed',
  'secretariat_never_decides',
  'corrigendum_over',
  'deadline_passed',
  'not_a_party',
  'nothing_to_reconfirm',
  'already_reconfirmed',
  'postponed_again',
  'release_suspended',
] as const

/** Freezing, rounds, decisions, release. */
export const signOffRoutes = {
  freezeVersion: {
    ...command,
    path: '/positions/:positionId/versions',
    summary: 'Freeze the draft as the next version',
    body: z.strictObject({ revision, name: versionName.optional(), note: z.string().trim().max(500) }),
    refusals: [...commandRefusals, 'busy', 'text_classified', 'limite_unconfirmed'],
  },
  nameVersion: {
    ...command,
    method: 'PATCH',
    path: '/positions/:positionId/versions/:number',
    summary: 'Give a version another name, or none; its text and hash stay as they are',
    params: versionParams,
    body: z.strictObject({ revision, name: versionName }),
    refusals: commandRefusals,
  },
  getVersion: {
    ...read,
    path: '/positions/:positionId/versions/:number',
    summary: 'A frozen version: its text, its hash and the rounds held on it',
    params: versionParams,
    response: versionDetail,
    refusals: ['not_found', 'forbidden'],
  },
  reopenDraft: {
    ...command,
    path: '/positions/:positionId/reopening',
    summary: 'Open the draft again; ends an open round',
    body: z.strictObject({ revision, reason }),
    refusals: [...commandRefusals, 'reason_required'],
  },
  openRound: {
    ...command,
    path: '/positions/:positionId/rounds',
    summary: 'Open a sign-off round on the frozen version, or a silence procedure',
    body: z.strictObject({
      revision,
      kind: z.enum(roundKinds).optional(),
      versionNumber: z.int().positive(),
      contentHash,
      deadline: instant,
      notice: z.string().trim().max(2000),
      /** Of the countries that have withdrawn their support of the final text in force those that are asked again. */
      rejoining: z.array(country).max(countryCodes.length).optional(),
      openPointsReason: z.string().trim().max(2000).nullable(),
    }),
    refusals: [
      'text_classified',
      'limite_unconfirmed',
      ...commandRefusals,
      'version_stale',
      'parties_invalid',
      'deadline_not_in_future',
      'open_points',
      'points_to_close',
      'silence_lead_missing',
      'lead_not_reachable',
      'silence_not_shared',
      'silence_open_points',
      'silence_reservation',
      'silence_too_short',
      'silence_hours',
    ],
  },
  remindRound: {
    ...command,
    path: '/positions/:positionId/reminders',
    summary:
      'Remind the delegations that have not answered in the open round, or that have terms of the agreed text to confirm',
    body: z.strictObject({ roundId: id }),
    refusals: [
      'not_found',
      'forbidden',
      'round_not_open',
      'deadline_passed',
      'state_conflict',
      'reminded_lately',
    ],
  },
  giveDecision: {
    ...command,
    path: '/positions/:positionId/decisions',
    summary: "Give one's country's decision on exactly this text",
    body: decisionToGive,
    refusals: [...decisionRefusals, 'signature_required'],
  },
  prepareDecision: {
    ...command,
    path: '/positions/:positionId/decision-statements',
    summary:
      'The statement to sign with a passkey for a decision on exactly this text: it can be signed once, for five minutes',
    body: decisionToGive,
    response: z.object({
      statement: decisionStatement,
      /** What is signed is the hash of the statement, which the page takes itself. */
      signing: passkeyRequest.omit({ challenge: true }),
    }),
    refusals: decisionRefusals,
  },
  signDecision: {
    ...command,
    path: '/positions/:positionId/decision-signatures',
    summary: "Give one's country's decision as the statement says, signed with a passkey",
    /** The statement's canonical JSON (RFC 8785), as it was signed. */
    body: z.strictObject({ statement: z.string().max(16_000), assertion: passkeyAssertion }),
    refusals: [
      ...decisionRefusals,
      'challenge_over',
      'passkey_refused',
      'statement_mismatch',
      'statement_stale',
    ],
  },
  askExtension: {
    ...command,
    path: '/positions/:positionId/extension-requests',
    summary: "Ask, for one's country, for more time in the open round",
    body: z.strictObject({ roundId: id, until: instant, reason }),
    refusals: [
      'not_found',
      'forbidden',
      'round_not_open',
      'version_stale',
      'deadline_passed',
      'deadline_not_later',
      'silence_hours',
      'not_a_party',
      'reason_required',
      'secretariat_never_decides',
    ],
  },
  grantExtension: {
    ...command,
    path: '/positions/:positionId/extensions',
    summary: 'Put the deadline of the open round off for all, as somebody has asked',
    body: z.strictObject({ roundId: id, deadline: instant }),
    refusals: [
      'not_found',
      'forbidden',
      'round_not_open',
      'version_stale',
      'deadline_passed',
      'deadline_not_later',
      'silence_hours',
      'extension_past_meeting',
      'state_conflict',
    ],
  },
  doAct: {
    ...command,
    path: '/positions/:positionId/acts',
    summary:
      "Confirm for one's country a reservation of another or a party formula that came after its answer; lift its reservation of an agreed text or of the final text in force, or withdraw its support of the latter, which is suspended then; or object to a corrigendum of it",
    body: z.strictObject({ act: actToDo }),
    refusals: [...actRefusals, 'signature_required'],
  },
  prepareAct: {
    ...command,
    path: '/positions/:positionId/act-statements',
    summary: 'The statement to sign with a passkey for it: it can be signed once, for five minutes',
    body: z.strictObject({ act: actToDo }),
    response: z.object({
      statement: actStatement,
      /** What is signed is the hash of the statement, which the page takes itself. */
      signing: passkeyRequest.omit({ challenge: true }),
    }),
    refusals: actRefusals,
  },
  signAct: {
    ...command,
    path: '/positions/:positionId/act-signatures',
    summary: 'Do it as the statement says, signed with a passkey',
    /** The statement's canonical JSON (RFC 8785), as it was signed. */
    body: z.strictObject({ statement: z.string().max(16_000), assertion: passkeyAssertion }),
    refusals: [...actRefusals, 'challenge_over', 'passkey_refused', 'statement_mismatch', 'statement_stale'],
  },
  proposeCorrigendum: {
    ...command,
    path: '/positions/:positionId/corrigenda',
    summary:
      'Put the correction of a slip in the final text in force before the leads, who may object until the deadline; nobody does: it is issued',
    body: z.strictObject({
      releaseId: id,
      sectionId: z.string().min(1).max(100),
      /** The words as they were released, and as they are to be read; an empty reading leaves them out. */
      passage: z.string().trim().min(1).max(300),
      reading: z.string().trim().max(300),
      reason: reason.trim(),
      deadline: instant,
    }),
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'reason_required',
      'section_unknown',
      'words_not_once',
      'corrigendum_empty',
      'corrigendum_overlaps',
      'corrigendum_lead_missing',
      'deadline_not_in_future',
      'corrigendum_too_short',
      'corrigendum_hours',
    ],
  },
  withdrawCorrigendum: {
    ...command,
    path: '/positions/:positionId/corrigenda/:corrigendumId/withdrawal',
    summary: 'Take a corrigendum back that runs',
    params: z.object({ positionId: id, corrigendumId: id }),
    refusals: ['not_found', 'forbidden', 'state_conflict', 'corrigendum_over', 'deadline_passed'],
  },
  issueRelease: {
    ...command,
    path: '/positions/:positionId/releases',
    summary: 'Release the agreed version as the final text',
    body: z.strictObject({ revision }),
    refusals: ['brackets_open', ...commandRefusals, 'not_agreed_by_all', 'terms_unconfirmed'],
  },
} as const
