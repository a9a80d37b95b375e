/** Why the rules of the domain say no. One closed list; each has an HTTP status, a sentence in six languages and a test. */
export const refusalCodes = [
  /** The person lacks the right, and may know that the thing exists. */
  'forbidden',
  /** The state of the position does not allow the command. */
  'state_conflict',
  /** The decision or the round names another version or hash than the one that counts. */
  'version_stale',
  /** No round is open, or the one named has ended. */
  'round_not_open',
  /** The deadline has passed; at the deadline second it is late. */
  'deadline_passed',
  /** A deadline must lie in the future. */
  'deadline_not_in_future',
  /** A deadline is put off to a later one. */
  'deadline_not_later',
  /** More time than until the meeting begins needs every party's request. */
  'extension_past_meeting',
  /** The text has open points and no reason was given for opening a round all the same. */
  'open_points',
  'brackets_open',
  /** A release needs every party's agreement and no objection (invariant 4). */
  'not_agreed_by_all',
  /** A release waits until every supporter has confirmed a substantive reservation of another, and a formula other than it agreed to. */
  'terms_unconfirmed',
  /** Whoever is missing in the round was reminded less than an hour ago. */
  'reminded_lately',
  /** The party formula that was shown is no longer the one that the answer would stand under. */
  'formula_changed',
  /** A silence needs a lead in every party, whom it can reach (invariant 6; the next ones as well). */
  'silence_lead_missing',
  /** Where leads are mailed, a silence needs one in every party whom mails reach. */
  'lead_not_reachable',
  /** A silence is for a text that the parties have seen in an earlier version. */
  'silence_not_shared',
  /** A silence never opens on a text with open points, whatever the reason. */
  'silence_open_points',
  /** A substantive or general reservation of the last round still stands. */
  'silence_reservation',
  /** A silence lasts at least 48 hours of days on which all parties are at work. */
  'silence_too_short',
  /** A silence ends between 10:00 and 18:00 on a working day in Brussels (invariant 7). */
  'silence_hours',
  /** The corrigendum was issued, objected to or withdrawn, or has lapsed. */
  'corrigendum_over',
  /** A corrigendum reads otherwise than what it corrects. */
  'corrigendum_empty',
  /** The passage stands in the section not at all or more than once, so that it names no place. */
  'words_not_once',
  /** Another corrigendum that runs or was issued is about the same words. */
  'corrigendum_overlaps',
  /** Nobody's silence is taken for consent where a party has no lead (the next ones as well). */
  'corrigendum_lead_missing',
  /** Leads have at least 24 hours of days on which all parties are at work to object. */
  'corrigendum_too_short',
  /** The period of a corrigendum ends between 10:00 and 18:00 on a working day in Brussels. */
  'corrigendum_hours',
  /** Only a party of the position decides in its rounds. */
  'not_a_party',
  /** Whoever runs a round for the secretariat never decides for a country in it. */
  'secretariat_never_decides',
  /** An objection, a reservation of substance, a reopening or a withdrawal needs its reason in words. */
  'reason_required',
  /** At least two parties, the penholder among them, each able to read the marking. */
  'parties_invalid',
  /** A thread that a delegation wants closed before sign-off is still open. */
  'points_to_close',
  /** The thread is closed; it takes comments again once it is opened. */
  'thread_closed',
  /** A thread that only one delegation sees can hold up nobody. */
  'thread_private',
  /** The comment was removed by its author. */
  'comment_removed',
  /** The text carries a marking of classified information (inv. 15). */
  'text_classified',
  /** A line of the text is marked LIMITE, and nobody has said on what ground others than the Member States may read it (inv. 14). */
  'limite_unconfirmed',
  /** Classified information was reported in the text: it is locked for everybody until that is dealt with (inv. 15). */
  'spill_locked',
  /** Somebody is mentioned who may not read the thread. */
  'mention_outside_audience',
  /** The proposal was taken in, declined or withdrawn before. */
  'proposal_settled',
  /** The contribution was sent or withdrawn, and takes no changes any more. */
  'contribution_closed',
  /** A contribution without a proposal in it is not sent. */
  'contribution_empty',
  /** The invitation is not known, was used or withdrawn, or has expired: which of these is not told. */
  'invitation_over',
  'approval_awaited',
  /** An invitation brings at least one role, each once, and roles of a country only to whoever acts for one. */
  'roles_invalid',
  /** Without their last passkey a person could not come in any more. */
  'last_passkey',
  /** What is done to an account is done by somebody else than its person. */
  'own_account',
  /** Nobody would be left who administers the workspace without an end. */
  'last_administrator',
  /** The account is as it was to become: somebody else was faster. */
  'account_unchanged',
  /** The account is disabled. */
  'account_disabled',
  /** A recovery of this account waits to be confirmed already. */
  'recovery_asked',
  /** The recovery was confirmed or withdrawn, or has expired. */
  'recovery_over',
  /** Who confirms is another person than who asked, and the two are an administrator and a lead of the country. */
  'second_person_needed',
  /** A deputy is somebody else who writes or decides for the same country. */
  'deputy_unfit',
  /** The period of a deputy begins now or later, ends after that, and is no longer than a year. */
  'period_invalid',
  /** The lead has a deputy at that time already. */
  'deputy_named',
  /** The deputyship is over. */
  'deputyship_over',
  /** A meeting is reported on once it has begun. */
  'meeting_not_begun',
  /** Under the Chatham House Rule nobody who spoke is named. */
  'chatham_house',
  /** The text has no such section. */
  'section_unknown',
  /** The report was written by somebody else than who is signed in. */
  'other_person',
  /** The report was written for another country than that for which its author reports. */
  'other_country',
  /** No delegation has reported yet. */
  'report_missing',
  /** The reports are others than those that were looked at. */
  'reports_changed',
  /** The reports have not been consolidated, or have changed since. */
  'report_unconsolidated',
  /** The country has noted the report before. */
  'report_noted',
  /** The follow-up is done or dropped. */
  'follow_up_closed',
  /** A working translation is into another language than that of the text, and into one of the own country's. */
  'translation_language',
  /** A translation has the sections of its text, in its order and each of its kind. */
  'translation_mismatch',
  /** A translation has no tracked changes, and no brackets where the text has none. */
  'translation_open',
  /** The meeting or the item of its agenda is not what whoever changes it looked at. */
  'calendar_changed',
  /** A meeting does not go from the state that it is in to that one. */
  'meeting_state',
  /** A meeting that has begun under the Chatham House Rule stays under it. */
  'rule_stays',
  /** No meeting of the final text in force was put off, or the country is not asked. */
  'nothing_to_reconfirm',
  /** The country has reconfirmed the final text since the meeting was put off. */
  'already_reconfirmed',
  /** The meeting was put off once more: who reconfirms does so for the last time that it was. */
  'postponed_again',
  /** A country has withdrawn its support: nobody uses the final text, and there is nothing to stand by. */
  'release_suspended',
  /** Another item of the agenda has this number. */
  'agenda_number_taken',
  /** The section says something else than what its reader saw. */
  'section_changed',
  /** The section has brackets, or a suggestion that waits. */
  'section_unsettled',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  readonly code: RefusalCode
}
