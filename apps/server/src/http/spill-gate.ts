import {
  type CountryCode,
  can,
  countryCodes,
  hearsOfLock,
  isLocked,
  type Person,
  type PositionEventType,
  withoutLocks,
} from '@samsyn/domain'
import type { FileRouteName, RouteName } from '@samsyn/protocol'
import type { Storage } from '@samsyn/storage'
import type { Clock } from '../clock.ts'
import type { PositionCommands } from '../position-commands.ts'

/**
 * The text that a route reads or changes: the joint one with all that stands beside it, a country's own pages, what is prepared on
 * own pages about the joint one, the draft that its query names, the text of a release; `none` where it shows and takes no text.
 */
type Concern = 'none' | 'joint' | 'pages' | 'joint_and_pages' | 'draft' | 'release'

/** Of every route which text it is about: a route without an answer does not compile. */
export const concernOf = {
  getHealth: 'none',
  getWorkspace: 'none',
  getSession: 'none',
  endSession: 'none',
  setLanguage: 'none',
  listSamplePeople: 'none',
  startSampleSession: 'none',
  readInvitation: 'none',
  startPasskeyByInvitation: 'none',
  acceptInvitation: 'none',
  getAccounts: 'none',
  makeInvitation: 'none',
  withdrawInvitation: 'none',
  approveInvitation: 'none',
  changeRoles: 'none',
  getAccount: 'none',
  disableAccount: 'none',
  enableAccount: 'none',
  askRecovery: 'none',
  confirmRecovery: 'none',
  withdrawRecovery: 'none',
  getDeputies: 'none',
  nameDeputy: 'none',
  endDeputyship: 'none',
  startPasskeySignIn: 'none',
  startPasskeySession: 'none',
  listOwnPasskeys: 'none',
  startPasskeyConfirmation: 'none',
  startPasskeyAddition: 'none',
  addPasskey: 'none',
  removePasskey: 'none',
  endAllSessions: 'none',
  getDesk: 'none',
  // Nothing of a locked text is heard of (D150).
  getNotifications: 'none',
  readNotifications: 'none',
  getNotificationSettings: 'none',
  changeNotificationSettings: 'none',
  askMailAddress: 'none',
  confirmMailAddress: 'none',
  removeMailAddress: 'none',
  makeCalendar: 'none',
  removeCalendar: 'none',
  listMeetings: 'none',
  getMeeting: 'none',
  // Nobody reads in them of a position that is locked (`report.read`).
  getMeetingReport: 'none',
  // Of a locked text it says that it is locked.
  getFolder: 'none',
  listForums: 'none',
  listDossiers: 'none',
  addMeeting: 'none',
  changeMeeting: 'none',
  changeForum: 'none',
  addAgendaItem: 'none',
  changeAgendaItem: 'none',
  // Of a locked text nothing is found: nobody may read it, nor what became of it.
  searchTexts: 'none',
  getDossier: 'none',
  createPosition: 'none',
  // It says that the text is locked, and why.
  getPosition: 'none',
  renamePosition: 'joint',
  nameContact: 'joint',
  startCoordination: 'joint',
  freezeVersion: 'joint',
  nameVersion: 'joint',
  getVersion: 'joint',
  reopenDraft: 'joint',
  openRound: 'joint',
  remindRound: 'joint',
  giveDecision: 'joint',
  prepareDecision: 'joint',
  signDecision: 'joint',
  doAct: 'joint',
  prepareAct: 'joint',
  signAct: 'joint',
  askExtension: 'joint',
  grantExtension: 'joint',
  proposeCorrigendum: 'joint',
  withdrawCorrigendum: 'joint',
  issueRelease: 'joint',
  getReportBack: 'joint',
  submitReport: 'joint',
  consolidateReports: 'joint',
  noteReport: 'joint',
  turnFollowUp: 'joint',
  extendReleasability: 'joint',
  endReleasability: 'joint',
  // One way to end it; the lock stays.
  withdrawPosition: 'none',
  closePosition: 'joint',
  reportSpill: 'none',
  endSpill: 'none',
  purgeSpill: 'none',
  answerPurge: 'none',
  // What has words of the text is heard of by whoever may read it (D150), which nobody may while it is locked.
  listPositionEvents: 'none',
  listPositionRounds: 'joint',
  listThreads: 'joint',
  raiseThread: 'joint',
  replyToThread: 'joint',
  rewriteComment: 'joint',
  removeComment: 'joint',
  turnThread: 'joint',
  listSectionMarks: 'joint',
  markSection: 'joint',
  getRecordNotes: 'joint',
  keepRecordNotes: 'joint',
  getOwnPages: 'pages',
  setMandate: 'pages',
  keepPagesVersion: 'pages',
  getPagesVersion: 'pages',
  getPagesText: 'pages',
  getPagesAuthorship: 'pages',
  listPagesSessions: 'pages',
  confirmLimite: 'joint',
  getDraftAccess: 'draft',
  getDraftText: 'joint',
  getDraftAuthorship: 'joint',
  getDraftContributions: 'joint',
  listSuggestions: 'joint',
  recordVerdict: 'joint',
  listProposals: 'joint',
  makeProposal: 'joint',
  settleProposal: 'joint',
  listContributions: 'joint',
  addPoint: 'joint_and_pages',
  changePoint: 'joint_and_pages',
  removePoint: 'joint_and_pages',
  turnContribution: 'joint',
  getDraftSupport: 'joint',
  listWorkSessions: 'joint',
  getLastLook: 'joint',
  setLastLook: 'joint',
  getRelease: 'release',
  listTranslations: 'release',
  issueTranslation: 'release',
  getDraftFile: 'joint',
  getVersionFile: 'joint',
  getReleaseFile: 'release',
  getTranslationFile: 'release',
  getReleaseEvidence: 'release',
  // It leaves out what is locked, as `can` says.
  getMeetingFolder: 'none',
  // As the report itself.
  getMeetingReportFile: 'none',
} as const satisfies Readonly<Record<RouteName | FileRouteName, Concern>>

