import type {
  AccountTurnKind,
  AgendaItemKind,
  Capacity,
  ContributionTurnKind,
  CountryCode,
  FollowUpTurnKind,
  ForumKind,
  Instrument,
  Language,
  MandateState,
  Marking,
  MeetingStatus,
  NotificationKind,
  NotificationTopic,
  NotificationWay,
  PositionStatus,
  ProposalKind,
  PurgeAskEnd,
  ReportOutcome,
  Role,
  RoundKind,
  RoundOutcome,
  Scope,
  SettlementKind,
  TurnKind,
} from '@samsyn/domain'
import type { Generated } from 'kysely'
import type { SearchedKind } from './search.ts'

/** Text that holds JSON; parsed and written in the table's own file and nowhere else. */
type Json = string
/** 0 or 1: SQLite knows no boolean, and both databases give the same. */
type Flag = number
/** Text that holds an instant, ISO 8601 in UTC. */
type Instant = string

/** The tables as they lie in the database, the same in both. */
export interface Database {
  readonly workspace: WorkspaceRow
  readonly ministries: MinistryRow
  readonly forums: ForumRow
  readonly dossiers: DossierRow
  readonly meetings: MeetingRow
  readonly agenda_items: AgendaItemRow
  readonly people: PersonRow
  readonly grants: GrantRow
  readonly sessions: SessionRow
  readonly extensions: ExtensionRow
  readonly invitations: InvitationRow
  readonly passkeys: PasskeyRow
  readonly account_turns: AccountTurnRow
  readonly recoveries: RecoveryRow
  readonly deputyships: DeputyshipRow
  readonly positions: PositionRow
  readonly versions: VersionRow
  readonly version_names: VersionNameRow
  readonly rounds: RoundRow
  readonly decisions: DecisionRow
  readonly signatures: SignatureRow
  readonly act_signatures: ActSignatureRow
  readonly confirmations: GivenRow
  readonly reservation_lifts: GivenRow
  readonly extension_requests: GivenRow
  readonly releases: ReleaseRow
  readonly support_withdrawals: SupportWithdrawalRow
  readonly reconfirmations: ReconfirmationRow
  readonly translations: TranslationRow
  readonly delegation_contacts: DelegationContactRow
  readonly corrigenda: CorrigendumRow
  readonly corrigendum_endings: CorrigendumEndingRow
  readonly reports: ReportRow
  readonly consolidations: ConsolidationRow
  readonly report_notes: ReportNoteRow
  readonly follow_ups: FollowUpRow
  readonly follow_up_turns: FollowUpTurnRow
  readonly events: EventRow
  readonly event_chain: EventChainRow
  readonly threads: ThreadRow
  readonly comments: CommentRow
  readonly wordings: WordingRow
  readonly turns: TurnRow
  readonly proposals: ProposalRow
  readonly settlements: SettlementRow
  readonly contributions: ContributionRow
  readonly contribution_turns: ContributionTurnRow
  readonly own_pages: OwnPagesRow
  readonly mandates: MandateRow
  readonly record_notes: RecordNotesRow
  readonly pages_versions: PagesVersionRow
  readonly spills: SpillRow
  readonly purge_asks: PurgeAskRow
  readonly purges: PurgeRow
  readonly notifications: NotificationRow
  readonly notification_ways: NotificationWayRow
  readonly notified: NotifiedRow
  readonly mail_addresses: MailAddressRow
  readonly mails: MailRow
  readonly calendar_feeds: CalendarFeedRow
  readonly heartbeat: HeartbeatRow
  readonly outages: OutageRow
  readonly updates: UpdateRow
  readonly snapshots: SnapshotRow
  readonly last_looks: LastLookRow
  readonly search_texts: SearchTextRow
  readonly search_words: SearchWordsRow
  readonly write_check: WriteCheckRow
}

interface WorkspaceRow {
  /** Always 1: there is one workspace. */
  id: number
  name: string
  is_sample: Flag
  created_at: Instant
}

interface MinistryRow {
  id: string
  country: CountryCode
  name: string
  name_in_english: string
}

interface ForumRow {
  id: string
  kind: ForumKind
  short_name: string
  name: Json
  participation: Json
  /** Null for the usual ones. */
  reservation_effects: Json | null
}

interface DossierRow {
  id: string
  title: string
  reference_list: Json
  legal_basis: string | null
  stage: string
  as_of: string
  applicability: Json
}

interface MeetingRow {
  id: string
  forum_id: string
  title: string
  starts_at: Instant
  ends_at: Instant
  place: string
  status: MeetingStatus
  is_chatham_house: Flag
}

