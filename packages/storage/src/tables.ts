import type {
  AccountEvent,
  AccountTurn,
  ActSignature,
  AgendaItem,
  Capacity,
  Comment,
  Consolidation,
  Contribution,
  ContributionTurn,
  Corrigendum,
  CorrigendumEnding,
  CountryCode,
  DecisionSignature,
  DelegationContact,
  Deputyship,
  Dossier,
  EndedGrant,
  FollowUp,
  FollowUpTurn,
  Forum,
  Invitation,
  InvitationLife,
  Language,
  Lift,
  MandateChange,
  MandateStanding,
  Meeting,
  Ministry,
  NotificationKind,
  NotificationWay,
  Outage,
  PagesPlace,
  PagesVersion,
  Passkey,
  Person,
  Position,
  PositionEvent,
  Proposal,
  PurgeAsk,
  PurgeAskEnd,
  Purged,
  Reconfirmation,
  RecordNotesChange,
  Recovery,
  RecoveryLife,
  Release,
  Report,
  ReportBack,
  ReportNote,
  Round,
  RoundOutcome,
  Settlement,
  Spill,
  SpillEnd,
  SupportWithdrawal,
  Thread,
  Told,
  Transition,
  Translation,
  Turn,
  Version,
  Wording,
} from '@samsyn/domain'
import type { LogEntry, Snapshot, StoredEntry } from '@samsyn/sync'
import type { SearchTable } from './search.ts'

/** Every table, by what can be asked of it; bound either to the database or to one transaction. */
export interface Tables {
  readonly workspace: WorkspaceTable
  readonly ministries: ReferenceTable<Ministry>
  readonly forums: ForumsTable
  readonly dossiers: ReferenceTable<Dossier>
  readonly meetings: MeetingsTable
  readonly agendaItems: AgendaItemsTable
  readonly people: PeopleTable
  readonly sessions: SessionsTable
  readonly accountTurns: AccountTurnsTable
  readonly recoveries: RecoveriesTable
  readonly deputyships: DeputyshipsTable
  readonly invitations: InvitationsTable
  readonly passkeys: PasskeysTable
  readonly positions: PositionsTable
  readonly versions: VersionsTable
  readonly rounds: RoundsTable
  readonly signatures: SignaturesTable
  readonly releases: ReleasesTable
  readonly delegationContacts: DelegationContactsTable
  readonly events: EventsTable
  readonly threads: ThreadsTable
  readonly proposals: ProposalsTable
  readonly contributions: ContributionsTable
  readonly translations: TranslationsTable
  readonly reports: ReportsTable
  readonly followUps: FollowUpsTable
  readonly ownPages: OwnPagesTable
  readonly recordNotes: RecordNotesTable
  readonly spills: SpillsTable
  readonly updates: UpdatesTable
  readonly lastLooks: LastLooksTable
  readonly search: SearchTable
  readonly notifications: NotificationsTable
  readonly mails: MailsTable
  readonly calendarFeeds: CalendarFeedsTable
  readonly heartbeat: HeartbeatTable
}

export interface Workspace {
  readonly name: string
  readonly isSample: boolean
  readonly createdAt: string
}

export interface WorkspaceTable {
  get(): Promise<Workspace | null>
  /** Creates the one workspace of this database; a second one is an error. */
  create(workspace: Workspace): Promise<void>
}

export interface ReferenceTable<Row extends { readonly id: string }> {
  insert(row: Row): Promise<void>
  /** Every row, in an order that is the same each time and on every database. */
  all(): Promise<readonly Row[]>
  byId(id: string): Promise<Row | null>
}

export interface ForumsTable extends ReferenceTable<Forum> {
  /** The forum, which nobody else changes while a transaction has it. */
  byIdAlone(id: string): Promise<Forum | null>
  /** Its names, and what reservations do in it; what it is, and who takes part in it, stay. */
  update(forum: Forum): Promise<void>
}

