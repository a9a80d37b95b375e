import { randomUUID } from 'node:crypto'
import { schemaVersion } from '@samsyn/editor'
import type { FileRouteName, RouteName, routes } from '@samsyn/protocol'

/** What of one position a request can name; `none` for what there is not. */
export interface Place {
  readonly positionId: string
  readonly threadId: string
  readonly commentId: string
  readonly proposalId: string
  readonly contributionId: string
  readonly pointId: string
  readonly releaseId: string
  readonly agendaItemId: string
  readonly dossierId: string
  /** Of the penholder's country. */
  readonly country: string
  /** Of a version, also where there is none yet. */
  readonly number: number
}

/** How a route is asked about a position, and whom DOMAIN §3.4 lets do that. */
export interface AskedRoute {
  /**
   * A column each: drafter, lead, delegate, … who reads drafts, observer, … who reads drafts, secretariat, registrar, administrator; for
   * whom it is yes: `P` for the penholder's country, `p` another party, `n` a country that is none, `0` whoever acts for no country. Of
   * observers what they have where the marking lets them.
   */
  readonly may: string
  /** The same once there is a final text, where that is otherwise. */
  readonly mayOnceReleased?: string
  readonly body?: (place: Place) => unknown
  readonly query?: () => string
  /** What there must be for whoever may: nothing can be asked of them without it. */
  readonly needs?: 'version' | 'release' | 'open_draft'
  /** The first who may takes it away from the next. */
  readonly isTakenAway?: true
}

/** No position is ever at this revision: whoever has the right is told `revision_conflict`, and nothing changes. */
const revision = 1_000_000
const reason = 'A reason'
const anchor = { start: 'AQID', end: 'BAUG', quote: 'words that stand nowhere' }
const proposed = { change: { kind: 'replace', text: 'other words' }, explanation: '' }
const said = { text: 'A word', mentions: [] }
const noHash = '0'.repeat(64)
/** Signed over nothing that the server has prepared. */
export const assertion = {
  id: 'AQ',
  clientDataJSON: 'e30',
  authenticatorData: 'AQ',
  signature: 'AQ',
  userHandle: 'AQ',
}

/** To know of a position at all. */
export const knowsOf = 'Pp Pp Pp Pp Ppn Ppn Ppn0 Pp -'
export const readsDraft = 'Pp Pp - Pp - Ppn Ppn0 - -'
export const edits = 'Pp Pp - - - - P - -'
const keepsRecord = '- Pp - - - - - Pp -'
const comments = 'Pp Pp - Pp - - Ppn0 - -'
export const readsOwnPages = 'P P - P - - - - -'
export const writesOwnPages = 'P P - - - - - - -'
const nobody = '- - - - - - - - -'

/** The routes that name a position or what is one's; all others are about people and what whoever is signed in may look up. */
export type RouteOfPosition =
  | 'createPosition'
  | 'getRelease'
  | 'listTranslations'
  | 'issueTranslation'
  | {
      [Name in RouteName]: (typeof routes)[Name]['path'] extends `/positions/:positionId${string}`
        ? Name
        : never
    }[RouteName]

/** Every route that is about a position: one that is missing does not compile. A meeting's folder and its report are about many (A540, A646). */
export const askedRoutes: Readonly<
  Record<RouteOfPosition | Exclude<FileRouteName, 'getMeetingFolder' | 'getMeetingReportFile'>, AskedRoute>
