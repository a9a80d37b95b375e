import { attributions, limiteGrounds, limiteSources, mandateStates, turnKinds } from '@samsyn/domain'
import { z } from 'zod'
import { accountRoutes } from './account-routes.ts'
import { calendarRoutes } from './calendar-routes.ts'
import type { ErrorCode } from './errors.ts'
import { type FileRouteName, fileFormats, filePaths, reportFormats } from './file-paths.ts'
import { notificationRoutes } from './notification-routes.ts'
import { reportRoutes } from './report-routes.ts'
import {
  about,
  command,
  commandRefusals,
  positionParams,
  type Route,
  read,
  reason,
  revision,
  versionParams,
} from './route-parts.ts'
import { searchRoutes } from './search-routes.ts'
import {
  anchor,
  audience,
  contentHash,
  contributionSet,
  country,
  desk,
  discussion,
  dossier,
  draftAuthorship,
  draftContributions,
  draftSuggestion,
  draftSupport,
  draftText,
  earlierDraft,
  eventEntry,
  forumDetail,
  id,
  instant,
  instrument,
  language,
  marking,
  meetingDetail,
  meetingFolder,
  meetingSummary,
  mention,
  ownPages,
  pagesVersion,
  personCard,
  positionDetail,
  proposal,
  recordNotes,
  releaseDetail,
  round,
  sectionMark,
  session,
  settledSuggestion,
  suggestionVerdict,
  thread,
  workSessions,
  workspace,
} from './shapes.ts'
import { signOffRoutes } from './sign-off-routes.ts'
import { translationRoutes } from './translation-routes.ts'

/** Whether the draft was shared when the person read to whom what they say goes; left out by whoever was not told. */
const seenAsShared = z.boolean().optional()
const said = { text: z.string().trim().min(1).max(4000), mentions: z.array(mention).max(20) }
/** Plain words of one line, without blanks around them. */
const line = z
  .string()
  .trim()
  .max(4000)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
/** What is proposed for a passage, and why. */
const proposed = {
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('replace'), text: line }),
    z.strictObject({ kind: z.literal('insert_before'), text: line.min(1) }),
    z.strictObject({ kind: z.literal('insert_after'), text: line.min(1) }),
  ]),
  explanation: z.string().trim().max(2000),
}
const threadParams = z.object({ positionId: id, threadId: id })
const commentParams = z.object({ positionId: id, threadId: id, commentId: id })
const pagesParams = z.object({ positionId: id, country })
const pointParams = pagesParams.extend({ pointId: id })
/** Why a country beyond the Member States may read a position that is marked for those. */
const releasabilityGround = { ground: z.enum(limiteGrounds), reference: z.string().trim().max(200) }

/** In which language one wants to read, where there is a translation; left out, one's own. */
const textLanguage = z.strictObject({ language: language.exactOptional() })

/** A telephone number with its country code, so that it is dialled from anywhere. */
const phone = z
  .string()
  .trim()
  .regex(/^\+[1-9][0-9 ()./-]{5,28}$/)
const typedContact = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    phone: phone.nullable(),
    mail: z.email().max(200).nullable(),
  })
  .refine((contact) => contact.phone !== null || contact.mail !== null)