export interface MeetingsTable extends ReferenceTable<Meeting> {
  /** The meeting, which with its agenda nobody else changes while a transaction has it. */
  byIdAlone(id: string): Promise<Meeting | null>
  /** All that is said of it but its forum. */
  update(meeting: Meeting): Promise<void>
}

export interface AgendaItemsTable extends ReferenceTable<AgendaItem> {
  /** All that is said of it but its meeting. */
  update(item: AgendaItem): Promise<void>
  /** The items of one meeting by their number, 2 before 10. */
  byMeeting(meetingId: string): Promise<readonly AgendaItem[]>
}

export interface PeopleTable extends ReferenceTable<Person> {
  /** Everybody, for whoever decides by all of them what becomes of one: nobody else does in a transaction meanwhile. */
  allAlone(): Promise<readonly Person[]>
  /** A person who is as read until the transaction ends, for whoever writes what they may do: `allAlone` waits for that, and this for it. */
  byIdHeld(id: string): Promise<Person | null>
  setLanguage(id: string, language: Language): Promise<void>
  /** A person's ministry, and what they may from an instant on: grants that are left out end then, and those that are new begin. */
  setRoles(id: string, roles: Pick<Person, 'ministryId' | 'grants'>, at: string): Promise<void>
  /** What was taken from a person, oldest first. */
  endedGrants(id: string): Promise<readonly EndedGrant[]>
  setDisabled(id: string, isDisabled: boolean): Promise<void>
}

export interface AccountTurnsTable {
  /** Stores what was done to an account, which is disabled or enabled from then on. */
  insert(turn: AccountTurn): Promise<void>
  /** What was done to an account, newest first. */
  byAccount(accountId: string): Promise<readonly AccountTurn[]>
}

export interface DeputyshipsTable {
  insert(deputyship: Deputyship): Promise<void>
  /** Those that a lead has named, newest first. */
  byLead(leadId: string): Promise<readonly Deputyship[]>
  /** Ends one before its time. False when that had been done before. */
  end(id: string, at: string): Promise<boolean>
}

export interface RecoveriesTable {
  insert(recovery: Recovery): Promise<void>
  byId(id: string): Promise<Recovery | null>
  /** What was asked for an account, newest first. */
  byAccount(accountId: string): Promise<readonly Recovery[]>
  /** Everything that was neither confirmed nor withdrawn, expired or not, newest first. */
  asked(): Promise<readonly Recovery[]>
  /** Confirms or withdraws what was asked. False when that had been done before. */
  end(id: string, life: Exclude<RecoveryLife, { readonly status: 'asked' }>): Promise<boolean>
}

/** A signed-in browser. Only the hash of its token is ever stored. */
export interface StoredSession {
  readonly tokenHash: string
  readonly id: string
  readonly personId: string
  /** The passkey it was begun with; null where somebody picked a person, or it is not known. */
  readonly passkeyId: string | null
  readonly createdAt: string
  readonly expiresAt: string
}

export interface SessionsTable {
  insert(session: StoredSession): Promise<void>
  /** Also finds a session that has expired, whoever asks compares with the clock, and one that was ended, which is expired, too. */
  byTokenHash(tokenHash: string): Promise<(StoredSession & { readonly isEnded: boolean }) | null>
  /** The ids of all sessions that hold at this instant, of people who are not disabled. */
  valid(now: string): Promise<readonly string[]>
  remove(id: string): Promise<void>
  /** Ends every session of a person and returns the ids of those that had not been ended. */
  endByPerson(personId: string): Promise<readonly string[]>
  /**
   * Ends every session of a person that was begun with a passkey, and those of which it is not known with which, except for the
   * spared one among these; returns the ids of those that had not been ended.
   */
  endByPasskey(
    begun: { readonly personId: string; readonly passkeyId: string },
    options: { readonly sparedOfUnknown: string },
  ): Promise<readonly string[]>
  /** Forgets every session that has expired at this instant, of the ended ones those begun before another; returns their ids. */
  removeExpired(now: string, ended: { readonly endedOfBefore: string }): Promise<readonly string[]>
}