> = {
  createPosition: {
    may: 'P P - - - - Ppn0 - -',
    needs: 'open_draft',
    body: ({ agendaItemId, dossierId }) => ({
      title: 'Sample: one more',
      agendaItemId,
      dossierId,
      instrument: 'joint_position',
      parties: ['DK', 'FI', 'NO'],
      penholder: 'FI',
      draftingLanguage: 'en',
      marking: 'parties',
    }),
  },
  getPosition: { may: knowsOf },
  renamePosition: { may: 'P P - - - - P - -', body: () => ({ revision, title: 'Another' }) },
  startCoordination: { may: 'P P - - - - P - -', body: () => ({ revision }) },
  freezeVersion: { may: 'P P - - - - Ppn0 - -', body: () => ({ revision, note: '' }) },
  nameVersion: {
    may: 'P P - - - - Ppn0 - -',
    needs: 'version',
    body: () => ({ revision, name: 'sent to capitals' }),
  },
  getVersion: { may: readsDraft, needs: 'version' },
  reopenDraft: { may: '- P - - - - Ppn0 - -', body: () => ({ revision, reason }) },
  openRound: {
    may: '- P - - - - Ppn0 - -',
    body: ({ number }) => ({
      revision,
      versionNumber: number,
      contentHash: noHash,
      deadline: '2027-01-11T11:00:00.000Z',
      notice: '',
      openPointsReason: reason,
    }),
  },
  remindRound: { may: '- P - - - - Ppn0 - -', body: () => ({ roundId: 'none' }) },
  giveDecision: {
    may: '- Pp - - - - - - -',
    body: ({ number }) => ({
      roundId: 'none',
      versionNumber: number,
      contentHash: noHash,
      value: { kind: 'agree' },
    }),
  },
  prepareDecision: {
    may: '- Pp - - - - - - -',
    body: ({ number }) => ({
      roundId: 'none',
      versionNumber: number,
      contentHash: noHash,
      value: { kind: 'agree' },
    }),
  },
  signDecision: {
    may: '- Pp - - - - - - -',
    body: () => ({ statement: '{}', assertion }),
  },
  askExtension: {
    may: '- Pp - - - - - - -',
    body: () => ({ roundId: 'none', until: '2027-01-11T11:00:00.000Z', reason }),
  },
  grantExtension: {
    may: '- P - - - - Ppn0 - -',
    body: () => ({ roundId: 'none', deadline: '2027-01-11T11:00:00.000Z' }),
  },
  doAct: {
    may: '- Pp - - - - - - -',
    body: () => ({ act: { kind: 'withdraw_support', releaseId: 'none', reason } }),
  },
  prepareAct: {
    may: '- Pp - - - - - - -',
    body: () => ({ act: { kind: 'lift_reservation', decisionId: 'none' } }),
  },
  signAct: {
    may: '- Pp - - - - - - -',
    body: () => ({ statement: '{}', assertion }),
  },
  proposeCorrigendum: {
    may: '- Pp - - - - Ppn0 - -',
    body: () => ({
      releaseId: randomUUID(),
      sectionId: 'no-section',
      passage: 'words that stand nowhere',
      reading: 'other words',
      reason,
      deadline: '2027-01-11T11:00:00.000Z',
    }),
  },
  withdrawCorrigendum: { may: '- Pp - - - - Ppn0 - -' },
  issueRelease: { may: '- P - - - - Ppn0 - -', body: () => ({ revision }) },
  nameContact: { may: 'Pp Pp - - - - - - -', body: () => ({ contact: null }) },
  extendReleasability: {
    may: '- P - - - - Ppn0 - -',
    body: () => ({ revision, country: 'IS', ground: 'comix', reference: reason }),
  },
  endReleasability: {
    may: '- P - - - - Ppn0 - -',
    body: () => ({ revision, country: 'IS', reason }),
  },
  closePosition: { may: '- P - - - - Ppn0 - -', body: () => ({ revision }) },
  withdrawPosition: { may: '- P - - - - Ppn0 - -', body: () => ({ revision, reason }) },
  // Without a reason, so that nothing is locked.
  reportSpill: { may: readsDraft, mayOnceReleased: knowsOf, body: () => ({ country: null, reason: ' ' }) },
  listPositionEvents: { may: knowsOf },
  listPositionRounds: { may: readsDraft },
  listThreads: { may: comments },
  raiseThread: { may: comments, body: () => ({ audience: null, anchor: null, ...said }) },
  replyToThread: { may: comments, body: () => said },
  // The thread is the lead's: nobody here wrote in it.
  rewriteComment: { may: nobody, body: () => said },
  removeComment: { may: nobody },
  turnThread: { may: 'Pp Pp - - - - - - -', body: () => ({ kind: 'must_close' }) },
  confirmLimite: {
    may: edits,
    body: () => ({ ground: 'comix', reference: ' ', source: 'clipboard' }),
  },
  listSectionMarks: { may: readsDraft },
  markSection: { may: 'P P - - - - P - -', body: () => ({ act: 'agree', sectionHash: noHash }) },
  getOwnPages: { may: readsOwnPages },
  getRecordNotes: { may: keepsRecord },
  keepRecordNotes: {
    may: keepsRecord,
    body: () => ({ changes: revision, caseNumber: '', secrecy: '', retention: '' }),
  },
  setMandate: {
    may: writesOwnPages,
    body: () => ({ changes: revision, reference: '', state: 'none', isShared: false }),
  },
  keepPagesVersion: { may: writesOwnPages, body: () => ({ note: '' }) },
  getPagesVersion: { may: readsOwnPages },
  getPagesText: { may: readsOwnPages },
  getPagesAuthorship: { may: readsOwnPages },
  listPagesSessions: { may: readsOwnPages },
  addPoint: { may: writesOwnPages, body: () => ({ anchor, ...proposed }) },
  changePoint: { may: writesOwnPages, isTakenAway: true, body: () => proposed },
  removePoint: { may: writesOwnPages, isTakenAway: true },
  turnContribution: {
    may: '- P - - - - - - -',
    body: () => ({ kind: 'send', pointIds: ['none'] }),
  },
  listContributions: { may: readsDraft },
  getDraftAccess: { may: readsDraft, query: () => `?schema=${schemaVersion}` },
  getDraftText: { may: readsDraft },
  getDraftAuthorship: { may: readsDraft },
  getDraftContributions: { may: readsDraft, query: () => `?from=${new Date().toISOString()}` },
  listSuggestions: { may: readsDraft },
  recordVerdict: {
    may: edits,
    body: () => ({ suggestionIds: ['none'], verdict: 'rejected', reason }),
  },
  listProposals: { may: readsDraft },
  makeProposal: { may: 'Pp Pp - Pp - - P - -', body: () => ({ anchor, ...proposed }) },
  settleProposal: { may: edits, body: () => ({ kind: 'declined', reason: ' ' }) },
  getDraftSupport: { may: readsDraft },
  listWorkSessions: { may: readsDraft },
  getLastLook: { may: readsDraft },
  setLastLook: { may: readsDraft },
  getReportBack: { may: 'Pp Pp Pp Pp - - Ppn0 Pp -' },
  // In the name of somebody else, so that nothing is reported.
  submitReport: {
    may: 'Pp Pp Pp Pp - - - - -',
    needs: 'release',
    body: ({ releaseId }) => ({
      id: randomUUID(),
      releaseId,
      personId: 'somebody-else',
      country: 'FI',
      replaces: null,
      outcome: 'unknown',
      sections: [],
      said: [],
      facts: '',
      conclusion: '',
      assessment: { text: '', isShared: false },
      evidence: [],
      followUps: [],
    }),
  },
  // Nothing is reported: there is nothing to put together, to note or to go on with.
  consolidateReports: {
    may: '- - - - - - Ppn0 - -',
    body: () => ({
      id: randomUUID(),
      basedOn: [],
      replaces: null,
      outcome: 'unknown',
      said: [],
      conclusion: '',
      dividingLine: '',
      nextStep: '',
      followUps: [],
    }),
  },
  noteReport: { may: '- Pp - - - - - - -', body: () => ({ consolidationId: 'none' }) },
  turnFollowUp: { may: nobody, body: () => ({ kind: 'begin' }) },
  getRelease: { may: knowsOf, needs: 'release' },
  listTranslations: { may: knowsOf, needs: 'release' },
  // Of another text: nothing is issued.
  issueTranslation: {
    may: '- Pp - - - - Ppn0 - -',
    needs: 'release',
    body: () => ({
      id: randomUUID(),
      language: 'sv',
      translates: noHash,
      replaces: null,
      title: 'Titel',
      text: JSON.stringify({
        type: 'doc',
        content: [
          {
            type: 'section',
            attrs: { id: 'one', kind: 'position' },
            content: [{ type: 'sectionTitle' }, { type: 'paragraph' }],
          },
        ],
      }),
    }),
  },
  // None was issued.
  getTranslationFile: { may: nobody, needs: 'release' },
  getDraftFile: { may: readsDraft, needs: 'open_draft' },
  getVersionFile: { may: readsDraft, needs: 'version' },
  getReleaseFile: { may: knowsOf, needs: 'release' },
  getReleaseEvidence: { may: 'Pp Pp - - - - Ppn0 Pp -', needs: 'release' },
  // Nothing is reported: there is nothing to end.
  endSpill: { may: nobody, body: () => ({ reason }) },
  purgeSpill: { may: nobody, body: () => ({ version: 1, reason }) },
  answerPurge: { may: nobody, body: () => ({ how: 'confirmed' }) },
}

/** What whoever stands in for a lead does in the lead's place: what binds the country in a text that it signs. */
export const deputysRoutes: ReadonlySet<string> = new Set<RouteOfPosition>([
  'giveDecision',
  'prepareDecision',
  'signDecision',
  'askExtension',
  'prepareAct',
  'doAct',
  'signAct',
])