/** Every route of the API by name. */
export const routes = {
  getHealth: {
    ...read,
    path: '/health',
    summary:
      'Whether the server lives, its database can be written, all own pages that were asked for can be opened and deadlines are kept',
    isPublic: true,
    response: z.object({
      status: z.literal('ok'),
      ownPages: z.enum(['ok', 'sealed']),
      deadlines: z.enum(['ok', 'overdue']),
    }),
    refusals: ['unavailable'],
  },
  getWorkspace: {
    ...read,
    path: '/workspace',
    summary: 'What anybody may know of this workspace',
    isPublic: true,
    response: workspace,
  },
  getSession: { ...read, path: '/session', summary: 'Who is signed in', response: session },
  endSession: {
    ...about,
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out: the session and its open sockets end',
    status: 204,
    response: null,
  },
  setLanguage: {
    ...about,
    method: 'PATCH',
    path: '/session',
    summary: "Set the signed-in person's language",
    body: z.strictObject({ language }),
    status: 200,
    response: session,
  },
  listSamplePeople: {
    ...read,
    path: '/sample/people',
    summary: 'The people of a sample workspace',
    isPublic: true,
    response: z.array(personCard),
    refusals: ['not_a_sample_workspace'],
  },
  startSampleSession: {
    ...about,
    method: 'POST',
    path: '/sample/session',
    summary: 'Sign in to a sample workspace by picking a person',
    isPublic: true,
    body: z.strictObject({ personId: id }),
    status: 201,
    response: session,
    refusals: ['not_a_sample_workspace', 'not_found'],
  },
  ...accountRoutes,
  ...notificationRoutes,
  getDesk: { ...read, path: '/desk', summary: 'What waits for the signed-in person', response: desk },
  listMeetings: {
    ...read,
    path: '/meetings',
    summary: 'Meetings, soonest first',
    response: z.array(meetingSummary),
  },
  getMeeting: {
    ...read,
    path: '/meetings/:meetingId',
    summary: 'A meeting with its agenda and the positions on it',
    params: z.object({ meetingId: id }),
    response: meetingDetail,
    refusals: ['not_found'],
  },
  getFolder: {
    ...read,
    path: '/meetings/:meetingId/folder',
    summary:
      'The final texts of a meeting in the order of its agenda, as far as the signed-in person may read them',
    params: z.object({ meetingId: id }),
    query: textLanguage,
    response: meetingFolder,
    refusals: ['not_found'],
  },
  listForums: {
    ...read,
    path: '/forums',
    summary: 'Forums and who takes part in them',
    response: z.array(forumDetail),
  },
  ...calendarRoutes,
  ...searchRoutes,
  listDossiers: { ...read, path: '/dossiers', summary: 'Dossiers', response: z.array(dossier) },
  createPosition: {
    ...about,
    method: 'POST',
    path: '/positions',
    summary: "Begin a position as the penholder's draft",
    body: z.strictObject({
      title: z.string().trim().min(1).max(300),
      agendaItemId: id,
      dossierId: id,
      instrument,
      parties: z.array(country).min(2).max(5),
      penholder: country,
      draftingLanguage: language,
      marking,
      /** To whom a position for the Member States is releasable, and why; left out for nobody. */
      releasability: z
        .strictObject({ countries: z.array(country).min(1).max(5), ...releasabilityGround })
        .exactOptional(),
    }),
    status: 201,
    response: positionDetail,
    refusals: ['not_found', 'forbidden', 'parties_invalid', 'state_conflict', 'reason_required'],
  },
  getPosition: {
    ...read,
    path: '/positions/:positionId',
    summary: 'A position: its facts, its state, and what the signed-in person may do',
    params: positionParams,
    response: positionDetail,
    refusals: ['not_found'],
  },
  renamePosition: {
    ...command,
    method: 'PATCH',
    path: '/positions/:positionId',
    summary: 'Change the title while the draft is open',
    body: z.strictObject({ revision, title: z.string().trim().min(1).max(300) }),
    refusals: commandRefusals,
  },
  startCoordination: {
    ...command,
    path: '/positions/:positionId/coordination',
    summary: 'Share the draft with every party',
    body: z.strictObject({ revision }),
    refusals: commandRefusals,
  },
  ...signOffRoutes,
  ...reportRoutes,
  ...translationRoutes,
  extendReleasability: {
    ...command,
    path: '/positions/:positionId/releasability',
    summary: 'Make a position for the Member States releasable to another country, on a ground',
    body: z.strictObject({ revision, country, ...releasabilityGround }),
    refusals: [...commandRefusals, 'reason_required'],
  },
  endReleasability: {
    ...command,
    path: '/positions/:positionId/releasability/end',
    summary: 'End that a position is releasable to a country that is no party of it',
    body: z.strictObject({ revision, country, reason }),
    refusals: [...commandRefusals, 'parties_invalid', 'reason_required'],
  },
  nameContact: {
    ...command,
    path: '/positions/:positionId/contact',
    summary: 'Say whom to ask of the own delegation at the meeting, or nobody',
    body: z.strictObject({ contact: typedContact.nullable() }),
    refusals: ['not_found', 'forbidden'],
  },
  withdrawPosition: {
    ...command,
    path: '/positions/:positionId/withdrawal',
    summary: 'Withdraw the position',
    body: z.strictObject({ revision, reason }),
    refusals: [...commandRefusals, 'reason_required'],
  },
  closePosition: {
    ...command,
    path: '/positions/:positionId/closing',
    summary: 'Close a position that was reported on: nothing is done with it any more',
    body: z.strictObject({ revision }),
    refusals: [...commandRefusals],
  },
  reportSpill: {
    ...command,
    path: '/positions/:positionId/spills',
    summary: 'Report classified information in a text: it is locked for everybody at once',
    /** The reason is said without the information; no country means the joint text. */
    body: z.strictObject({ country: country.nullable(), reason }),
    refusals: ['not_found', 'forbidden', 'reason_required'],
  },
  endSpill: {
    ...command,
    path: '/positions/:positionId/spills/:spillId/end',
    summary: 'Lift the lock of a text',
    params: positionParams.extend({ spillId: id }),
    body: z.strictObject({ reason }),
    refusals: ['not_found', 'forbidden', 'state_conflict', 'reason_required'],
  },
  purgeSpill: {
    ...command,
    path: '/positions/:positionId/spills/:spillId/purge',
    summary:
      'Remove for good what came after a version of a locked text, or all of it, and unlock it; ask another party for it where that takes what others have signed',
    params: positionParams.extend({ spillId: id }),
    /**
     * The version that the text is kept up to; null for none. With `isAsked`, whether another party is asked, as the person was
     * told: where that is not so any more, nothing is done (`state_conflict`).
     */
    body: z.strictObject({ version: z.int().positive().nullable(), reason, isAsked: z.boolean().optional() }),
    refusals: ['not_found', 'forbidden', 'state_conflict', 'reason_required', 'pages_sealed'],
  },
  answerPurge: {
    ...command,
    path: '/positions/:positionId/spills/:spillId/asks/:askId',
    summary:
      'Confirm, by which it is done, or decline a purge that takes what others have signed, or take it back',
    params: positionParams.extend({ spillId: id, askId: id }),
    body: z.strictObject({ how: z.enum(['confirmed', 'declined', 'withdrawn']) }),
    refusals: ['not_found', 'forbidden', 'second_person_needed', 'state_conflict'],
  },
  listPositionEvents: {
    ...read,
    path: '/positions/:positionId/events',
    summary: 'What happened to a position, newest first',
    params: positionParams,
    response: z.array(eventEntry),
    refusals: ['not_found'],
  },
  listPositionRounds: {
    ...read,
    path: '/positions/:positionId/rounds',
    summary: 'Every round of a position, newest first',
    params: positionParams,
    response: z.array(round),
    refusals: ['not_found', 'forbidden'],
  },
  listThreads: {
    ...read,
    path: '/positions/:positionId/threads',
    summary: 'The threads beside the text that the signed-in person may read, oldest first',
    params: positionParams,
    response: discussion,
    refusals: ['not_found', 'forbidden'],
  },
  raiseThread: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/threads',
    summary: 'Begin a thread on a passage or on the whole position',
    params: positionParams,
    body: z.strictObject({ audience, anchor: anchor.nullable(), seenAsShared, ...said }),
    status: 201,
    response: thread,
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'revision_conflict',
      'mention_outside_audience',
      'limite_unconfirmed',
      'busy',
      'draft_unreadable',
      'words_not_there',
    ],
  },
  replyToThread: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/threads/:threadId/comments',
    summary: 'Say something in a thread',
    params: threadParams,
    body: z.strictObject(said),
    status: 201,
    response: thread,
    refusals: [
      'not_found',
      'state_conflict',
      'thread_closed',
      'mention_outside_audience',
      'limite_unconfirmed',
    ],
  },
  rewriteComment: {
    ...about,
    method: 'PATCH',
    path: '/positions/:positionId/threads/:threadId/comments/:commentId',
    summary: "Say one's own comment in other words",
    params: commentParams,
    body: z.strictObject(said),
    status: 200,
    response: thread,
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'thread_closed',
      'comment_removed',
      'mention_outside_audience',
      'limite_unconfirmed',
    ],
  },
  removeComment: {
    ...about,
    method: 'DELETE',
    path: '/positions/:positionId/threads/:threadId/comments/:commentId',
    summary: "Remove one's own comment; that there was one stays visible",
    params: commentParams,
    status: 200,
    response: thread,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'thread_closed', 'comment_removed'],
  },
  turnThread: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/threads/:threadId/turns',
    summary: 'Close a thread, open it again, or say that it must be closed before sign-off',
    params: threadParams,
    body: z.strictObject({ kind: z.enum(turnKinds) }),
    status: 200,
    response: thread,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'thread_closed', 'thread_private'],
  },
  confirmLimite: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/limite',
    summary: 'Say on what ground text marked LIMITE goes into the draft; it is kept before the text goes in',
    params: positionParams,
    body: z.strictObject({
      ground: z.enum(limiteGrounds),
      reference: z.string().trim().max(200),
      source: z.enum(limiteSources),
    }),
    status: 204,
    response: null,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'reason_required'],
  },
  listSectionMarks: {
    ...read,
    path: '/positions/:positionId/draft/sections',
    summary:
      'What was recorded last of each section of the draft: agreed at working level, closed, opened again',
    params: positionParams,
    response: z.array(sectionMark),
    refusals: ['not_found', 'forbidden'],
  },
  markSection: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/sections/:sectionId/marks',
    summary:
      'Mark a section as agreed at working level or close it, as it stands; or open it again, with a reason',
    params: z.object({ positionId: id, sectionId: id }),
    body: z.discriminatedUnion('act', [
      z.strictObject({ act: z.literal('agree'), sectionHash: contentHash }),
      z.strictObject({ act: z.literal('close'), sectionHash: contentHash }),
      z.strictObject({ act: z.literal('reopen'), reason }),
    ]),
    status: 200,
    response: z.array(sectionMark),
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'reason_required',
      'section_unknown',
      'section_changed',
      'section_unsettled',
      'no_text_then',
      'draft_unreadable',
      'busy',
    ],
  },
  getRecordNotes: {
    ...read,
    path: '/positions/:positionId/record-notes',
    summary:
      "What one's own country notes of a position for its register; for its leads and registrars alone",
    params: positionParams,
    response: recordNotes,
    refusals: ['not_found', 'forbidden', 'pages_sealed'],
  },
  keepRecordNotes: {
    ...about,
    method: 'PATCH',
    path: '/positions/:positionId/record-notes',
    summary: "Note case number, secrecy and retention of a position for one's own country's register",
    params: positionParams,
    body: z.strictObject({
      /** How often they had been changed when they were looked at. */
      changes: z.int().nonnegative(),
      caseNumber: z.string().trim().max(100),
      secrecy: z.string().trim().max(1000),
      retention: z.string().trim().max(200),
    }),
    status: 200,
    response: recordNotes,
    refusals: ['not_found', 'forbidden', 'revision_conflict', 'pages_sealed'],
  },
  getOwnPages: {
    ...read,
    path: '/positions/:positionId/pages/:country',
    summary: "A delegation's own pages: mandate and versions; only for those who may read them",
    params: pagesParams,
    response: ownPages,
    refusals: ['not_found', 'forbidden', 'pages_sealed'],
  },
  setMandate: {
    ...about,
    method: 'PATCH',
    path: '/positions/:positionId/pages/:country/mandate',
    summary: "Say how far one's country's mandate has come, and whether the others are told",
    params: pagesParams,
    body: z.strictObject({
      /** How often the mandate had been changed when it was looked at. */
      changes: z.int().nonnegative(),
      reference: z.string().trim().max(200),
      state: z.enum(mandateStates),
      isShared: z.boolean(),
    }),
    status: 200,
    response: ownPages,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'revision_conflict', 'pages_sealed'],
  },
  keepPagesVersion: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/pages/:country/versions',
    summary: "Keep a copy of one's own pages as they are now",
    params: pagesParams,
    body: z.strictObject({ note: z.string().trim().max(500) }),
    status: 201,
    response: ownPages,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'pages_sealed'],
  },
  getPagesVersion: {
    ...read,
    path: '/positions/:positionId/pages/:country/versions/:number',
    summary: 'A version of own pages with its text',
    params: pagesParams.extend({ number: z.coerce.number().int().positive() }),
    response: pagesVersion,
    refusals: ['not_found', 'forbidden', 'pages_sealed'],
  },
  getPagesText: {
    ...read,
    path: '/positions/:positionId/pages/:country/text',
    summary: 'Own pages as they stood at an instant, or as they stand now',
    params: pagesParams,
    query: z.object({ at: instant.optional() }),
    response: draftText,
    refusals: ['not_found', 'forbidden', 'no_text_then', 'draft_unreadable', 'busy', 'pages_sealed'],
  },
  getPagesAuthorship: {
    ...read,
    path: '/positions/:positionId/pages/:country/authorship',
    summary: 'Who wrote what stands on own pages now, by Yjs ids, and what one took from another',
    params: pagesParams,
    response: draftAuthorship,
    refusals: ['not_found', 'forbidden', 'busy', 'pages_sealed'],
  },
  listPagesSessions: {
    ...read,
    path: '/positions/:positionId/pages/:country/sessions',
    summary: 'When people worked on own pages and on what, newest first',
    params: pagesParams,
    query: z.object({ before: instant.optional() }),
    response: workSessions,
    refusals: ['not_found', 'forbidden', 'busy', 'pages_sealed'],
  },
  getDraftAccess: {
    ...read,
    path: '/positions/:positionId/draft-access',
    summary:
      'What a sync socket to this draft, or to own pages, would be told, so that a refused page can say why',
    params: positionParams,
    query: z.object({
      schema: z.coerce.number().int(),
      country: country.optional(),
      /** How often the draft had been purged when the page began with it. */
      purges: z.coerce.number().int().nonnegative().optional(),
      /** Whose page asks. */
      person: id.optional(),
    }),
    response: z.object({ mode: z.enum(['write', 'frozen', 'read']) }),
    refusals: ['other_person', 'not_found', 'forbidden', 'schema_mismatch', 'draft_purged', 'pages_sealed'],
  },
  getDraftText: {
    ...read,
    path: '/positions/:positionId/draft/text',
    summary: 'The draft as it stood at an instant, or as it stands now',
    params: positionParams,
    query: z.object({ at: instant.optional() }),
    response: draftText,
    refusals: ['not_found', 'forbidden', 'no_text_then', 'draft_unreadable', 'busy'],
  },
  getDraftAuthorship: {
    ...read,
    path: '/positions/:positionId/draft/authorship',
    summary: 'Who wrote what stands in the draft now, by Yjs ids, and what one took from another',
    params: positionParams,
    response: draftAuthorship,
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  getDraftContributions: {
    ...read,
    path: '/positions/:positionId/draft/contributions',
    summary: 'Who contributed what to the draft after one instant and up to another, or until now',
    params: positionParams,
    query: z.object({ from: instant, to: instant.optional() }),
    response: draftContributions,
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  listSuggestions: {
    ...read,
    path: '/positions/:positionId/draft/suggestions',
    summary:
      'Who proposed what is suggested in the draft now, and when; what was decided of earlier suggestions',
    params: positionParams,
    response: z.object({
      pending: z.array(draftSuggestion),
      /** Newest first; the latest of them where there are very many. */
      settled: z.array(settledSuggestion),
    }),
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  recordVerdict: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/suggestions/verdicts',
    summary: 'Say with which verdict, and why, one has just taken suggestions out of the draft',
    params: positionParams,
    body: z.strictObject({
      suggestionIds: z.array(z.string().min(1).max(2000)).min(1).max(1000),
      verdict: suggestionVerdict,
      reason: reason.nullable(),
    }),
    status: 200,
    /** Those that the draft's log says were settled so by this person. */
    response: z.object({ recorded: z.array(z.string()) }),
    refusals: ['not_found', 'forbidden', 'busy', 'suggestion_not_settled'],
  },
  listProposals: {
    ...read,
    path: '/positions/:positionId/draft/proposals',
    summary: 'What was proposed for the draft by people who did not write it there, oldest first',
    params: positionParams,
    response: z.array(proposal),
    refusals: ['not_found', 'forbidden'],
  },
  makeProposal: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/proposals',
    summary: 'Propose a change of the draft without writing in it',
    params: positionParams,
    body: z.strictObject({ anchor, ...proposed }),
    status: 201,
    response: proposal,
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'limite_unconfirmed',
      'busy',
      'draft_unreadable',
      'words_not_there',
    ],
  },
  settleProposal: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/proposals/:proposalId/settlement',
    summary: 'Take a proposal in, decline it or, of one’s own, withdraw it',
    params: positionParams.extend({ proposalId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('taken') }),
      z.strictObject({ kind: z.literal('declined'), reason }),
      z.strictObject({ kind: z.literal('withdrawn') }),
    ]),
    status: 200,
    response: proposal,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'reason_required', 'proposal_settled'],
  },
  listContributions: {
    ...read,
    path: '/positions/:positionId/contributions',
    summary: "Sets of proposals that delegations sent, and what one's own is preparing, oldest first",
    params: positionParams,
    response: z.array(contributionSet),
    refusals: ['not_found', 'forbidden'],
  },
  addPoint: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/pages/:country/points',
    summary:
      "Put a proposal into the contribution that one's delegation is preparing, beginning one if there is none",
    params: pagesParams,
    body: z.strictObject({ anchor, ...proposed }),
    status: 201,
    response: contributionSet,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'busy', 'draft_unreadable', 'words_not_there'],
  },
  changePoint: {
    ...about,
    method: 'PATCH',
    path: '/positions/:positionId/pages/:country/points/:pointId',
    summary: 'Propose other words for the same passage, in the place of a point that is not sent yet',
    params: pointParams,
    body: z.strictObject(proposed),
    status: 200,
    response: contributionSet,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'contribution_closed'],
  },
  removePoint: {
    ...about,
    method: 'DELETE',
    path: '/positions/:positionId/pages/:country/points/:pointId',
    summary: 'Take a point that is not sent yet out of its contribution',
    params: pointParams,
    status: 200,
    response: contributionSet,
    refusals: ['not_found', 'forbidden', 'state_conflict', 'contribution_closed'],
  },
  turnContribution: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/contributions/:contributionId/turns',
    summary:
      'Send or discard a contribution, with exactly the points that the person saw, or withdraw what is pending of one that was sent',
    params: positionParams.extend({ contributionId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('send'), pointIds: z.array(id).max(500), seenAsShared }),
      z.strictObject({ kind: z.literal('discard'), pointIds: z.array(id).max(500) }),
      z.strictObject({ kind: z.literal('withdraw') }),
    ]),
    status: 200,
    /** Null for one that was discarded before it was sent: nothing is left of it. */
    response: contributionSet.nullable(),
    refusals: [
      'not_found',
      'forbidden',
      'state_conflict',
      'contribution_closed',
      'contribution_empty',
      'revision_conflict',
      'limite_unconfirmed',
    ],
  },
  getDraftSupport: {
    ...read,
    path: '/positions/:positionId/draft/support',
    summary:
      'Which support of wordings in the draft was not given by the delegation itself for the words that stand there, and which wordings others took out',
    params: positionParams,
    response: draftSupport,
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  listWorkSessions: {
    ...read,
    path: '/positions/:positionId/draft/sessions',
    summary: 'When people worked on the draft and on what, newest first',
    params: positionParams,
    query: z.object({ before: instant.optional() }),
    response: workSessions,
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  getLastLook: {
    ...read,
    path: '/positions/:positionId/draft/last-look',
    summary: 'The draft as it was when the signed-in person last looked at it, if others changed it since',
    params: positionParams,
    /** Null where nobody else wrote since, or the person never looked before. */
    response: z.object({ since: earlierDraft.nullable() }),
    refusals: ['not_found', 'forbidden', 'draft_unreadable', 'busy'],
  },
  setLastLook: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/draft/last-look',
    summary: 'The signed-in person has looked at the draft as it stands now; told to nobody else',
    params: positionParams,
    status: 204,
    response: null,
    refusals: ['not_found', 'forbidden'],
  },
  getRelease: {
    ...read,
    path: '/releases/:releaseId',
    summary: 'A final text',
    params: z.object({ releaseId: id }),
    query: textLanguage,
    response: releaseDetail,
    refusals: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>

/** A door of the API that answers a GET with a file to keep, as a download. */
export interface FileRoute {
  /** Express notation, under `/api`. */
  readonly path: string
  readonly summary: string
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  /** Refusals of its own, beside those that every route has. */
  readonly refusals: readonly ErrorCode[]
}

const format = z.enum(fileFormats)

/** How the file says who supports a wording; as is usual for the instrument where it is left out. */
const fileQuery = z.strictObject({ attribution: z.enum(attributions).exactOptional() })

/** Every file of the API by name. */
export const fileRoutes = {
  getDraftFile: {
    path: filePaths.getDraftFile,
    summary:
      'The draft as a Word file: suggestions as tracked changes, threads for all delegations as comments',
    params: positionParams,
    query: fileQuery,
    refusals: ['not_found', 'forbidden', 'busy', 'draft_unreadable'],
  },
  getVersionFile: {
    path: filePaths.getVersionFile,
    summary: 'A frozen version as a file',
    params: versionParams.extend({ format }),
    query: fileQuery,
    refusals: ['not_found', 'forbidden', 'busy'],
  },
  getReleaseFile: {
    path: filePaths.getReleaseFile,
    summary: 'A final text as a file',
    params: z.object({ releaseId: id, format }),
    query: fileQuery,
    refusals: ['not_found', 'busy'],
  },
  getTranslationFile: {
    path: filePaths.getTranslationFile,
    summary: 'A working translation of a final text as a file',
    params: z.object({ releaseId: id, translationId: id, format }),
    query: fileQuery,
    refusals: ['not_found', 'busy'],
  },
  getReleaseEvidence: {
    path: filePaths.getReleaseEvidence,
    summary:
      'What proves a final text: the text, what was signed, keys, events, and a page that checks it offline',
    params: z.object({ releaseId: id }),
    query: z.strictObject({}),
    refusals: ['not_found', 'forbidden', 'unavailable'],
  },
  getMeetingFolder: {
    path: filePaths.getMeetingFolder,
    summary: 'The final texts of a meeting that one may read, in the order of its agenda, as one PDF',
    params: z.object({ meetingId: id }),
    // In which language what stands around the texts is; left out, that of whoever asks.
    query: z.strictObject({ language: language.exactOptional() }),
    refusals: ['not_found', 'busy'],
  },
  getMeetingReportFile: {
    path: filePaths.getMeetingReportFile,
    summary: 'What a meeting came to, as far as one may read it, as one file for the ministers',
    params: z.object({ meetingId: id, format: z.enum(reportFormats) }),
    // As for the folder.
    query: z.strictObject({ language: language.exactOptional() }),
    refusals: ['not_found', 'busy'],
  },
} as const satisfies Readonly<Record<FileRouteName, FileRoute>>

export type RouteName = keyof typeof routes

type Inferred<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined

/** What a route takes and gives, as TypeScript sees it. */
export type RouteParams<Name extends RouteName> = Inferred<(typeof routes)[Name]['params']>
export type RouteQuery<Name extends RouteName> = Inferred<(typeof routes)[Name]['query']>
export type RouteBody<Name extends RouteName> = Inferred<(typeof routes)[Name]['body']>
export type RouteResponse<Name extends RouteName> = Inferred<(typeof routes)[Name]['response']>
