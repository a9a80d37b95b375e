import { usualReservationEffects } from '@samsyn/domain'
import type { FileRouteName, RouteName, routes } from '@samsyn/protocol'
import { assertion, type RouteOfPosition } from './asked-routes.ts'

/** How a route that is about no position is asked, and who may. */
export interface OtherRoute {
  /** The columns of `AskedRoute`, and as the last one whether deputies may; about people, those of Finland (`P`). */
  readonly may: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
}

const everybody = 'Ppn Ppn Ppn Ppn Ppn0 Ppn0 Ppn0 Ppn 0 Ppn'
const administrators = '- - - - - - - - 0 -'
const leadAndAdministrators = '- P - - - - - - 0 -'
const leads = '- Ppn - - - - - - - -'
const secretariat = '- - - - - - Ppn0 - - -'

const ofDrafter = { personId: 'drafter-fi' }
const ofNoRecovery = { ...ofDrafter, recoveryId: 'none' }
const ofMeeting = { meetingId: 'none' }
const newId = '00000000-0000-4000-8000-000000000000'
const meetingFacts = {
  title: 'Council',
  startsAt: '2099-01-01T09:00:00.000Z',
  endsAt: '2099-01-01T12:00:00.000Z',
  place: 'Brussels',
  isChathamHouse: false,
}
const standing = { ...meetingFacts, status: 'planned' }
const forumFacts = {
  shortName: 'Forum',
  name: { en: 'Forum', sv: 'Forum', da: 'Forum', nb: 'Forum', fi: 'Foorumi', is: 'Vettvangur' },
  reservationEffects: usualReservationEffects,
}
const agendaFacts = { number: '1', title: 'Item', kind: 'information', documents: [] }
/** What is refused when everything else was looked at. */
const noReason = { reason: ' ' }
const made = { id: 'AQ', clientDataJSON: 'e30', attestationObject: 'AQ', transports: [] }

type Public = {
  [Name in RouteName]: (typeof routes)[Name] extends { readonly isPublic: true } ? Name : never
}[RouteName]

/** Every route that is about no position and not for everybody on the network: one that is missing does not compile. */
export const otherRoutes: Readonly<
  Record<
    Exclude<RouteName, RouteOfPosition | Public> | Extract<FileRouteName, 'getMeetingFolder'>,
    OtherRoute
  >
> = {
  getSession: { may: everybody },
  endSession: { may: everybody },
  setLanguage: { may: everybody, body: { language: 'en' } },
  getDesk: { may: everybody },
  listMeetings: { may: everybody },
  getMeeting: { may: everybody, params: ofMeeting },
  getFolder: { may: everybody, params: ofMeeting },
  getMeetingFolder: { may: everybody, params: ofMeeting },
  getMeetingReport: { may: everybody, params: ofMeeting },
  listForums: { may: everybody },
  listDossiers: { may: everybody },
  addMeeting: {
    may: secretariat,
    body: { id: newId, ...meetingFacts, forum: { kind: 'known', forumId: 'none' } },
  },
  changeMeeting: { may: secretariat, params: ofMeeting, body: { was: standing, becomes: standing } },
  changeForum: {
    may: secretariat,
    params: { forumId: 'none' },
    body: { was: forumFacts, becomes: forumFacts },
  },
  addAgendaItem: {
    may: secretariat,
    params: ofMeeting,
    body: { id: newId, ...agendaFacts, dossier: { kind: 'none' } },
  },
  changeAgendaItem: {
    may: secretariat,
    params: { ...ofMeeting, itemId: 'none' },
    body: {
      was: { ...agendaFacts, dossierId: null },
      becomes: { ...agendaFacts, dossier: { kind: 'none' } },
    },
  },
  getDossier: { may: everybody, params: { dossierId: 'none' } },
  searchTexts: { may: everybody, query: '?words=template' },

  getAccounts: { may: '- Ppn - - - - - - 0 -' },
  getAccount: { may: leadAndAdministrators, params: ofDrafter },
  makeInvitation: {
    may: administrators,

    body: {
      name: 'Somebody',
      country: null,
      ministry: { kind: 'none' },
      roles: [{ role: 'lead', readsDrafts: false }],
    },
  },
  withdrawInvitation: { may: administrators, params: { invitationId: 'none' } },
  approveInvitation: { may: '- Ppn - - - - - - 0 -', params: { invitationId: 'none' } },
  changeRoles: {
    may: administrators,
    params: ofDrafter,
    body: { ministry: { kind: 'none' }, roles: [], ends: [] },
  },
  disableAccount: { may: administrators, params: ofDrafter, body: noReason },
  enableAccount: { may: administrators, params: ofDrafter, body: noReason },
  askRecovery: { may: leadAndAdministrators, params: ofDrafter, body: noReason },
  confirmRecovery: { may: leadAndAdministrators, params: ofNoRecovery },
  withdrawRecovery: { may: leadAndAdministrators, params: ofNoRecovery },

  listOwnPasskeys: { may: everybody },
  startPasskeyConfirmation: { may: everybody, body: { deed: { kind: 'add' } } },
  startPasskeyAddition: { may: everybody, body: { assertion } },
  addPasskey: { may: everybody, body: { name: 'Key', passkey: made } },
  removePasskey: { may: everybody, params: { passkeyId: 'AQ' }, body: { assertion } },
  endAllSessions: { may: everybody },
  getDeputies: { may: everybody },
  nameDeputy: { may: leads, body: { deputyId: 'nobody', from: null, to: '2099-01-01T00:00:00.000Z' } },
  // Of nobody else's is it said whether there is one.
  endDeputyship: { may: everybody, params: { deputyshipId: 'asks-deputy-pen' } },

  getNotifications: { may: everybody },
  readNotifications: { may: everybody, body: { through: 1 } },
  getNotificationSettings: { may: everybody },
  changeNotificationSettings: { may: everybody, body: { digestHour: 8 } },
  askMailAddress: { may: everybody, body: { address: 'somebody@example.org' } },
  confirmMailAddress: { may: everybody, body: { code: '000000' } },
  removeMailAddress: { may: everybody, body: {} },
  makeCalendar: { may: everybody },
  removeCalendar: { may: everybody },
}