/** What a request says before its body. */
export interface Addressed {
  readonly params: unknown
  readonly query: unknown
}

export interface SpillGate {
  /** Whether what a person asks for is locked, and they may know that. */
  isLocked(name: RouteName | FileRouteName, asked: Addressed, person: Person): Promise<boolean>
  /**
   * Makes an answer that shows no text and yet tells of some, as the feed, the position and the desk do; once more where a
   * lock came or went meanwhile.
   */
  madeInOneState<Value>(work: () => Promise<Value>): Promise<Value>
}

const changesLocks: ReadonlySet<PositionEventType> = new Set([
  'spill.reported',
  'spill.ended',
  'spill.purged',
  'pages_spill.reported',
  'pages_spill.ended',
  'pages_spill.purged',
  'purge.asked',
  'purge.declined',
  'purge.withdrawn',
])

/**
 * Says of every request that is about a locked text that it is, before its handler sees it, and of what shows a text once more before
 * it is sent. It gives no right: where it is passed by, the domain's `can` refuses all the same, in other words.
 */
export function createSpillGate(
  { tables }: Pick<Storage, 'tables'>,
  commands: Pick<PositionCommands, 'onCommitted'>,
  clock: Clock,
): SpillGate {
  // Counted before whoever reported or ended something is told so.
  let changes = 0
  commands.onCommitted(({ events }) => {
    if (events.some(({ type }) => changesLocks.has(type))) changes += 1
  })

  async function positionOf(concern: Concern, params: Readonly<Record<string, unknown>>) {
    if (concern !== 'release') return tables.positions.byId(String(params.positionId))
    const release = await tables.releases.byId(String(params.releaseId))
    return release && tables.positions.byId(release.positionId)
  }

  return {
    async isLocked(name, { params, query }, person) {
      const concern: Concern = concernOf[name]
      if (concern === 'none') return false
      // Checked by the route's own schemas; what is not there is no text that is locked.
      const inPath = (params ?? {}) as Readonly<Record<string, unknown>>
      const inQuery = (query ?? {}) as Readonly<Record<string, unknown>>
      const position = await positionOf(concern, inPath)
      if (!position || position.lockedTexts.length === 0) return false
      const asking = { person, subject: withoutLocks(position), now: clock.now() }
      return lockedBy(concern, { inPath, inQuery }).some((country) => {
        if (!isLocked(position, country)) return false
        if (concern === 'release') return can(person, 'release.read', asking.subject, asking.now)
        return hearsOfLock(country, asking)
      })
    },
    async madeInOneState(work) {
      for (;;) {
        const before = changes
        const made = await work()
        if (changes === before) return made
      }
    },
  }
}

type Named = Readonly<Record<string, unknown>>

/** The texts whose lock stops a request. */
function lockedBy(
  concern: Exclude<Concern, 'none'>,
  { inPath, inQuery }: { readonly inPath: Named; readonly inQuery: Named },
): readonly (CountryCode | null)[] {
  switch (concern) {
    case 'joint':
    case 'release':
      return [null]
    case 'pages':
      return countryIn(inPath)
    case 'joint_and_pages':
      return [null, ...countryIn(inPath)]
    case 'draft':
      return inQuery.country === undefined ? [null] : countryIn(inQuery)
  }
}

function countryIn({ country }: Named): readonly CountryCode[] {
  return countryCodes.filter((code) => code === country)
}