interface AgendaItemRow {
  id: string
  meeting_id: string
  number: string
  title: string
  kind: AgendaItemKind
  documents: Json
  dossier_id: string | null
}

interface PersonRow {
  id: string
  name: string
  country: CountryCode | null
  ministry_id: string | null
  language: Language
  is_disabled: Flag
}

interface GrantRow {
  person_id: string
  ordinal: number
  role: Role
  country: CountryCode | null
  scope: Scope['kind']
  forum_id: string | null
  dossier_id: string | null
  reads_drafts: Flag
  valid_from: Instant
  valid_to: Instant | null
  /** When it was taken away, before its end or where it has none. */
  ended_at: Instant | null
}

/** A later deadline of a round. */
interface ExtensionRow {
  round_id: string
  deadline: Instant
}

interface SessionRow {
  token_hash: string
  id: string
  person_id: string
  passkey_id: string | null
  created_at: Instant
  expires_at: Instant
}

interface InvitationRow {
  id: string
  token_hash: string
  offer: Json
  made_at: Instant
  made_by: string | null
  expires_at: Instant
  awaits_approval: number
  approved_at: Instant | null
  approved_by: string | null
  ended_as: 'used' | 'withdrawn' | null
  ended_at: Instant | null
  ended_by: string | null
}

interface PasskeyRow {
  id: string
  person_id: string
  name: string
  public_key: string
  counter: number
  transports: Json
  added_at: Instant
  last_used_at: Instant | null
}

interface AccountTurnRow {
  account_id: string
  /** 0, 1, 2… within the account. */
  ordinal: number
  kind: AccountTurnKind
  at: Instant
  person_id: string
  reason: string
}

interface RecoveryRow {
  id: string
  account_id: string
  reason: string
  asked_at: Instant
  asked_by: string
  expires_at: Instant
  ended_as: 'confirmed' | 'withdrawn' | null
  ended_at: Instant | null
  ended_by: string | null
  invitation_id: string | null
}

interface DeputyshipRow {
  id: string
  lead_id: string
  deputy_id: string
  named_at: Instant
  valid_from: Instant
  valid_to: Instant
  ended_at: Instant | null
}

export interface PositionRow {
  id: string
  revision: number
  title: string
  dossier_id: string
  forum_id: string
  agenda_item_id: string | null
  instrument: Instrument
  parties: Json
  penholder: CountryCode
  drafting_language: Language
  marking: Marking
  releasable_to: Json
  latest_version: number
  release_in_force: string | null
  /** What the countries behind that are to reconfirm since its meeting was put off; null where nothing was. */
  postponement: Json | null
  status: PositionStatus
  /** Each of these is set in the states that have it and null in all others, which the database checks. */
  frozen_version: number | null
  frozen_hash: string | null
  round_id: string | null
  release_id: string | null
  withdrawal_reason: string | null
  was_shared: Flag | null
  superseded_by: string | null
  created_at: Instant
  created_by: string
}

interface VersionRow {
  position_id: string
  number: number
  content_hash: string
  canonical_text: string
  note: string
  /** Null where it could not be told who contributed. */
  contributions: Json | null
  frozen_at: Instant
  frozen_by: string
  /** Of the last entry of its draft that it was made of; null where that was not written down. */
  place: number | null
}

interface VersionNameRow {
  position_id: string
  number: number
  /** 0, 1, 2… within the version; the last one counts. */
  ordinal: number
  name: string
  named_at: Instant
  named_by: string
}

interface RoundRow {
  id: string
  position_id: string
  /** The position's revision that opened it: orders the rounds of a position. */
  opened_revision: number
  kind: RoundKind
  version_number: number
  content_hash: string
  parties: Json
  notice: string
  open_points_reason: string | null
  opened_at: Instant
  opened_by: string
  deadline: Instant
  outcome: RoundOutcome | null
  closed_at: Instant | null
  /** Null for the usual ones, in rounds of before forums could say so. */
  reservation_effects: Json | null
}

interface DecisionRow {
  id: string
  round_id: string
  /** 0, 1, 2… within the round. */
  ordinal: number
  country: CountryCode
  person_id: string
  version_number: number
  content_hash: string
  value: Json
  at: Instant
  /** SHA-256 of the statement that was signed; null where nothing was. */
  statement_hash: string | null
  /** Null where the person decided by their own right. */
  deputy_for: string | null
}

/** What was signed; bytes in base64url. */
interface StatementSignatureRow {
  statement: string
  passkey_id: string
  public_key: string
  authenticator_data: string
  client_data: string
  signature: string
  origin: string
  relying_party: string
}

interface SignatureRow extends StatementSignatureRow {
  decision_id: string
}