export interface InvitationsTable {
  /** Of the secret in the link only its hash is ever stored. */
  insert(invitation: Invitation, tokenHash: string): Promise<void>
  /** Inside a transaction nobody else ends the invitation until that has ended. */
  byTokenHash(tokenHash: string): Promise<Invitation | null>
  byId(id: string): Promise<Invitation | null>
  /** Every invitation, newest first. */
  all(): Promise<readonly Invitation[]>
  /** Approves an open invitation that waits for it. False when it does not. */
  approve(id: string, approval: { readonly at: string; readonly personId: string }): Promise<boolean>
  /** Ends an open invitation. False when it had ended before. */
  end(id: string, life: Exclude<InvitationLife, { readonly status: 'open' }>): Promise<boolean>
}

export interface PasskeysTable {
  insert(passkey: Passkey): Promise<void>
  byId(id: string): Promise<Passkey | null>
  /** The passkeys of a person, oldest first. Inside a transaction nobody else removes one until that has ended. */
  byPerson(personId: string): Promise<readonly Passkey[]>
  /** Every passkey, oldest first. */
  all(): Promise<readonly Passkey[]>
  /** How many passkeys each person has; those without any are not in it. */
  counts(): Promise<ReadonlyMap<string, number>>
  remove(id: string): Promise<void>
  /** Counts a use of a passkey as it was read. False when it was used or removed meanwhile; then nothing changes. */
  use(
    passkey: Pick<Passkey, 'id' | 'counter'>,
    next: { readonly counter: number; readonly at: string },
  ): Promise<boolean>
}

export interface PositionsTable {
  /** Stores what `createPosition` returned. */
  insert(transition: Transition): Promise<void>
  /** Inside a transaction nobody has the position alone until that has ended, and what is read is what the last to have it left. */
  byId(id: string): Promise<Position | null>
  /** The same for whoever must not be overtaken by anything that is done to it or beside it: nobody reads it in a transaction meanwhile. */
  byIdAlone(id: string): Promise<Position | null>
  /** Every position, oldest first. */
  all(): Promise<readonly Position[]>
  /**
   * Stores what `transition` returned if the stored position still has the expected revision: the position, the round
   * it opened, changed or closed, and the decisions not stored yet. False when somebody else was faster; then nothing
   * is stored. The version or release it names has to be inserted in the same transaction, before or after.
   */
  save(expectedRevision: number, transition: Transition): Promise<boolean>
  /** The positions whose round is open, by deadline. */
  withOpenRounds(): Promise<readonly Position[]>
}

export type VersionSummary = Omit<Version, 'canonicalText'>

/** What a version was called from an instant on. */
export interface VersionName {
  readonly positionId: string
  readonly number: number
  /** Empty for no name. */
  readonly name: string
  readonly at: string
  readonly personId: string
}

export interface VersionsTable {
  insert(version: Version): Promise<void>
  /** Gives a version another name; the earlier ones are kept. */
  rename(named: VersionName): Promise<void>
  /** Every name that versions of a position have had, by version, oldest first. */
  names(positionId: string): Promise<readonly VersionName[]>
  byNumber(positionId: string, number: number): Promise<Version | null>
  /** The versions of a position without their texts, newest first. */
  list(positionId: string): Promise<readonly VersionSummary[]>
}

/** A round as it is kept for good; outcome and closing time are null while it is open. */
export interface StoredRound extends Round {
  readonly outcome: RoundOutcome | null
  readonly closedAt: string | null
}

export interface RoundsTable {
  /** Every round of a position with its decisions, newest first. */
  byPosition(positionId: string): Promise<readonly StoredRound[]>
}

