export {
  type AccountTurn,
  type AccountTurnKind,
  accountTurnKinds,
  disableAccount,
  enableAccount,
} from './account.ts'
export type { AccountEvent } from './account-events.ts'
export { type Attribution, attributions, usualAttribution } from './attribution.ts'
export { type ChainedEvent, hashedFields } from './chained-event.ts'
export type {
  Command,
  CommandType,
  Effect,
  GivenDecisionValue,
  Transition,
  TransitionContext,
} from './command.ts'
export {
  type Anchor,
  type Asking,
  type Audience,
  askingAbout,
  type Comment,
  countThreads,
  isAwaited,
  isClosed,
  isFromBefore,
  isGone,
  isInAudience,
  isRemoved,
  type Mention,
  mayRaise,
  mayReply,
  mayRewrite,
  mayTurn,
  mentioned,
  mustCloseFor,
  speaksFor,
  standingWording,
  type Thread,
  type Turn,
  type TurnKind,
  turnKinds,
  type Wording,
} from './comments.ts'
export { areAsSeen, asSent, pointsOf, sentProposals, takeOutPoint } from './contribution-points.ts'
export { contributionWaits } from './contribution-waiting.ts'
export {
  type Contribution,
  type ContributionState,
  type ContributionTurn,
  type ContributionTurnKind,
  canReadContribution,
  contributionState,
  contributionStates,
  contributionTurnKinds,
  mayPrepare,
  sending,
  turnContribution,
} from './contributions.ts'
export {
  type Country,
  type CountryCode,
  countries,
  countryCodes,
  inNeutralOrder,
  isMemberState,
} from './country.ts'
export { canBeDeputy, deputyshipLasts, nameDeputy, namesDeputies } from './deputy.ts'
export { deputyshipStanding, endOf } from './deputy-period.ts'
export { type DraftPlace, draftIdOf, isPagesId, type PagesPlace, readDraftId } from './draft-id.ts'
export { type EventReach, eventReach, hearsOf, momentOf } from './event-reach.ts'
export { type PositionEvent, type PositionEventType, type Purged, positionEventTypes } from './events.ts'
export {
  type FollowUp,
  type FollowUpOffer,
  type FollowUpState,
  type FollowUpTurn,
  type FollowUpTurnKind,
  followUpState,
  followUpStates,
  followUpTurnKinds,
  isFollowUpClosed,
  isOverdue,
  turnFollowUp,
} from './follow-up.ts'
export {
  firstAdministrator,
  honour,
  type Invitation,
  type InvitationKind,
  type InvitationLife,
  type InvitationOffer,
  invitationLasts,
  invite,
  type Newcomer,
  nationalRoles,
  newcomer,
  type OfferedRole,
  offerTo,
  standingOf,
} from './invitation.ts'
export { type Language, languages } from './language.ts'
export { liftOf, type StandingReservation, standingReservations } from './lift.ts'
export {
  confirmLimite,
  isGroundForLimite,
  isReadBeyondMemberStates,
  type LimiteConfirmation,
  type LimiteGround,
  limiteAnswered,
  limiteGrounds,
  limiteSources,
} from './limite.ts'
export {
  type Mandate,
  type MandateChange,
  type MandateStanding,
  type MandateState,
  mandateStates,
  noMandate,
  type SharedMandate,
  sharedMandate,
  sharedMandates,
} from './mandate.ts'
export { classifiedField, illFormedField } from './marked-words.ts'
export {
  type AgendaItem,
  type AgendaItemKind,
  type Applicability,
  agendaItemKinds,
  applicabilities,
  type Dossier,
  type Forum,
  type ForumKind,
  forumKinds,
  type Meeting,
  type MeetingStatus,
  meetingStatuses,
  type Participation,
  participations,
  type Translated,
} from './meeting.ts'
export {
  alwaysTold,
  maySeeRecovery,
  type NotificationKind,
  type NotificationTopic,
  type NotificationWay,
  notificationKinds,
  notificationTopics,
  notificationWays,
  type Told,
  toldOfAccounts,
  toldOfComment,
  toldOfDeadline,
  toldOfEvent,
  usualWays,
} from './notifications.ts'
export {
  changeMandate,
  mayWritePages,
  type PagesAccess,
  type PagesRefusal,
  pagesAccess,
} from './own-pages.ts'
export { partyFormula } from './party-formula.ts'
export { canFollow, mayRemove, type Passkey } from './passkey.ts'
export {
  type Deputyship,
  type Grant,
  type HeldDeputyship,
  type Ministry,
  type Person,
  type Role,
  roles,
  type Scope,
} from './people.ts'
export {
  type AccountAction,
  type Action,
  accountMatrix,
  actions,
  can,
  canManage,
  canReadMoment,
  countriesWhere,
  type Deciding,
  decidingAs,
  decidingCountry,
  delegationsOf,
  hasBeenReleased,
  holdsRole,
  isLedBy,
  isLocked,
  type PermissionSubject,
  pagesOf,
  partiesWhoRead,
  permissionMatrix,
  seesAccount,
  supportsFor,
  type Voucher,
  vouchesAs,
  withoutLocks,
} from './permissions.ts'
export {
  type ClosedRound,
  type Confirmation,
  type Decision,
  type DecisionValue,
  type ExtensionRequest,
  type Instrument,
  instruments,
  isAgainst,
  isAgreement,
  isDraftOpen,
  isOver,
  isShared,
  type Lift,
  type Marking,
  markings,
  type Position,
  type PositionLife,
  type PositionStatus,
  positionStatuses,
  type Reservation,
  type ReservationType,
  type Round,
  type RoundKind,
  type RoundOutcome,
  reservationTypes,
  roundKinds,
  roundOutcomes,
  standingDecisions,
  type Terms,
  tacitIn,
  unmetRequests,
  type VersionReference,
} from './position.ts'
export {
  canReadProposal,
  countPending,
  isPending,
  mayPropose,
  type Proposal,
  type ProposalKind,
  proposalKinds,
  proposalSettled,
  type Settlement,
  type SettlementKind,
  settlementKinds,
  settleProposal,
} from './proposals.ts'
export { isPurged, type Kept, positionAfterPurge } from './purge.ts'
export {
  askRecovery,
  confirmRecovery,
  type Recovery,
  type RecoveryLife,
  recoveryStanding,
  type Vouching,
  vouchingOf,
} from './recovery.ts'
export { type Refusal, type RefusalCode, refusalCodes } from './refusals.ts'
export {
  asksForRelease,
  changeableReleasability,
  isReleasableTo,
  type Marked,
  type ReleasabilityGround,
} from './releasability.ts'
export { buildRelease, standingSupporters } from './release.ts'
export {
  type Consolidation,
  consolidateReports,
  type Intervention,
  isSameConsolidation,
  isSameReport,
  noteReport,
  ownReport,
  type Report,
  type ReportBack,
  type ReportedMeeting,
  type ReportNote,
  type ReportOutcome,
  type ReportStage,
  readsAssessment,
  reportOutcomes,
  reportStage,
  reportStages,
  reportsFor,
  type Stance,
  stances,
  standingReports,
  submitReport,
} from './report.ts'
export { requiredSections } from './required-sections.ts'
export { assertNever, ok, type Result, refuse } from './result.ts'
export {
  type Answers,
  asLifted,
  awaitedConfirmations,
  type Backing,
  beforeRelease,
  formulaIfAnswered,
  formulaIfLifted,
  formulaOf,
  hasPassage,
  isSame,
  needsWords,
  weightyReservations,
} from './round-terms.ts'
export { outcomeOf } from './round-transitions.ts'
export { institutionCodes, type Speaker, speakers } from './speakers.ts'
export {
  endByPurge,
  endSpill,
  hearsOfLock,
  mayHandleSpill,
  mayReportSpill,
  purgedEvent,
  reportSpill,
  type Spill,
  type SpillChange,
  type SpillEnd,
} from './spill.ts'
export {
  type Act,
  type ActSignature,
  type ActStatement,
  actFormat,
  actStatement,
  type DecisionSignature,
  type DecisionStatement,
  decisionStatement,
  mustSign,
  type StatementSignature,
  shownFormula,
  statementFormat,
  statementLasts,
} from './statement.ts'
export {
  type GoneWording,
  type SupportAct,
  type SupportedWording,
  type TakenOutWording,
  takenOutWordings,
  type Unconfirmed,
  type UnconfirmedReason,
  unconfirmedReasons,
  unconfirmedSupport,
} from './support.ts'
export { markingsIn, type TextMarking, unclassified } from './text-markings.ts'
export { type CreatePosition, createPosition, transition } from './transition.ts'
export {
  countryLanguages,
  firstMismatch,
  issueTranslation,
  newestTranslation,
  type OfferedTranslation,
  readingLanguage,
  type SectionOfText,
  type Translation,
  type TranslationRefusal,
  translatableInto,
  translationEvent,
} from './translation.ts'
export type {
  DelegationContribution,
  PagesVersion,
  PrintedReservation,
  Release,
  SupportWithdrawal,
  Version,
} from './version.ts'
export { isWorkingDay, silenceFault } from './working-days.ts'