interface ActSignatureRow extends StatementSignatureRow {
  act_id: string
  /** The round that the act is about. */
  round_id: string
}

/** What a person did in a round beside deciding. */
interface GivenRow {
  round_id: string
  /** 0, 1, 2… within the round. */
  ordinal: number
  person_id: string
  /** The domain's `Confirmation`, or its `ExtensionRequest`. */
  given: Json
}

interface SupportWithdrawalRow {
  /** Null, as the hash, in those of before they could be signed. */
  id: string | null
  deputy_for: string | null
  statement_hash: string | null
  release_id: string
  country: CountryCode
  person_id: string
  reason: string
  at: Instant
}

interface ReconfirmationRow {
  id: string
  release_id: string
  postponement_id: string
  meeting_id: string
  country: CountryCode
  person_id: string
  deputy_for: string | null
  statement_hash: string | null
  at: Instant
}

interface DelegationContactRow {
  position_id: string
  country: CountryCode
  name: string
  phone: string | null
  mail: string | null
  person_id: string
  at: Instant
}

interface CorrigendumRow {
  id: string
  release_id: string
  text: Json
  content_hash: string
  deadline: Instant
  person_id: string
  at: Instant
}

interface CorrigendumEndingRow {
  corrigendum_id: string
  /** What its signature is found by. */
  objection_id: string | null
  given: Json
  at: Instant
}

interface ReleaseRow {
  id: string
  position_id: string
  reference: string
  title: string
  version_number: number
  content_hash: string
  round_id: string
  supporters: Json
  party_formula: string
  reservations: Json
  drafting_language: Language
  marking: Marking
  released_at: Instant
  released_by: string
  superseded_by: string | null
}

export interface EventRow {
  sequence: number
  /** Position and revision are null together: for what concerns people and no position. */
  position_id: string | null
  revision: number | null
  person_id: string | null
  country: CountryCode | null
  capacity: Capacity | null
  at: Instant
  event: Json
  previous_hash: string
  hash: string
  /** Null for what was purged, and in events of before there were any. */
  salt: string | null
  /** Of salt and event, in place of the event in the hash; null in events of before. */
  digest: string | null
}

interface NotificationRow {
  number: Generated<number>
  person_id: string
  topic: NotificationTopic
  /** What it tells of: a person is told of it once. */
  cause: Json
  /** Null for what is about no position. */
  position_id: string | null
  at: Instant
  way: Exclude<NotificationWay, 'none'>
  read_at: Instant | null
  /** The mail that tells of it; null as long as there is none. */
  mail_id: Generated<string | null>
}

interface MailAddressRow {
  person_id: string
  address: string
  confirmed_at: Instant
  /** By the clocks in Brussels. */
  digest_hour: number
  /** The last day for which a digest was made, `2026-11-30`. */
  digested_on: string
}

interface MailRow {
  id: string
  person_id: string
  kind: 'at_once' | 'digest'
  at: Instant
  tries: number
  next_at: Instant
  ended_as: 'sent' | 'dropped' | 'given_up' | null
  ended_at: Instant | null
}

interface HeartbeatRow {
  /** Always 1: there is one. */
  id: number
  at: Instant
}

interface OutageRow {
  from_at: Instant
  to_at: Instant
}

interface CalendarFeedRow {
  person_id: string
  /** Of the secret in its address. */
  secret_hash: string
  made_at: Instant
}

/** How a person wants to be told of a kind; no row for the usual way. */
interface NotificationWayRow {
  person_id: string
  kind: NotificationKind
  way: NotificationWay
}

interface NotifiedRow {
  /** Always 1. */
  id: number
  /** The last event that whoever it concerns was told of. */
  through: number
}

interface EventChainRow {
  /** Always 1. */
  id: number
  count: number
  last_hash: string
}

interface ThreadRow {
  id: string
  position_id: string
  /** Null for all delegations. */
  audience: CountryCode | null
  anchor: Json | null
  raised_at: Instant
}

interface CommentRow {
  id: string
  thread_id: string
  /** 0, 1, 2… within the thread. */
  ordinal: number
  person_id: string
  country: CountryCode | null
}

interface WordingRow {
  comment_id: string
  /** 0, 1, 2… within the comment. */
  ordinal: number
  /** Null for a comment that was removed. */
  text: string | null
  mentions: Json
  at: Instant
}

interface TurnRow {
  thread_id: string
  /** 0, 1, 2… within the thread. */
  ordinal: number
  kind: TurnKind
  person_id: string
  country: CountryCode | null
  at: Instant
}