export interface SignaturesTable {
  insert(signature: DecisionSignature): Promise<void>
  /** Of the decisions of a round, in the order given. */
  byRound(roundId: string): Promise<readonly DecisionSignature[]>
  /** Keeps what was signed of a lift or a withdrawal, with the round that it is about. */
  insertAct(roundId: string, signature: ActSignature): Promise<void>
  /** Of the lifts and withdrawals about a round and the final text that came of it. */
  actsByRound(roundId: string): Promise<readonly ActSignature[]>
}

export interface ReleasesTable {
  insert(release: Release): Promise<void>
  byId(id: string): Promise<Release | null>
  /** The releases of a position, newest first. */
  byPosition(positionId: string): Promise<readonly Release[]>
  /** Says once and for all which release follows this one; throws when that was already said. */
  supersede(id: string, byId: string): Promise<void>
  /** Keeps that a country no longer stands behind a release. */
  withdraw(id: string, withdrawal: SupportWithdrawal): Promise<void>
  /** Keeps that a country stands by a release though its meeting was put off; each once for each time. */
  reconfirm(id: string, reconfirmation: Reconfirmation): Promise<void>
  /** Keeps that a reservation was lifted after the release that came of a round; before that, its round is stored with it. */
  lift(roundId: string, lift: Lift): Promise<void>
  /** Keeps that a correction of a slip was proposed; its end is kept by itself. */
  propose(corrigendum: Omit<Corrigendum, 'ending'>): Promise<void>
  /** Says once and for all how a corrigendum ended; throws when that was already said. */
  endCorrigendum(id: string, ending: CorrigendumEnding): Promise<void>
  /** Every corrigendum that has not ended, whatever it is of, with its position; the earliest deadline first. */
  runningCorrigenda(): Promise<readonly RunningCorrigendum[]>
  /** How many corrigenda were issued of each final text that has any. */
  issuedCorrigenda(): Promise<ReadonlyMap<string, number>>
}

/** Whom to ask of each delegation about a position at its meeting. */
export interface DelegationContactsTable {
  /** Says whom to ask, in the place of whoever stood there. */
  set(
    positionId: string,
    contact: DelegationContact,
    by: { readonly personId: string; readonly at: string },
  ): Promise<void>
  remove(positionId: string, country: CountryCode): Promise<void>
  /** By country. */
  byPosition(positionId: string): Promise<readonly DelegationContact[]>
}

export interface RunningCorrigendum {
  readonly positionId: string
  readonly corrigendum: Corrigendum
}

/** A fact before it is written down: about a position, or about people alone. */
export type NewEvent = NewPositionEvent | NewAccountEvent

export interface NewPositionEvent extends By {
  readonly positionId: string
  /** The position's revision after what happened. */
  readonly revision: number
  readonly event: PositionEvent
}

export interface NewAccountEvent extends By {
  readonly positionId: null
  readonly revision: null
  readonly event: AccountEvent
}

interface By {
  /** Null for what the clock did. */
  readonly personId: string | null
  readonly country: CountryCode | null
  /** By which right the person acted, where it matters: a role of their own, or as a lead's deputy. */
  readonly capacity?: Capacity | null
  readonly at: string
}

/** A fact as written down: numbered without gaps, and bound to the one before it by its hash. */
export type StoredEvent = StoredPositionEvent | StoredAccountEvent

export type StoredPositionEvent = Required<NewPositionEvent> & Link
export type StoredAccountEvent = Required<NewAccountEvent> & Link

interface Link {
  readonly sequence: number
  /** Null once the event's words were purged, and in events of before there were any. */
  readonly salt: string | null
  /** Of salt and event: what the hash is over in place of the event. Null in events of before. */
  readonly digest: string | null
  readonly previousHash: string
  readonly hash: string
}

/** Whether the event log is whole; if not, where it first fails. */
export type ChainReport =
  /** With the hash of the last event, on which all others rest. */
  | { readonly ok: true; readonly count: number; readonly lastHash: string }
  | { readonly ok: false; readonly atSequence: number; readonly reason: ChainFault }

