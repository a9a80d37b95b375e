import { type RefusalCode, refusalCodes } from '@samsyn/domain'
import { z } from 'zod'

/** What the edge refuses before the rules of the domain are asked. */
export const edgeErrorCodes = [
  /** Nobody is signed in. */
  'unauthenticated',
  /** The session was ended, by its person elsewhere or by somebody who may: its page keeps nothing on the device. */
  'session_ended',
  /** The request comes from another site. */
  'origin_refused',
  /** No such thing, or nothing this person may know of. */
  'not_found',
  /** The body or a parameter has the wrong shape; `field` names where. */
  'invalid_request',
  /** Words in the body carry a marking of classified information; `field` names where. */
  'classified_words',
  /** The body is larger than the server takes. */
  'too_large',
  /** The position was changed by someone else meanwhile. */
  'revision_conflict',
  /** Signing in by picking a person exists only in a sample workspace. */
  'not_a_sample_workspace',
  /** The page speaks another version of the document schema than the server. */
  'schema_mismatch',
  /** The database cannot be written just now. */
  'unavailable',
  /** More of this is being asked for than is done at once. */
  'busy',
  /** The draft had no text yet at that instant. */
  'no_text_then',
  /** The draft, as it stood, cannot be read as a text; nothing is shown rather than a part of it. */
  'draft_unreadable',
  /** Own pages cannot be opened: their key is not there, or what is stored of them is not what was sealed. */
  'pages_sealed',
  /** What the page holds of the draft is from before information was removed from it: it wipes that and asks anew. */
  'draft_purged',
  /** None of the named suggestions was settled by this person, as far as the draft's log tells. */
  'suggestion_not_settled',
  /** The words that somebody wants changed, or has a reservation about, do not stand in the text. */
  'words_not_there',
  /** The passkey does not let anybody in here: whatever the reason, the answer is this one. */
  'passkey_refused',
  /** What was to be signed is no longer waited for: it was asked too long ago, or has been used. */
  'challenge_over',
  /** A decision for a country is signed with a passkey: only people of a sample workspace who have none give one without. */
  'signature_required',
  /** The passkey signed another statement than the one that was sent. */
  'statement_mismatch',
  /** What the statement says is no longer so: it has to be read and signed anew. */
  'statement_stale',
  /** This server sends no mails. */
  'mail_off',
  /** A code was sent less than a minute ago. */
  'mail_asked_lately',
  /** The mail server did not take the mail. */
  'mail_unreachable',
  /** The code is wrong, too old, used, or was guessed at too often. */
  'code_wrong',
  /** A fault of the server's own. */
  'internal',
] as const

export type ErrorCode = RefusalCode | (typeof edgeErrorCodes)[number]

export const errorCodes: readonly ErrorCode[] = [...refusalCodes, ...edgeErrorCodes]

/** The one map from code to HTTP status; exhaustive by type. */
export const httpStatus: Readonly<Record<ErrorCode, number>> = {
  forbidden: 403,
  state_conflict: 409,
  version_stale: 409,
  round_not_open: 409,
  deadline_passed: 409,
  deadline_not_in_future: 400,
  deadline_not_later: 400,
  extension_past_meeting: 409,
  open_points: 409,
  brackets_open: 409,
  not_agreed_by_all: 409,
  silence_lead_missing: 409,
  lead_not_reachable: 409,
  silence_not_shared: 409,
  silence_open_points: 409,
  silence_reservation: 409,
  silence_too_short: 400,
  silence_hours: 400,
  corrigendum_over: 409,
  corrigendum_empty: 400,
  words_not_once: 400,
  corrigendum_overlaps: 409,
  corrigendum_lead_missing: 409,
  corrigendum_too_short: 400,
  corrigendum_hours: 400,
  terms_unconfirmed: 409,
  formula_changed: 409,
  reminded_lately: 409,
  not_a_party: 403,
  secretariat_never_decides: 403,
  reason_required: 400,
  parties_invalid: 400,
  points_to_close: 409,
  thread_closed: 409,
  thread_private: 409,
  comment_removed: 409,
  text_classified: 409,
  limite_unconfirmed: 409,
  spill_locked: 423,
  mention_outside_audience: 400,
  proposal_settled: 409,
  contribution_closed: 409,
  contribution_empty: 400,
  invitation_over: 410,
  approval_awaited: 409,
  roles_invalid: 400,
  last_passkey: 409,
  own_account: 409,
  last_administrator: 409,
  account_unchanged: 409,
  account_disabled: 409,
  recovery_asked: 409,
  recovery_over: 410,
  second_person_needed: 403,
  deputy_unfit: 400,
  period_invalid: 400,
  deputy_named: 409,
  deputyship_over: 409,
  meeting_not_begun: 409,
  chatham_house: 400,
  section_unknown: 400,
  other_person: 409,
  other_country: 409,
  report_missing: 409,
  reports_changed: 409,
  report_unconsolidated: 409,
  report_noted: 409,
  follow_up_closed: 409,
  translation_language: 400,
  translation_mismatch: 400,
  translation_open: 409,
  calendar_changed: 409,
  meeting_state: 409,
  rule_stays: 409,
  agenda_number_taken: 409,
  section_changed: 409,
  section_unsettled: 409,
  nothing_to_reconfirm: 409,
  already_reconfirmed: 409,
  postponed_again: 409,
  release_suspended: 409,
  passkey_refused: 403,
  challenge_over: 409,
  signature_required: 403,
  statement_mismatch: 400,
  statement_stale: 409,
  mail_off: 409,
  mail_asked_lately: 409,
  mail_unreachable: 503,
  code_wrong: 403,
  unauthenticated: 401,
  session_ended: 401,
  origin_refused: 403,
  not_found: 404,
  invalid_request: 400,
  classified_words: 400,
  too_large: 413,
  revision_conflict: 409,
  not_a_sample_workspace: 403,
  schema_mismatch: 409,
  unavailable: 503,
  busy: 503,
  no_text_then: 404,
  draft_unreadable: 500,
  pages_sealed: 500,
  draft_purged: 410,
  suggestion_not_settled: 409,
  words_not_there: 409,
  internal: 500,
}

/** The shape of every refusal the API gives. The web translates `code`; `field` is a dotted path into the request. */
export const errorBody = z.object({
  error: z.object({ code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]), field: z.string().optional() }),
})

export type ErrorBody = z.infer<typeof errorBody>