interface ProposalRow {
  id: string
  position_id: string
  person_id: string
  country: CountryCode | null
  at: Instant
  anchor: Json
  kind: ProposalKind
  text: string
  explanation: string
  contribution_id: string | null
}

interface ContributionRow {
  id: string
  position_id: string
  country: CountryCode
  person_id: string
  begun_at: Instant
}

interface ContributionTurnRow {
  contribution_id: string
  /** 0, 1 within the contribution. */
  ordinal: number
  kind: ContributionTurnKind
  person_id: string
  at: Instant
}

interface SettlementRow {
  proposal_id: string
  kind: SettlementKind
  person_id: string
  country: CountryCode | null
  at: Instant
  reason: string | null
}

interface OwnPagesRow {
  position_id: string
  country: CountryCode
  begun_at: Instant
  /** Of the key that they are sealed with; null where they were begun before there were keys. */
  key_id: string | null
}

/** What a country noted of a position for its own register, sealed. */
interface RecordNotesRow {
  position_id: string
  country: CountryCode
  /** 0, 1, 2… of the country. */
  ordinal: number
  key_id: string
  notes: string
  person_id: string
  at: Instant
}

interface MandateRow {
  position_id: string
  country: CountryCode
  /** 0, 1, 2… of the country in the position; the last one holds. */
  ordinal: number
  reference: string
  state: MandateState
  is_shared: Flag
  person_id: string
  at: Instant
}

interface PagesVersionRow {
  position_id: string
  country: CountryCode
  number: number
  content_hash: string
  canonical_text: string
  note: string
  kept_at: Instant
  kept_by: string
  /** Of the last entry that is certainly in it; null where that was not written down. */
  place: number | null
}

interface SpillRow {
  id: string
  position_id: string
  /** Null for the joint text. */
  country: CountryCode | null
  reason: string
  person_id: string
  at: Instant
  end_reason: string | null
  ended_by: string | null
  ended_at: Instant | null
}

interface PurgeAskRow {
  id: string
  spill_id: string
  /** Null where nothing is to be kept. */
  version: number | null
  reason: string
  person_id: string
  country: CountryCode
  at: Instant
  ended_as: PurgeAskEnd['how'] | null
  ended_by: string | null
  ended_at: Instant | null
}

interface ConsolidationRow {
  id: string
  position_id: string
  /** 0, 1, 2… of the position. */
  ordinal: number
  person_id: string
  at: Instant
  outcome: ReportOutcome
  /** Its words. */
  content: Json
}

interface TranslationRow {
  id: string
  position_id: string
  release_id: string
  translates: string
  language: Language
  number: number
  title: string
  canonical_text: string
  content_hash: string
  country: CountryCode | null
  issued_by: string
  issued_at: Instant
}

interface ReportRow extends ConsolidationRow {
  release_id: string
  country: CountryCode
}

interface ReportNoteRow {
  consolidation_id: string
  country: CountryCode
  person_id: string
  at: Instant
}

interface FollowUpRow {
  id: string
  position_id: string
  action: string
  owner: CountryCode
  /** A date without a time. */
  due: string | null
  person_id: string
  country: CountryCode | null
  at: Instant
}

interface FollowUpTurnRow {
  follow_up_id: string
  /** 0, 1 within the follow-up. */
  ordinal: number
  kind: FollowUpTurnKind
  reason: string | null
  person_id: string
  country: CountryCode | null
  at: Instant
}

interface PurgeRow {
  id: Generated<number>
  draft_id: string
  at: Instant
  /** Whether what was deleted has been taken off the disk, too. */
  is_scrubbed: Flag
}

interface UpdateRow {
  sequence: Generated<number>
  draft_id: string
  person_id: string | null
  at: Instant
  bytes: Uint8Array
}

interface SnapshotRow {
  draft_id: string
  through: number
  bytes: Uint8Array
  draft_index: Uint8Array
}

interface LastLookRow {
  person_id: string
  draft_id: string
  /** Of the log. */
  place: number
  at: Instant
}

interface SearchTextRow {
  id: Generated<number>
  position_id: string
  kind: SearchedKind
  /** Of the version; 0 for the draft. */
  number: number
  release_id: string | null
  title: string
  at: Instant
  /** Of the last entry of the draft's log that is in it; null for a version and a release. */
  place: number | null
  words: string
  passages: Json
  analysis: number
}

/** The index: a table of FTS5 in SQLite; in PostgreSQL one with a `tsvector`, whose positions are not used. */
interface SearchWordsRow {
  rowid: number
  /** Written in each database's own way, and never read. */
  tokens: string
}

interface WriteCheckRow {
  /** Always 1. */
  id: number
  count: number
}