/**
 * A row is missing or out of order, was changed, does not follow the one before it, the last rows are gone, or words are gone that
 * no purge tells of.
 */
export const chainFaults = [
  'sequence_broken',
  'row_changed',
  'link_broken',
  'end_missing',
  'purge_untold',
] as const

export type ChainFault = (typeof chainFaults)[number]

export interface EventsTable {
  /** Appends in the order given and returns the rows as stored. */
  append(entries: readonly NewEvent[]): Promise<readonly StoredEvent[]>
  /** The newest events of a position, newest first. */
  byPosition(
    positionId: string,
    options?: { readonly limit?: number },
  ): Promise<readonly StoredPositionEvent[]>
  /** All of them, for whoever appends what follows from them: nobody else appends anything until the transaction is over. */
  byPositionHeld(positionId: string): Promise<readonly StoredPositionEvent[]>
  /** Every event after a place in the log, oldest first. */
  after(sequence: number, limit: number): Promise<readonly StoredEvent[]>
  /** Those of these numbers that are there. */
  bySequences(sequences: readonly number[]): Promise<readonly StoredEvent[]>
  /** The positions that any event is about, those that are gone among them. */
  positionIds(): Promise<readonly string[]>
  /** The newest events that concern people and no position, newest first. */
  ofAccounts(options?: { readonly limit?: number }): Promise<readonly StoredAccountEvent[]>
  /** Recomputes every hash of the log from the first row on. */
  verifyChain(): Promise<ChainReport>
}

/** What somebody is told of; in each a person is told of one thing once. */
export type NotificationCause =
  | { readonly kind: 'event'; readonly sequence: number }
  | {
      readonly kind: 'comment'
      readonly threadId: string
      readonly commentId: string
      /** Which of its wordings, from 0. */
      readonly wording: number
    }
  | { readonly kind: 'deadline'; readonly roundId: string; readonly deadline: string }

export interface NewNotification extends Told {
  readonly cause: NotificationCause
  /** Null for what is about no position. */
  readonly positionId: string | null
  readonly at: string
  readonly way: Exclude<NotificationWay, 'none'>
}

export interface StoredNotification extends NewNotification {
  /** Counts up over everybody's. */
  readonly number: number
  readonly readAt: string | null
}

export type NotificationWays = ReadonlyMap<NotificationKind, NotificationWay>

/** So many of a person's notifications, from before a number on; from the newest on where there is none. */
export interface NotificationPart {
  readonly before: number | null
  readonly limit: number
}

export interface NotificationsTable {
  /** Stores what its person was not told yet, and returns that. */
  add(notifications: readonly NewNotification[]): Promise<readonly StoredNotification[]>
  /** A person's notifications, newest first, from before a number on. */
  byPerson(personId: string, part: NotificationPart): Promise<readonly StoredNotification[]>
  /** Those that they have not read, in the same way. */
  unread(personId: string, part: NotificationPart): Promise<readonly StoredNotification[]>
  /** Marks one as read, or all up to a number. False where there was nothing to mark. */
  markRead(
    personId: string,
    which: { readonly number: number } | { readonly through: number },
    at: string,
  ): Promise<boolean>
  removeBefore(at: string): Promise<void>
  /** The last event that was told. */
  through(): Promise<number>
  /** Takes the events up to one as told; false where somebody else was faster. */
  moveOn(from: number, to: number): Promise<boolean>
  /** What people have chosen, by person. */
  ways(): Promise<ReadonlyMap<string, NotificationWays>>
  waysOf(personId: string): Promise<NotificationWays>
  setWays(personId: string, ways: NotificationWays): Promise<void>
}

/** Where a person wants to have mails: an address that they have shown to be theirs. */
export interface MailAddress {
  readonly personId: string
  readonly address: string
  readonly confirmedAt: string
  /** The hour of the digest, by the clocks in Brussels. */
  readonly digestHour: number
  /** The last day for which one was made. */
  readonly digestedOn: string
}

/** A mail that is to go to a person. */
export interface StoredMail {
  readonly id: string
  readonly personId: string
  readonly kind: 'at_once' | 'digest'
  readonly at: string
  /** How often it was tried. */
  readonly tries: number
}

export interface MailsTable {
  addresses(): Promise<readonly MailAddress[]>
  addressOf(personId: string): Promise<MailAddress | null>
  setAddress(address: MailAddress): Promise<void>
  removeAddress(personId: string): Promise<void>
  /** Whether the last mail that ended since somebody's address counts was given up. */
  isGivenUp(address: MailAddress): Promise<boolean>
  /** What is to be mailed at once and is in no mail yet, oldest first: unread, of people with an address, from since they have it. */
  dueAtOnce(limit: number): Promise<readonly StoredNotification[]>
  /** The same of one person for their digest. */
  dueForDigest(personId: string, limit: number): Promise<readonly StoredNotification[]>
  /** Leaves these to the digest. */
  putOff(numbers: readonly number[]): Promise<void>
  /** How many mails at once a person was made after an instant. */
  atOnceSince(personId: string, at: string): Promise<number>
  /** Makes a mail that tells of these notifications of its person. */
  make(mail: Omit<StoredMail, 'tries'>, numbers: readonly number[]): Promise<void>
  /** Those whose time has come, the longest waiting first. */
  waiting(now: string, limit: number): Promise<readonly StoredMail[]>
  /** Counts a try, before it is made, and says when the next one is due; false where somebody else was faster. */
  begin(mail: StoredMail, nextAt: string): Promise<boolean>
  end(id: string, how: 'sent' | 'dropped' | 'given_up', at: string): Promise<void>
  notificationsOf(mailId: string): Promise<readonly StoredNotification[]>
  /** Removes mails from before an instant that tell of nothing that is still kept. */
  removeBefore(at: string): Promise<void>
}

/** The secret addresses of people's calendars, one each. */
export interface CalendarFeedsTable {
  /** Takes the place of the one before. */
  set(personId: string, secretHash: string, at: string): Promise<void>
  remove(personId: string): Promise<boolean>
  /** When it was made; null where there is none. */
  madeAt(personId: string): Promise<string | null>
  personOf(secretHash: string): Promise<string | null>
}

export interface HeartbeatTable {
  /** When the server last said that it ran; null where it never did. */
  last(): Promise<string | null>
  beat(at: string): Promise<void>
  /** Keeps that it did not run; those that ended more than a month before are forgotten. */
  missed(outage: Outage): Promise<void>
  /** Oldest first. */
  outages(): Promise<readonly Outage[]>
}

export interface ThreadsTable {
  insert(thread: Thread): Promise<void>
  /** Inside a transaction nobody else adds to the thread until that has ended. */
  byId(id: string): Promise<Thread | null>
  /** Every thread of these positions, for whomever it is, oldest first. */
  byPositions(positionIds: readonly string[]): Promise<readonly Thread[]>
  /** Adds to a thread as it was read in this transaction; throws where it has changed since. */
  addComment(thread: Thread, comment: Comment): Promise<void>
  addWording(comment: Comment, wording: Wording): Promise<void>
  addTurn(thread: Thread, turn: Turn): Promise<void>
}

export interface ProposalsTable {
  insert(proposal: Proposal): Promise<void>
  /** Inside a transaction nobody else settles the proposal until that has ended. */
  byId(id: string): Promise<Proposal | null>
  /** Every proposal about the draft of a position, oldest first. */
  byPosition(positionId: string): Promise<readonly Proposal[]>
  /** Says what became of a proposal; throws where that was said before. */
  settle(proposalId: string, settlement: Settlement): Promise<void>
}

export interface ContributionsTable {
  /** Begins a contribution that nothing was done with yet. */
  begin(contribution: Omit<Contribution, 'turns'>): Promise<void>
  /** Inside a transaction nobody else sends or withdraws the contribution until that has ended. */
  byId(id: string): Promise<Contribution | null>
  /** Every contribution to a position, whoever may know of it, oldest first. */
  byPosition(positionId: string): Promise<readonly Contribution[]>
  /** The same of several positions at once. */
  byPositions(positionIds: readonly string[]): Promise<readonly Contribution[]>
  /** Adds to a contribution as it was read in this transaction; throws where it has changed since. */
  addTurn(contribution: Contribution, turn: ContributionTurn): Promise<void>
}

export type TranslationSummary = Omit<Translation, 'canonicalText'>

/** Working translations of final texts. Whoever adds one has the position alone (`byIdAlone`). */
export interface TranslationsTable {
  insert(translation: Translation): Promise<void>
  byId(id: string): Promise<Translation | null>
  /** All that were issued of a release, by language, the newest first. */
  byRelease(releaseId: string): Promise<readonly TranslationSummary[]>
  /** All of a position, oldest first. */
  byPosition(positionId: string): Promise<readonly TranslationSummary[]>
}

/** What was reported of positions. Whoever adds to it has the position alone (`byIdAlone`). */
export interface ReportsTable {
  insert(report: Report): Promise<void>
  byId(id: string): Promise<Report | null>
  /** Everything that was reported of a position, each oldest first. */
  byPosition(positionId: string): Promise<ReportBack>
  consolidationById(id: string): Promise<Consolidation | null>
  /** Keeps what was made of the reports; its notes are added one by one. */
  consolidate(consolidation: Consolidation): Promise<void>
  note(consolidationId: string, note: ReportNote): Promise<void>
}

export interface FollowUpsTable {
  insert(followUps: readonly FollowUp[]): Promise<void>
  /** Inside a transaction nobody else goes on with it until that has ended. */
  byId(id: string): Promise<FollowUp | null>
  /** Those of several positions, oldest first. */
  byPositions(positionIds: readonly string[]): Promise<readonly FollowUp[]>
  /** Adds to a follow-up as it was read in this transaction; throws where it has changed since. */
  addTurn(followUp: FollowUp, turn: FollowUpTurn): Promise<void>
}

export type PagesVersionSummary = Omit<PagesVersion, 'canonicalText'>

/**
 * What each delegation keeps of a position for itself, beside the text of its own pages in the update log. Both lie sealed
 * with the country's key: what reads them throws `key_missing` or `seal_broken` where they cannot be opened.
 */
export interface OwnPagesTable {
  /**
   * Begins a country's pages. False where they were begun before. Inside a transaction nobody else begins them, or adds
   * to them, until that has ended.
   */
  begin(place: PagesPlace, at: string): Promise<boolean>
  isBegun(place: PagesPlace): Promise<boolean>
  /** Whether a country's pages lie sealed, or will once they are begun. Throws `key_missing` where that key is not there. */
  isSealed(place: PagesPlace): Promise<boolean>
  /** Everything the country has made of its mandate, oldest first. */
  mandateLog(place: PagesPlace): Promise<readonly MandateChange[]>
  /** How far each country's mandate is now, which needs no key; those that never said anything are not in it. */
  mandates(positionId: string): Promise<ReadonlyMap<CountryCode, MandateStanding>>
  /** Adds to the log as it was read in this transaction; throws where it has changed since. */
  addMandate(place: PagesPlace, log: readonly MandateChange[], change: MandateChange): Promise<void>
  /** Versions without their texts, newest first. */
  versions(place: PagesPlace): Promise<readonly PagesVersionSummary[]>
  version(place: PagesPlace, number: number): Promise<PagesVersion | null>
  /** When each version was kept, newest first, which needs no key. */
  instants(place: PagesPlace): Promise<readonly { readonly number: number; readonly at: string }[]>
  /** The place is that of the last entry of their log that is certainly in the version. */
  addVersion(version: PagesVersion, place?: number | null): Promise<void>
}

/** What each country notes of a position for its own register; its words lie sealed with the country's key, and both throw as `OwnPagesTable` does. */
export interface RecordNotesTable {
  /** Everything the country has noted, oldest first. */
  log(place: PagesPlace): Promise<readonly RecordNotesChange[]>
  /** Adds to the log as it was read; false where it has changed since. */
  add(place: PagesPlace, log: readonly RecordNotesChange[], change: RecordNotesChange): Promise<boolean>
}

export interface SpillsTable {
  /** Keeps a report, which locks its text from then on. False where the text is locked already. */
  insert(spill: Spill): Promise<boolean>
  /** Inside a transaction nobody else ends it until that has ended. */
  byId(id: string): Promise<Spill | null>
  /** Every report about a position and its own pages, newest first. */
  byPosition(positionId: string): Promise<readonly Spill[]>
  /** Lifts the lock; throws where that was done before. */
  end(id: string, end: SpillEnd): Promise<void>
  /** Keeps that a purge is asked of another party. False where one waits already. */
  ask(ask: PurgeAsk): Promise<boolean>
  /** An ask with what became of it. Inside a transaction nobody else ends it until that has ended. */
  askById(id: string): Promise<KeptAsk | null>
  /** The ask that waits of a report, if one does. */
  waitingAsk(spillId: string): Promise<PurgeAsk | null>
  /** Every ask that waits of a text that is locked, with its position. */
  waitingAsks(): Promise<readonly { readonly positionId: string; readonly ask: PurgeAsk }[]>
  /** Ends one that waits; throws where that was done before. */
  endAsk(id: string, end: PurgeAskEnd): Promise<void>
}

/** An ask for a purge, and what became of it; null while it waits. */
export interface KeptAsk {
  readonly ask: PurgeAsk
  readonly end: PurgeAskEnd | null
}

export interface UpdatesTable {
  /** Writes to the same log as the rooms do, so that a position can be seeded in the transaction that creates it. */
  append(entries: readonly LogEntry[]): Promise<void>
  /** The drafts that were written last, newest first: at most so many, of the newest 2,000 entries. */
  recentDrafts(most: number): Promise<readonly string[]>
  /** The place of the last entry that the server had taken by an instant, or of the last of all; null for none. */
  lastPlace(draftId: string, instant: string | null): Promise<number | null>
  /** Entries of one draft after a place and up to another, oldest first, at most so many. */
  page(
    draftId: string,
    options: { readonly after: number; readonly through: number; readonly most: number },
  ): Promise<readonly StoredEntry[]>
  /** Everybody who wrote in a draft after a place; null among them for the server. */
  writersAfter(draftId: string, place: number): Promise<readonly (string | null)[]>
  /** How often a draft was purged: what a device took of it before that is no part of it any more. */
  purges(draftId: string): Promise<number>
  /** The snapshot of a draft if nothing in it came after the place. */
  snapshotBy(draftId: string, place: number): Promise<Pick<Snapshot, 'through' | 'update'> | null>
}

/** Up to where in the log of a draft somebody has looked, and when that was. */
export interface LastLook {
  readonly place: number
  readonly at: string
}

export interface LastLooksTable {
  /** Null for a draft that the person has never looked at. */
  get(personId: string, draftId: string): Promise<LastLook | null>
  /** Takes the place of the one before, unless that reached further. */
  set(personId: string, draftId: string, look: LastLook): Promise<void>
}

/** How much of a text was removed. */
export interface RemovedText extends Omit<Purged, 'version'> {
  /** Whether nothing of its log is left, so that it needs a beginning. */
  readonly isLogEmpty: boolean
}

/**
 * Removes for good what came after a version of a text, or all of it where there is none: its log, versions and what stands beside
 * it. The row of the position is the caller's to save in the same transaction, and so is the event that tells of it.
 */
export interface Purging {
  joint(positionId: string, version: number | null, at: string): Promise<RemovedText>
  pages(place: PagesPlace, version: number | null, at: string): Promise<RemovedText>
}
